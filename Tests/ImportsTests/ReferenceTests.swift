import Imports
import Store
import Testing

/// How files name organizations and contracts.
struct ReferenceTests {
  private func revenue(of organization: String) -> String {
    "organization,period_start,currency,amount,basis\n\"\(organization)\",2026,USD,1,reported\n"
  }

  @Test(
    arguments: [
      ("nimbus", 1), ("NIMBUS", 1), ("Nimbus, Inc.", 1), ("nimbus, inc.", 1), ("NMB", 1),
      ("nimbus cloud", 1), (" nimbus ", 1), ("\u{C9}toile Cloud", 3), ("E\u{301}toile Cloud", 3),
      ("\u{E9}TOILE CLOUD", 3), ("e\u{301}toile cloud", 3), ("\u{130}stanbul Bulut", 5),
      ("I\u{307}STANBUL BULUT", 5), ("ISTANBUL", 5),
    ])
  func findsAnOrganization(text: String, id: Int) throws {
    let fixture = try Fixture()
    try fixture.take(.revenue, revenue(of: text))
    #expect(try fixture.rows("SELECT organization_id FROM revenue") == ["\(id)"])
    #expect(try fixture.rows("SELECT count(*) FROM organization") == ["6"])
  }

  @Test(
    arguments: [
      ("nimbuss", "nimbuss", "did you mean \"nimbus\"?"),
      ("Nimbus", nil, nil),
      (
        "N\u{456}mbus Cloud", "N\u{456}mbus Cloud",
        "did you mean \"Nimbus Cloud\"? It has U+0456 CYRILLIC SMALL LETTER"
          + " BYELORUSSIAN-UKRAINIAN I in it."
      ),
      (
        "Nimbus Cl\u{43E}ud", "Nimbus Cl\u{43E}ud",
        "did you mean \"Nimbus Cloud\"? It has U+043E CYRILLIC SMALL LETTER O in it."
      ),
      (
        "nim\u{200B}bus", "nim\\u{200B}bus",
        "did you mean \"nimbus\"? It has U+200B ZERO WIDTH SPACE in it."
      ),
      (
        "Nimbus\u{A0}Cloud", "Nimbus\u{A0}Cloud",
        "did you mean \"Nimbus Cloud\"? It has U+00A0 NO-BREAK SPACE in it."
      ),
      (
        "\u{202E}nimbus", "\\u{202E}nimbus",
        "did you mean \"nimbus\"? It has U+202E RIGHT-TO-LEFT OVERRIDE in it."
      ),
      (
        "ISTANBUL BULUT", "ISTANBUL BULUT", "did you mean \"\u{130}stanbul Bulut\"?"
      ),
    ] as [(String, String?, String?)])
  func refusesAnUnknownOrganization(text: String, shown: String?, hint: String?) throws {
    let fixture = try Fixture()
    guard let shown, let hint else {
      // A name is not found by a part of it.
      #expect(try fixture.take(.revenue, revenue(of: text)).tally.new == 1)
      return
    }
    #expect(
      try fixture.refusals(.revenue, revenue(of: text))
        == ["in.csv:2: organization \"\(shown)\" is not known; \(hint)"])
  }

  @Test func saysNothingOfNamesThatAreNotNear() throws {
    #expect(
      try Fixture().refusals(.revenue, revenue(of: "Utterly Different"))
        == [
          "in.csv:2: organization \"Utterly Different\" is not known; import it first: "
            + "offtake import providers FILE"
        ])
  }

  @Test func asksWhichOfSeveralOrganizationsAnAliasMeans() throws {
    #expect(
      try Fixture().refusals(.revenue, revenue(of: "shared name")) == [
        "in.csv:2: organization \"shared name\" is a name of several organizations; say which by"
          + " its slug: corvid or etoile"
      ])
  }

  @Test(
    arguments: [
      ("NMB-1,", "1"), ("nmb-1,", "1"), ("NMB-1,nimbus", "1"), ("SAME,nimbus", "2"),
      ("same,CORVID", "4"),
    ])
  func findsAContract(cells: String, id: String) throws {
    let fixture = try Fixture()
    try fixture.take(.fees, "contract,provider,from_month\n\(cells),2026-01\n")
    #expect(
      try fixture.rows("SELECT contract_id, monthly_fee_units FROM fee_schedule") == ["\(id)|-"])
  }

  @Test(
    arguments: [
      ("NMB-11,", "contract \"NMB-11\" is not known; did you mean \"NMB-1\"?"),
      (
        "SAME,",
        "contract \"SAME\" is a contract of several providers; name one of them in column"
          + " provider: corvid or nimbus"
      ),
      (
        "NMB-1,corvid",
        "contract \"NMB-1\" is not known; it is a contract of nimbus, not of corvid"
      ),
      ("zzzzzz,nimbus", "contract \"zzzzzz\" is not known"),
      (
        "NMB-1,nobody",
        "provider \"nobody\" is not known; import it first: offtake import providers FILE"
      ),
      (
        "NM\u{412}-1,",
        "contract \"NM\u{412}-1\" is not known; did you mean \"NMB-1\"? It has U+0412 CYRILLIC"
          + " CAPITAL LETTER VE in it."
      ),
    ])
  func refusesAnUnknownContract(cells: String, refusal: String) throws {
    #expect(
      try Fixture().refusals(.fees, "contract,provider,from_month\n\(cells),2026-01\n")
        == ["in.csv:2: \(refusal)"])
  }

  @Test func staysQuickWithLongUnknownNames() throws {
    let fixture = try Fixture()
    let names = (0..<300).map { "Compute Number \($0)" }
    try fixture.take(.providers, "name\n" + names.joined(separator: "\n"), as: "many.csv")
    let name = String(repeating: "A", count: 1 << 20)
    let clock = ContinuousClock()
    let time = try clock.measure { _ = try fixture.refusals(.revenue, revenue(of: name)) }
    #expect(time < .seconds(20))
  }
}
