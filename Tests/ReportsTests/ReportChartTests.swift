import Ledger
import Procurement
import Queries
import Rendering
import Reports
import Store
import TestLedger
import Testing

/// The charts of reports show the very figures of their tables.
struct ReportChartTests {
  private func words(_ cell: Cell) -> String {
    if case .unavailable(let reason) = cell { "n/a (\(reason.words))" } else { cell.plain ?? "" }
  }

  private func charts(_ report: Report) -> [Chart] { report.charts?() ?? [] }

  private func table(_ chart: Chart) -> [String] {
    chart.series.map { series in
      "\(series.name): " + series.values.map(words).joined(separator: " | ")
    }
  }

  @Test func stacksSpendByMonth() throws {
    let spend = try SpendReport(
      by: [.month, .buyer], in: TestBook.ofSamples().book(provider: "spacex"),
      window: months("2026-06..2026-08"), asOf: day("2026-11-23"))
    let all = charts(try Report(spend, parameters: []))
    #expect(all.map(\.kind) == [.columns])
    #expect(
      table(all[0]) == [
        "anthropic: n/a (no invoice) | 1250000000.00 | 1250000000.00",
        "google: n/a (no invoice) | n/a (no invoice) | n/a (no invoice)",
        "reflection-ai:  | 150000000.00 | 150000000.00",
      ])
  }

  @Test func drawsABarForEachKeyWithoutTime() throws {
    let spend = try SpendReport(
      by: [.buyer, .provider], in: TestBook.ofSamples().book(provider: "spacex"), window: nil,
      asOf: day("2026-11-23"))
    let chart = charts(try Report(spend, parameters: []))[0]
    #expect(chart.kind == .bars)
    #expect(table(chart) == ["spend: 5000000000.00 | 920000000.00 | 600000000.00"])
  }

  @Test func drawsAChartForEachCurrency() throws {
    let ledger = try TestBook()
    try ledger.add(
      .invoices,
      """
      provider,number,buyer,billing_month,issued_on,currency,total
      spacex,1,google,2026-07,2026-07-31,USD,5
      spacex,2,google,2026-07,2026-07-31,EUR,7
      """)
    let spend = try SpendReport(
      by: [.month], in: ledger.book(), window: nil, asOf: day("2026-11-23"))
    let all = charts(try Report(spend, parameters: []))
    #expect(all.map(table) == [["spend: 7.00"], ["spend: 5.00"]])
  }

  /// 300 a quarter, 100 drawn in each of three months: the sums at the end of each month are those of the as-of
  /// day's report.
  @Test func buildsMinimumsUpToTheSumsOfTheReport() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts, "provider,reference,buyer,currency,status\nspacex,c-1,anthropic,USD,active")
    try ledger.add(
      .commitments,
      "contract,from,to,kind,minimum,interval\nc-1,2026-01-01,2026-06-30,spend,300,quarter")
    try ledger.add(
      .invoices,
      "provider,number,contract,currency,billing_month,issued_on,amount\n"
        + (1...3).map { "spacex,I-\($0),c-1,USD,2026-0\($0),2026-0\($0)-28,100" }
        .joined(separator: "\n"))
    let asOf = try day("2026-04-10")
    let progress = try #require(
      try CommitmentProgress.all(in: ledger.book(), asOf: asOf, paceMonths: 3).first)
    let report = try Report(
      commitmentsIn: ledger.book(), asOf: asOf, paceMonths: 3, isExplained: false, isDrawn: true,
      parameters: [])
    let chart = charts(report)[0]
    #expect(
      table(chart)[0] == "applied: 100.00 | 200.00 | 300.00 | 300.00 |  | ")
    #expect(table(chart)[2] == "pace of 3 months:  |  | 300.00 | 400.00 | 500.00 | 600.00")
    #expect(progress.appliedToDate.value?.text == "300.00")
    #expect(words(chart.series[1].values[5]) == progress.committed.value?.text)
  }

  @Test func stacksTheLadderOfObligations() throws {
    let asOf = try day("2026-11-23")
    let all = try PurchaseObligation.all(
      in: TestBook.ofSamples().book(provider: "spacex"), asOf: asOf, convention: .months)
    let years = PurchaseObligation.years(asOf: asOf, startingIn: .january)
    let report = try Report(all, by: .contract, years: years, isExplained: false, parameters: [])
    let chart = charts(report)[0]
    #expect(chart.categories.count == 6)
    for (row, series) in zip(report.sections[0].rows, chart.series) {
      #expect(row.contains(.text(series.name)))
      #expect(series.values.allSatisfy(row.contains))
    }
  }

  @Test func drawsCapacityAndExits() throws {
    let book = try TestBook.ofSamples().book(provider: "spacex")
    let asOf = try day("2026-11-23")
    let capacity = Report(
      try TrancheStatus.all(in: book, asOf: asOf), by: .tranche, costs: [], tax: .exclude,
      isExplained: false, parameters: [])
    let bullets = charts(capacity)
    #expect(bullets.allSatisfy { $0.kind == .bullets && $0.series.count == 3 })
    let days = ExitOutlook.days(from: asOf, months: 3)
    let exits = Report(
      try ExitOutlook.all(in: book, asOf: asOf, months: 3, convention: .months), days: days,
      convention: .months, isExplained: false, parameters: [])
    let lines = charts(exits)[0]
    #expect(lines.kind == .lines)
    #expect(lines.categories.count == 3)
  }

  @Test func hasNoChartOfWhatIsNotDrawn() throws {
    #expect(Report(name: "x", title: "x", sections: []).charts == nil)
  }
}
