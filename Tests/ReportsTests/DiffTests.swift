import Audit
import Ledger
import Procurement
import Queries
import Rendering
import Reports
import Store
import TestLedger
import Testing

/// METRICS, M25: reports of two imports set against each other. Import 2 is contract c-1 of 2026, 3 its fee,
/// 4 and 5 its capacity, 6 its January invoice, 7 the revision of that, 8 that of the fee.
struct DiffTests: ~Copyable {
  private let ledger: TestBook
  private static let asOf = Day(Month(year: 2026, month: 1), 31) ?? Day(number: 0)

  init() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,status,effective_on,ends_on
      spacex,c-1,anthropic,USD,active,2026-01-01,2026-12-31
      """)
    try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-12,1000")
    try ledger.add(
      .capacity, "contract,tranche,accelerator,accelerator_count,due_on\nc-1,a,GB300,100,2026-01-01"
    )
    try ledger.add(
      .deliveries,
      """
      provider,contract,tranche,accelerator,accelerator_count,delivered_on,status
      spacex,c-1,a,GB300,60,2026-01-01,delivered
      """)
    let columns = "provider,number,contract,currency,billing_month,issued_on,amount\n"
    try ledger.add(.invoices, columns + "spacex,I-1,c-1,USD,2026-01,2026-01-31,1000")
    try ledger.add(
      .invoices, columns + "spacex,I-1,c-1,USD,2026-01,2026-01-31,1250.50", revises: true)
    try ledger.add(
      .fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-12,1100", revises: true)
    self.ledger = ledger
  }

  private func report(
    at number: Int64, _ make: (Book) throws -> Report
  ) throws -> Report {
    try ledger.store.snapshot(knownAt: .importNumber(number)) { try make(ledger.book()) }
  }

  private func diff(
    _ first: Int64, _ last: Int64, _ make: (Book) throws -> Report
  ) throws -> Report {
    Report(
      from: try report(at: first, make), to: try report(at: last, make),
      imports: try ImportEntry.all(in: ledger.store).filter {
        first < $0.number && $0.number <= last
      }, parameters: [], notes: [])
  }

  /// The cells of a table's rows.
  private func lines(_ report: Report, _ table: String, _ columns: Range<Int>) -> [String] {
    let section = report.sections.first { $0.name == table }
    return (section?.rows).map { rows in
      rows.map { row in row[columns].map { $0.plain ?? "-" }.joined(separator: " | ") }
    } ?? []
  }

  private static func spend(_ book: Book) throws -> Report {
    let spend = try SpendReport(by: [.provider], in: book, window: nil, asOf: asOf)
    return try Report(spend, explanations: try spend.explanations(in: book), parameters: [])
  }

  private static func obligations(_ book: Book) throws -> Report {
    try Report(
      try PurchaseObligation.all(in: book, asOf: asOf, years: .january, convention: .months),
      by: .contract, years: PurchaseObligation.years(asOf: asOf, startingIn: .january),
      isExplained: true, parameters: [])
  }

  private static func audit(_ book: Book) throws -> Report {
    Report(
      try AuditReport(in: book, asOf: asOf), showsAccepted: false, isExplained: true,
      parameters: [])
  }

  private static func capacity(_ book: Book) throws -> Report {
    Report(
      try TrancheStatus.all(in: book, asOf: asOf), by: .tranche,
      costs: try CapacityCost.all(
        in: book, window: nil, by: nil, years: .january, asOf: asOf, tax: .exclude),
      tax: .exclude, isExplained: true, parameters: [])
  }

  /// 1,250.50 - 1,000 = 250.50; the revised row ended, and the one that took its place began.
  @Test func tellsByHowMuchSpendChangedAndWhy() throws {
    let diff = try diff(6, 8, DiffTests.spend)
    #expect(diff.title == "What changed: Spend by provider")
    #expect(
      lines(diff, "rows", 1..<7) == [
        "spacex, USD | amount | changed | 1000.00 | 1250.50 | 250.50",
        "total, USD | amount | changed | 1000.00 | 1250.50 | 250.50",
      ])
    #expect(
      lines(diff, "causes", 0..<5) == [
        "spacex USD | ended | invoice I-1 | 1000.00 | invoices.csv:2 (import 6)",
        "spacex USD | began | invoice I-1 | 1250.50 | invoices.csv:2 (import 7)",
      ])
    let imports = try #require(diff.sections.first { $0.name == "imports" })
    #expect(
      imports.rows.map { "\($0[0].plain ?? "") \($0[1].plain ?? "") \($0[7].plain ?? "")" }
        == ["7 invoices 1", "8 fees 0"])
  }

  /// A row that was not there has nothing before, and no difference: missing is not zero.
  @Test func tellsRowsThatCameAndWent() throws {
    let added = try diff(5, 6, DiffTests.spend)
    #expect(
      lines(added, "rows", 1..<7).first
        == "spacex, USD | amount | changed | - | 1000.00 | -")
    let first = try diff(1, 6, DiffTests.spend)
    #expect(
      lines(first, "rows", 1..<7).first == "spacex, USD | amount | added | - | 1000.00 | -")
  }

  /// 31 January and eleven months: 11 x 1,000 + 1,000 / 31 = 11,032.26; at 1,100 a tenth more, 12,135.48.
  @Test func tellsObligations() throws {
    let diff = try diff(7, 8, DiffTests.obligations)
    let row = "spacex, c-1, anthropic, USD"
    #expect(
      lines(diff, "rows", 1..<7).contains(
        "\(row) | total | changed | 11032.26 | 12135.48 | 1103.22")
    )
    #expect(
      lines(diff, "causes", 1..<5) == [
        "ended | fee of c-1 from 2026-01 | 1000.00 | fees.csv:2 (import 3)",
        "began | fee of c-1 from 2026-01 | 1100.00 | fees.csv:2 (import 8)",
      ])
  }

  /// Of the fee, 60 of 100 accelerators stood there: 600 of 1,000, then 660 of 1,100.
  @Test func tellsFindings() throws {
    let key = "beyond_delivered, spacex, c-1, I-1, 2026-01, USD"
    let rows = lines(try diff(7, 8, DiffTests.audit), "rows", 1..<7)
    #expect(rows.contains("\(key) | variance | changed | 650.50 | 590.50 | -60.00"))
    #expect(rows.contains("\(key) | expected | changed | 600.00 | 660.00 | 60.00"))
    let added = lines(try diff(5, 6, DiffTests.audit), "rows", 1..<7)
    #expect(added.contains("\(key) | variance | added | - | 400.00 | -"))
  }

  /// 60 of 100 accelerators came with import 5.
  @Test func tellsCapacity() throws {
    let rows = lines(try diff(4, 5, DiffTests.capacity), "rows", 1..<7)
    #expect(
      rows.contains("spacex, c-1, anthropic, a, GB300 | delivered | changed | - | 60 | -"))
    let costs = lines(try diff(6, 7, DiffTests.capacity), "rows", 1..<7)
    #expect(costs.contains { $0.contains("| cost | changed | 1000.00 | 1250.50 | 250.50") })
  }

  @Test(arguments: [Int64(6), 7, 8])
  func ofAReportWithItselfIsEmpty(_ number: Int64) throws {
    let reports = [
      DiffTests.spend, DiffTests.obligations, DiffTests.audit, DiffTests.capacity,
    ]
    for make in reports {
      let diff = try diff(number, number, make)
      #expect(diff.sections.map { $0.rows.count } == [0])
    }
  }
  /// 10 of 12 and 10.00000001 of 12 differ in the ninth decimal, and by 0.8 of it; a half and a quarter in the first.
  @Test func showsAsManyDecimalsAsTellRatiosApart() throws {
    func report(_ ratio: Ratio?) -> Report {
      let table = Table<Ratio> { Column("share", \.self) }
      return Report(
        name: "shares", title: "Shares", sections: [table.section([ratio].compactMap { $0 })])
    }
    func shown(_ one: Ratio?, _ other: Ratio?) -> [String] {
      let diff = Report(
        from: report(one), to: report(other), imports: [], parameters: [], notes: [])
      return lines(diff, "rows", 4..<7)
    }
    let close = Report(
      from: report(Ratio(10, over: 12)), to: report(Ratio(1_000_000_001, over: 1_200_000_000)),
      imports: [], parameters: [], notes: [])
    #expect(lines(close, "rows", 4..<7) == ["0.833333333 | 0.833333334 | 0.000000001"])
    #expect(TableText.text(close).contains("83.3333333 %"))
    #expect(shown(Ratio(1, over: 2), Ratio(1, over: 4)) == ["0.500000 | 0.250000 | -0.250000"])
    #expect(shown(Ratio(1, over: 2), Ratio(2, over: 4)) == [])
  }
}
