import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// Budgets against what was billed: contract c-1 of 2026 at 1,000 a month, billed from January to April.
struct BudgetReportTests: ~Copyable {
  private let ledger: TestBook

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
      .invoices,
      """
      provider,number,contract,currency,billing_month,issued_on,amount
      spacex,I-1,c-1,USD,2026-01,2026-01-31,1000
      spacex,I-2,c-1,USD,2026-02,2026-02-28,1100
      spacex,I-3,c-1,USD,2026-03,2026-03-31,1050
      spacex,I-4,c-1,USD,2026-04,2026-04-30,1000
      """)
    self.ledger = ledger
  }

  private func plan(_ rows: [String]) throws {
    try ledger.add(
      .budgets,
      (["buyer,provider,contract,month,currency,amount,as_of"] + rows).joined(separator: "\n"))
  }

  /// 1,000 in each month of the year; in March 1,200 since 2026-02-15.
  private func planYear() throws {
    try plan(
      (1...12).map { "anthropic,,c-1,2026-\($0 < 10 ? "0" : "")\($0),USD,1000,2025-12-01" }
        + ["anthropic,,c-1,2026-03,USD,1200,2026-02-15"])
  }

  private func report(
    _ asOf: String, by grain: Grain = .month, on basis: SpendBasis = .billed,
    currency: String? = nil
  ) throws -> BudgetReport {
    let book = try ledger.book()
    return try BudgetReport(
      BudgetReport.Question(
        by: grain, window: months("2026"), years: .january, asOf: day(asOf), basis: basis,
        choice: try currency.map { try book.choice(of: $0, .average) }), in: book)
  }

  private static func words(_ row: BudgetReport.Row) -> String {
    let share = row.share.map { "\($0.decimal(places: 3))" }
    return "\(row.period.label): \(row.budget.words), \(row.actual.words), "
      + "\(row.difference.words), \(share.words)"
  }

  @Test func setsEachMonthAgainstTheBudgetSaidLast() throws {
    try planYear()
    let rows = try report("2026-05-10").rows
    #expect(rows.count == 12)
    #expect(
      rows.prefix(5).map(BudgetReportTests.words) == [
        "2026-01: 1000.00, 1000.00, 0.00, 0.000", "2026-02: 1000.00, 1100.00, 100.00, 0.100",
        "2026-03: 1200.00, 1050.00, -150.00, -0.125", "2026-04: 1000.00, 1000.00, 0.00, 0.000",
        "2026-05: 1000.00, n/a (no invoice), n/a (not ended), n/a (not ended)",
      ])
    #expect(BudgetReportTests.words(rows[11]).hasPrefix("2026-12: 1000.00, n/a (not started)"))
    // The budget of 15 February was not said on the 14th, and that of December stays on record.
    let earlier = try report("2026-02-14").rows
    #expect(BudgetReportTests.words(earlier[2]).hasPrefix("2026-03: 1000.00"))
  }

  /// 1,000 + 1,100 + 1,050 = 3,150 against 3,200.
  @Test func addsThePeriodsUp() throws {
    try planYear()
    #expect(
      BudgetReportTests.words(try report("2026-05-10", by: .quarter).rows[0])
        == "2026Q1: 3200.00, 3150.00, -50.00, -0.016")
  }

  /// Billed 4,150 to April. By run rate 8 × (1,100 + 1,050 + 1,000) / 3 = 8,400 more; by schedule 8,000.
  @Test func forecastsByRunRateAndByScheduleApart() throws {
    try planYear()
    let forecast = try #require(try report("2026-05-10").forecasts.first)
    #expect(forecast.budget.words == "12200.00")
    #expect(forecast.actualThrough?.description == "2026-04")
    #expect(forecast.actual.words == "4150.00")
    #expect(forecast.monthsToCome == 8)
    #expect(forecast.paceMonths.map(\.description) == ["2026-02", "2026-03", "2026-04"])
    #expect(forecast.byRunRate.words == "12550.00")
    #expect(forecast.runRateDifference.words == "350.00")
    #expect(forecast.bySchedule.words == "12150.00")
    #expect(forecast.scheduleDifference.words == "-50.00")
  }

  /// Two invoices were paid: 1,000 in February and 1,100 in March, 1,050 a month; nine months more are 9,450.
  @Test func comparesWithWhatWasPaid() throws {
    try planYear()
    try ledger.add(
      .payments,
      """
      provider,number,reference,paid_on,amount
      spacex,I-1,p1,2026-02-10,1000
      spacex,I-2,p2,2026-03-10,1100
      """)
    let paid = try report("2026-05-10", on: .paid)
    #expect(
      paid.rows.prefix(3).map(BudgetReportTests.words) == [
        "2026-01: 1000.00, n/a (no payment), n/a (no payment), n/a (no payment)",
        "2026-02: 1000.00, 1000.00, 0.00, 0.000", "2026-03: 1200.00, 1100.00, -100.00, -0.083",
      ])
    #expect(paid.rows.allSatisfy { $0.missingCount == 0 })
    let forecast = try #require(paid.forecasts.first)
    #expect(forecast.actualThrough?.description == "2026-03")
    #expect(forecast.actual.words == "2100.00")
    #expect(forecast.byRunRate.words == "11550.00")
    #expect(forecast.bySchedule.words == "n/a (fees are not payments)")
    let evidence = try paid.explanations(in: ledger.book())[1].evidence
    #expect(evidence.map(\.record).last == "payment of invoice I-1")
  }

  /// 610 for the 61 days of March and April are 310 and 300, though all is billed in April.
  @Test func comparesWithWhatWasAccrued() throws {
    try planYear()
    try ledger.add(
      .invoices,
      "provider,number,contract,currency,billing_month,issued_on,service_from,service_to,amount\n"
        + "spacex,I-5,c-1,USD,2026-04,2026-04-30,2026-03-01,2026-04-30,610")
    let accrued = try report("2026-05-10", on: .accrued).rows
    #expect(accrued[2...3].map(\.actual.words) == ["1360.00", "1300.00"])
    #expect(try report("2026-05-10").rows[2...3].map(\.actual.words) == ["1050.00", "1610.00"])
  }

  @Test func forecastsNothingFromNothing() throws {
    try planYear()
    let forecast = try #require(try report("2026-01-10").forecasts.first)
    #expect(forecast.byRunRate.words == "n/a (no invoice for an ended month)")
    #expect(forecast.bySchedule.words == "12000.00")
  }

  /// A month without a budget is no budget of 0.
  @Test func tellsAMonthWithoutABudget() throws {
    try plan(["anthropic,spacex,,2026-01,USD,900,", "anthropic,spacex,,2026-03,USD,900,"])
    #expect(
      BudgetReportTests.words(try report("2026-05-10", by: .quarter).rows[0])
        == "2026Q1: n/a (no budget for 2026-02), 3150.00, n/a (no budget for 2026-02), "
        + "n/a (no budget for 2026-02)")
  }

  /// The budget of all providers has the spend of all, that of one provider its own.
  @Test func comparesEachBudgetWithItsOwnScope() throws {
    try ledger.add(
      .invoices,
      """
      provider,number,buyer,currency,billing_month,issued_on,amount
      nebius,N-1,anthropic,USD,2026-01,2026-01-31,50
      """)
    try plan(["anthropic,,,2026-01,USD,1000,", "anthropic,nebius,,2026-01,USD,60,"])
    #expect(
      try report("2026-01-31").rows.map(BudgetReportTests.words) == [
        "2026-01: 1000.00, 1050.00, 50.00, 0.050", "2026-01: 60.00, 50.00, -10.00, -0.167",
      ])
  }

  /// 100 euros at the mean of 1.1 and 1.2 are 115 dollars; 1,000 + 115 - 1,000 = 115.
  @Test func convertsOnlyWhereThatIsAskedFor() throws {
    try ledger.add(
      .invoices,
      """
      provider,number,buyer,currency,billing_month,issued_on,amount
      nebius,N-1,anthropic,EUR,2026-01,2026-01-31,100
      """)
    try ledger.add(
      .fx, "day,base,quote,rate\n2026-01-15,EUR,USD,1.1\n2026-01-30,EUR,USD,1.2")
    try plan(["anthropic,,,2026-01,USD,1000,"])
    #expect(
      try report("2026-01-31").rows.map(BudgetReportTests.words) == [
        "2026-01: 1000.00, n/a (currencies differ), n/a (currencies differ), "
          + "n/a (currencies differ)"
      ])
    let converted = try report("2026-01-31", currency: "USD")
    #expect(
      converted.rows.map(BudgetReportTests.words) == ["2026-01: 1000.00, 1115.00, 115.00, 0.115"])
    #expect(
      try converted.explanations(in: ledger.book())[0].evidence.last?.record
        == "rate EUR/USD 1.15 for 2026-01: EUR/USD 1.15, mean of 2 rates, 2026-01-15 to 2026-01-30")
  }

  /// What was billed long before, and contracts of others, need no rate.
  @Test func asksForNoRateThatItDoesNotNeed() throws {
    try ledger.add(
      .invoices,
      """
      provider,number,buyer,currency,billing_month,issued_on,amount
      nebius,N-1,anthropic,EUR,2024-01,2024-01-31,100
      """)
    try ledger.add(
      .contracts, "provider,reference,buyer,currency,effective_on\nnebius,c-9,google,JPY,2026-01-01"
    )
    try plan(["anthropic,,,2026-01,USD,1000,"])
    #expect(
      try report("2026-04-30", currency: "USD").rows.map(BudgetReportTests.words) == [
        "2026-01: 1000.00, 1000.00, 0.00, 0.000"
      ])
  }

  @Test(
    arguments: [
      ("google,,c-1,2026-01,USD,1,", "is not the buyer of contract c-1"),
      ("anthropic,,,2026-01,USD,-1,", "is negative; give 0 or more"),
    ])
  func refusesWhatIsNoBudget(_ row: String, _ reason: String) throws {
    let error = #expect(throws: TestBookError.self) { try plan([row]) }
    #expect(error?.lines.first?.contains(reason) ?? false)
  }
  /// A credit note alone bills no month: May has none but one, and the run rate is that of February to April.
  @Test func countsNoMonthThatHasACreditNoteAlone() throws {
    try planYear()
    try ledger.add(
      .invoices,
      """
      provider,number,contract,currency,billing_month,issued_on,kind,amount
      spacex,C-5,c-1,USD,2026-05,2026-05-31,credit_note,-60
      """)
    let forecast = try #require(try report("2026-05-31").forecasts.first)
    #expect(forecast.actualThrough?.description == "2026-04")
    #expect(forecast.actual.words == "4150.00")
    #expect(forecast.pace.words == "1050.00")
    #expect(forecast.byRunRate.words == "12550.00")
  }

  /// 100 at the mean of both rates and 11 × 13,500,000,000 at the last one: the terms are long, and the sum fits.
  @Test func addsConvertedFeesOfLongTerms() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,status,effective_on,ends_on
      spacex,c-1,anthropic,USD,active,2026-01-01,2026-12-31
      """)
    try ledger.add(
      .fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-12,13500000000")
    try ledger.add(
      .invoices,
      """
      provider,number,contract,currency,billing_month,issued_on,amount
      spacex,I-1,c-1,USD,2026-01,2026-01-31,100
      """)
    try ledger.add(
      .fx,
      "day,base,quote,rate\n2026-01-05,GBP,USD,1.234567891\n2026-01-30,GBP,USD,1.345678913")
    try ledger.add(
      .budgets, "buyer,provider,contract,month,currency,amount\nanthropic,,,2026-01,GBP,1")
    let book = try ledger.book()
    let report = try BudgetReport(
      BudgetReport.Question(
        by: .year, window: months("2026"), years: .january, asOf: day("2026-01-31"),
        choice: book.choice(of: "GBP", .average)), in: book)
    #expect(report.forecasts.map(\.bySchedule.words) == ["110353219233.59"])
  }
}
