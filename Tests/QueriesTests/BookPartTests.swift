import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// A book of more contracts than are held at a time.
struct BookPartTests: ~Copyable {
  private let ledger: TestBook

  /// 10,000 contracts of two providers and two buyers, of which every 50th has a fee of two months.
  init() throws {
    let ledger = try TestBook()
    let numbers = 0..<10_000
    try ledger.add(
      .contracts,
      "provider,reference,buyer,currency,effective_on,ends_on\n"
        + numbers.map { number in
          let provider = number % 2 == 0 ? "spacex" : "nebius"
          let buyer = number % 3 == 0 ? "google" : "anthropic"
          return "\(provider),c-\(number * 7 % 10_000),\(buyer),USD,2026-01-01,2026-12-31"
        }.joined(separator: "\n"))
    let some = numbers.filter { $0.isMultiple(of: 50) }
    try ledger.add(
      .fees,
      "contract,from_month,to_month,monthly_fee\n"
        + some.map { "c-\($0),2026-01,2026-02,100" }.joined(separator: "\n"))
    self.ledger = ledger
  }

  private func check(_ book: Book) throws {
    var (parts, contracts) = ([Int](), [ContractFile]())
    try book.forEachPart { part in
      let own = try part.contracts
      parts.append(own.count)
      contracts += own
    }
    #expect(parts.allSatisfy { $0 <= 4096 } && parts.count == (parts.reduce(0, +) + 4095) / 4096)
    #expect(contracts.map(\.id) == (try book.contracts).map(\.id))
    #expect(contracts.map { $0.fees.count } == (try book.contracts).map { $0.fees.count })
  }

  @Test func goesThroughAllContractsInTheirOrder() throws {
    try check(ledger.book())
    try check(ledger.book(provider: "spacex"))
    try check(ledger.book(buyer: "google"))
    try check(ledger.book(contract: "c-50"))
  }

  /// What is added up of parts is what is added up of all.
  @Test func addsUpWhatIsLent() throws {
    var months = 0
    try UnbilledReport.forEachContract(
      in: ledger.book(), window: nil, asOf: day("2026-11-23")
    ) { months += $0.months.count }
    #expect(months == 400)
    #expect(
      try UnbilledReport(in: ledger.book(), window: nil, asOf: day("2026-11-23")).months.count
        == 400)
  }
}
