import Ledger
import Store
import TestLedger
import Testing

struct SelectionTests {
  @Test(
    arguments: [
      (nil, "spacxe", nil, "no provider \"spacxe\"; did you mean \"spacex\"?"),
      ("antropic", nil, nil, "no buyer \"antropic\"; did you mean \"anthropic\"?"),
      (nil, nil, "c-11", "no contract \"c-11\"; did you mean \"c-1\" or \"c-2\"?"),
      (nil, nil, "zzzzzzzz", "no contract \"zzzzzzzz\""),
      (nil, nil, "c-1", "contract \"c-1\" may be nebius's or spacex's; say which"),
      (nil, "nebius", "c-2", "no contract \"c-2\"; did you mean \"c-1\"?"),
      ("anthropic", nil, "c-2", "contract \"c-2\" is google's"),
      (nil, "twin", nil, "provider \"twin\" may be twin-a or twin-b; say which"),
      (nil, "a\u{1B}[31m\n", nil, "no provider \"a\\u{1B}[31m\\n\""),
    ] as [(String?, String?, String?, String)])
  func refusesANameThatMeansNothingOrSeveralThings(
    buyer: String?, provider: String?, contract: String?, message: String
  ) throws {
    let ledger = try TestBook()
    try ledger.add(
      .providers,
      """
      slug,name,kind,aliases
      twin-a,Twin A,provider,twin
      twin-b,Twin B,provider,twin
      """)
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,status
      spacex,c-1,anthropic,USD,active
      nebius,c-1,google,USD,active
      spacex,c-2,google,USD,active
      """)
    let error = #expect(throws: UnknownNameError.self) {
      try ledger.book(buyer: buyer, provider: provider, contract: contract)
    }
    #expect(error?.description == message)
  }
}
