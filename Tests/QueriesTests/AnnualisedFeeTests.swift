import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// METRICS, M2c.
struct AnnualisedFeeTests {
  private func ledger(
    contract: String = "2026-07-01,2028-12-31,36000,36,active",
    fees: String = "c-1,2026-07,2028-12,1000", revenue: String
  ) throws -> TestBook {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,effective_on,ends_on,headline_value,term_months,status
      spacex,c-1,anthropic,USD,\(contract)
      """)
    if !fees.isEmpty {
      try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\n" + fees)
    }
    if !revenue.isEmpty {
      try ledger.add(
        .revenue, "organization,period_start,period_end,currency,amount,basis,as_of\n" + revenue)
    }
    return ledger
  }

  private func answer(
    _ ledger: borrowing TestBook, _ revenues: [RevenueChoice], asOf: String = "2026-11-23",
    side: SpendRatio.Side = .buyer
  ) throws -> [String] {
    try AnnualisedFee.all(
      AnnualisedFee.Question(
        side: side, revenues: revenues, bases: [.reported, .estimate],
        asOf: try day(asOf)), in: ledger.book()
    ).map { row in
      "\(row.rate.annual?.description ?? "-") (\(row.rate.label)) / "
        + "\(row.revenue?.label ?? "-") = \(row.ratio.text)"
    }
  }

  private static let year2025 = "anthropic,2025-01-01,2025-12-31,USD,24000,reported,"

  @Test(
    arguments: [
      (
        "c-1,2026-07,2028-12,1000", "2026-11-23", "12000.00 (monthly fee) / 2025, reported = 50.0 %"
      ),
      (
        "c-1,2026-07,2026-10,900\nc-1,2026-11,,1000", "2026-10-31",
        "10800.00 (monthly fee) / 2025, reported = 45.0 %"
      ),
      (
        "c-1,2026-07,2026-10,900\nc-1,2026-11,,1000", "2026-11-01",
        "12000.00 (monthly fee) / 2025, reported = 50.0 %"
      ),
      (
        "c-1,2026-12,2028-12,1000", "2026-11-23",
        "- (fee begins 2026-12) / 2025, reported = n/a (fee begins 2026-12)"
      ),
      (
        "c-1,2026-07,2026-10,1000", "2026-11-23",
        "- (no fee in force) / 2025, reported = n/a (no fee in force)"
      ),
      (
        "c-1,2026-07,2028-12,", "2026-11-23",
        "- (fee of 2026-11 not recorded) / 2025, reported = n/a (fee of 2026-11 not recorded)"
      ),
      ("", "2026-11-23", "12000.00 (headline / 36 months) / 2025, reported = 50.0 %"),
    ])
  func takesTheFeeInForce(fees: String, asOf: String, expected: String) throws {
    let ledger = try ledger(fees: fees, revenue: AnnualisedFeeTests.year2025)
    #expect(try answer(ledger, [.year(try months("2025"))], asOf: asOf) == [expected])
  }

  @Test(
    arguments: [
      ("2026-07-01,2028-12-31,,36,active", "usage-based"),
      ("2026-07-01,2028-12-31,,36,announced", "no fee or value known"),
      ("2026-07-01,2028-12-31,36000,,active", "no fee known, and no term"),
    ])
  func hasNoRateWithoutAFeeOrATerm(contract: String, reason: String) throws {
    let ledger = try ledger(contract: contract, fees: "", revenue: AnnualisedFeeTests.year2025)
    #expect(
      try answer(ledger, [.year(try months("2025"))])
        == ["- (\(reason)) / 2025, reported = n/a (\(reason))"])
  }

  @Test(
    arguments: [
      ("2026-07-01,2026-11-22,36000,36,active", 0), ("2026-07-01,2026-11-23,36000,36,active", 1),
      ("2026-07-01,2026-11,36000,36,active", 1), ("2026-07-01,,36000,36,terminated", 0),
      ("2026-07-01,,36000,36,superseded", 0), (",,36000,36,expired", 0),
      ("2026-07-01,2026-11-22,36000,36,expired", 0), ("2026-07-01,2026-11-23,36000,36,expired", 1),
      ("2027-07-01,,36000,36,announced", 1),
    ])
  func leavesOutContractsThatAreOver(contract: String, count: Int) throws {
    let ledger = try ledger(contract: contract, revenue: AnnualisedFeeTests.year2025)
    #expect(try answer(ledger, [.year(try months("2025"))]).count == count)
  }

  /// A fiscal year from June to May, as Oracle's: of itself, of its quarters, and not of a part.
  @Test func takesAFiscalYear() throws {
    let quarters = [
      "anthropic,2025-06-01,2025-08-31,USD,5000,reported,",
      "anthropic,2025-09-01,2025-11-30,USD,5000,reported,",
      "anthropic,2025-12-01,2026-02-28,USD,5000,reported,",
      "anthropic,2026-03-01,2026-05-31,USD,5000,reported,",
    ]
    let fiscal = [RevenueChoice.year(try months("2025-06..2026-05"))]
    let ofQuarters = try ledger(revenue: quarters.joined(separator: "\n"))
    #expect(
      try answer(ofQuarters, fiscal)
        == ["12000.00 (monthly fee) / 2025-06..2026-05, reported = 60.0 %"])
    let ofYear = try ledger(
      revenue: quarters.joined(separator: "\n")
        + "\nanthropic,2025-06-01,2026-05-31,USD,24000,reported,")
    #expect(
      try answer(ofYear, fiscal)
        == ["12000.00 (monthly fee) / 2025-06..2026-05, reported = 50.0 %"])
    let ofPart = try ledger(revenue: quarters.dropLast().joined(separator: "\n"))
    #expect(try answer(ofPart, fiscal).first?.contains("n/a (revenue") == true)
  }

  private static let runRates = """
    anthropic,2026-04-01,2026-04-30,USD,30000,run_rate,2026-04-07
    anthropic,2026-05-01,2026-05-31,USD,44000,run_rate,2026-05
    anthropic,2026-05-01,2026-05-31,USD,48000,run_rate,2026-05-29
    anthropic,2026-12-01,2026-12-31,USD,99000,run_rate,2026-12-31
    """

  @Test(
    arguments: [
      (RevenueChoice.runRate(nil), "run rate 2026-05 = 25.0 %"),
      (.runRate(Month(year: 2026, month: 5)), "run rate 2026-05 = 25.0 %"),
      (.runRate(Month(year: 2026, month: 4)), "run rate 2026-04 = 40.0 %"),
      (.runRate(Month(year: 2026, month: 6)), "- = n/a (revenue missing)"),
    ])
  func takesTheRunRateSaidLast(choice: RevenueChoice, expected: String) throws {
    let ledger = try ledger(revenue: AnnualisedFeeTests.runRates)
    #expect(try answer(ledger, [choice]) == ["12000.00 (monthly fee) / \(expected)"])
  }

  /// METRICS, ruling 13 and finding F22: the last twelve complete months, else the latest full year, else
  /// a run rate.
  @Test(
    arguments: [
      (
        thirteenMonths + runRates, "2026-11-30",
        "last 12 months 2025-12..2026-11, reported = 100.0 %"
      ),
      (
        thirteenMonths + runRates, "2026-11-29",
        "last 12 months 2025-11..2026-10, reported = 100.0 %"
      ),
      (
        thirteenMonths + year2025, "2027-01-15", "2025, reported = 50.0 %"
      ),
      (year2025 + "\n" + runRates, "2026-11-23", "2025, reported = 50.0 %"),
      (quarters2025, "2026-11-23", "2025, reported = 37.5 %"),
      (
        "anthropic,2025-06-01,2026-05-31,USD,48000,reported,\n" + year2025, "2026-11-23",
        "2025-06..2026-05, reported = 25.0 %"
      ),
      (
        "anthropic,2026-01-01,2026-12-31,USD,100,reported,\n" + runRates, "2026-11-23",
        "run rate 2026-05 = 25.0 %"
      ),
      (
        "anthropic,2025-01-01,2025-12-31,USD,100,forecast,\n" + runRates, "2026-11-23",
        "run rate 2026-05 = 25.0 %"
      ),
      ("", "2026-11-23", "- = n/a (revenue missing)"),
      (
        "anthropic,2025-01-01,2025-12-31,EUR,100,reported,", "2026-11-23",
        "- = n/a (currencies differ: revenue in EUR)"
      ),
    ])
  func takesTheLastTwelveMonthsByItself(
    revenue: String, asOf: String, expected: String
  ) throws {
    let ledger = try ledger(revenue: revenue)
    #expect(try answer(ledger, [], asOf: asOf) == ["12000.00 (monthly fee) / \(expected)"])
  }

  private static let thirteenMonths = (0..<13).map { index in
    let month = Month(year: 2025, month: 11).adding(months: index)
    return "anthropic,\(month.firstDay),\(month.lastDay),USD,1000,reported,\n"
  }.joined()

  private static let quarters2025 = """
    anthropic,2025-01-01,2025-03-31,USD,8000,reported,
    anthropic,2025-04-01,2025-06-30,USD,8000,reported,
    anthropic,2025-07-01,2025-09-30,USD,8000,reported,
    anthropic,2025-10-01,2025-12-31,USD,8000,reported,
    """

  /// METRICS, ruling 30: 100 over 7 months is 14.29 a month.
  @Test func roundsAnAnnualisedHeadlineToTheMinorUnit() throws {
    let ledger = try ledger(
      contract: "2026-07-01,2028-12-31,100,7,active", fees: "", revenue: AnnualisedFeeTests.year2025
    )
    #expect(
      try answer(ledger, []) == ["171.43 (headline / 7 months) / 2025, reported = 0.7 %"])
  }

  @Test func addsOnlyRowsOfOneRevenue() throws {
    let ledger = try ledger(revenue: "spacex,2025-01-01,2025-12-31,USD,100000,reported,")
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,status,headline_value,term_months
      spacex,c-2,google,USD,active,,
      spacex,c-3,google,USD,active,72000,36
      nebius,n-1,google,USD,active,,
      """)
    try ledger.add(
      .fees,
      """
      contract,from_month,monthly_fee
      c-2,2026-07,500
      n-1,2026-07,500
      """)
    let rows = try AnnualisedFee.all(
      AnnualisedFee.Question(
        side: .provider, revenues: [.year(try months("2025"))],
        bases: [.reported], asOf: try day("2026-11-23")), in: ledger.book())
    #expect(AnnualisedFee.total(of: rows) == nil)
    let ofSpaceX = rows.filter { $0.contract.provider == "spacex" }
    // The headline of c-3 is spread over its term, which is no fee, so it is left out.
    let total = try #require(AnnualisedFee.total(of: ofSpaceX))
    #expect("\(total.annual.words) \(total.1.text)" == "18000.00 18.0 %")
  }

  @Test func opensAFigureUp() throws {
    let ledger = try ledger(revenue: AnnualisedFeeTests.year2025)
    let row = try #require(
      try AnnualisedFee.all(
        AnnualisedFee.Question(
          side: .buyer, revenues: [.year(try months("2025"))],
          bases: [.reported], asOf: try day("2026-11-23")), in: ledger.book()
      ).first)
    #expect(
      row.explanation.formula
        == "annualised fee / revenue = 12 × 1000.00 / 24000.00 USD = 50.0 %")
    #expect(
      row.explanation.evidence.map { "\($0.record) at \(place($0))" } == [
        "fee of c-1 from 2026-07 at fees.csv:2 (import 3)",
        "revenue of anthropic 2025, reported at revenue.csv:2 (import 4)",
      ])
  }
}
