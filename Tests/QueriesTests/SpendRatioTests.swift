import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// METRICS, M2 and M2b.
struct SpendRatioTests {
  /// 100 a month from January 2025 to December 2026.
  private static let contract = """
    provider,reference,buyer,currency,status
    spacex,c-1,anthropic,USD,active
    """

  private func ledger(invoices: [(String, String)], revenue: String) throws -> TestBook {
    let ledger = try TestBook()
    try ledger.add(.contracts, SpendRatioTests.contract)
    let rows = invoices.map {
      "spacex,N-\($0),c-1,\($0),\($0)-28,USD,\($1),https://b.example/\($0)"
    }
    if !rows.isEmpty {
      try ledger.add(
        .invoices,
        (["provider,number,contract,billing_month,issued_on,currency,total,source"] + rows)
          .joined(separator: "\n"))
    }
    if !revenue.isEmpty {
      try ledger.add(
        .revenue,
        "organization,period_start,period_end,currency,amount,basis,as_of,source\n" + revenue)
    }
    return ledger
  }

  private func question(
    _ grain: Grain, side: SpendRatio.Side = .buyer, window: String? = nil,
    bases: [RevenueBasis] = [.reported, .estimate], asOf: String = "2027-01-01"
  ) throws -> SpendRatio.Question {
    SpendRatio.Question(
      side: side, grain: grain, window: try window.map(months), bases: bases,
      asOf: try day(asOf))
  }

  private func answer(_ question: SpendRatio.Question, _ ledger: borrowing TestBook) throws
    -> String
  {
    table(
      try SpendRatio.all(question, in: ledger.book()).map { ratio in
        [
          ratio.period.label, ratio.spend.value?.description ?? "-",
          ratio.revenueAmount.value?.description ?? "-", ratio.ratio.text,
        ]
      })
  }

  private static let halfYear = (1...6).map { ("2026-0\($0)", "100") }

  @Test func dividesByMonthQuarterAndYear() throws {
    let revenue = """
      anthropic,2026-01-01,2026-03-31,USD,900,reported,,
      anthropic,2026-04-01,2026-06-30,USD,1200,reported,,
      """
    let ledger = try ledger(invoices: SpendRatioTests.halfYear, revenue: revenue)
    #expect(
      try answer(question(.quarter), ledger) == """
        2026Q1  300.00  900.00   33.3 %
        2026Q2  300.00  1200.00  25.0 %
        """)
    // 900 × 31 / 90 = 310, 28 / 90: 280, 31 / 90: 310; 1200 × 30 / 91 = 395.604, 31: 408.791.
    #expect(
      try answer(question(.month), ledger) == """
        2026-01  100.00  310.00  32.3 % (prorated by days)
        2026-02  100.00  280.00  35.7 % (prorated by days)
        2026-03  100.00  310.00  32.3 % (prorated by days)
        2026-04  100.00  395.60  25.3 % (prorated by days)
        2026-05  100.00  408.79  24.5 % (prorated by days)
        2026-06  100.00  395.60  25.3 % (prorated by days)
        """)
    // Six of twelve months: 600 over 2,100.
    #expect(try answer(question(.year), ledger) == "2026  600.00  2100.00  28.6 % (partial 6/12)")
  }

  @Test(
    arguments: [
      ("", "n/a (revenue missing)"),
      ("anthropic,2026-04-01,2026-06-30,USD,0,reported,,", "n/a (revenue zero)"),
      ("anthropic,2026-04-01,2026-06-30,USD,-5,reported,,", "n/a (revenue negative)"),
      (
        "anthropic,2026-04-01,2026-06-30,EUR,500,reported,,",
        "n/a (currencies differ: revenue in EUR)"
      ),
      ("anthropic,2026-04-01,2026-06-30,USD,500,forecast,,", "n/a (revenue missing)"),
      ("anthropic,2026-04-01,2026-06-30,USD,500,run_rate,,", "n/a (revenue missing)"),
      ("spacex,2026-04-01,2026-06-30,USD,500,reported,,", "n/a (revenue missing)"),
      ("anthropic,2026-04-10,2026-04-20,USD,500,reported,,", "n/a (revenue missing)"),
      ("anthropic,2026-04-01,2026-06-30,USD,500,reported,,", "60.0 %"),
    ])
  func saysWhyThereIsNoRatio(revenue: String, expected: String) throws {
    let ledger = try ledger(
      invoices: [("2026-04", "100"), ("2026-05", "100"), ("2026-06", "100")], revenue: revenue)
    let ratios = try SpendRatio.all(question(.quarter), in: ledger.book())
    #expect(ratios.map(\.ratio.text) == [expected])
  }

  /// Q2 lies between two quarters with invoices and has none.
  @Test func tellsNoInvoicesFromNoRevenue() throws {
    let ledger = try ledger(
      invoices: [("2026-02", "50"), ("2026-08", "50")],
      revenue: """
        anthropic,2026-04-01,2026-06-30,USD,500,reported,,
        anthropic,2026-07-01,2026-07-31,USD,500,reported,,
        """)
    #expect(
      try answer(question(.quarter), ledger) == """
        2026Q1  50.00  -       n/a (revenue missing)
        2026Q2  -      500.00  n/a (no invoices)
        2026Q3  -      500.00  n/a (no invoices, partial 1/3)
        """)
  }

  @Test func signsNegativeSpend() throws {
    let ledger = try ledger(
      invoices: [("2026-04", "-25")],
      revenue: "anthropic,2026-04-01,2026-06-30,USD,1000,reported,,")
    #expect(try answer(question(.quarter), ledger) == "2026Q2  -25.00  1000.00  -2.5 %")
  }

  /// The year's row counts once, and the quarters make up a year where there is none.
  @Test func countsNoRevenueTwice() throws {
    let quarters = """
      anthropic,2026-01-01,2026-03-31,USD,100,reported,,
      anthropic,2026-04-01,2026-06-30,USD,200,reported,,
      anthropic,2026-07-01,2026-09-30,USD,300,reported,,
      anthropic,2026-10-01,2026-12-31,USD,400,reported,,
      """
    let both = try ledger(
      invoices: [("2026-05", "110")],
      revenue: quarters + "\nanthropic,2026-01-01,2026-12-31,USD,1100,reported,,")
    #expect(try answer(question(.year), both) == "2026  110.00  1100.00  10.0 %")
    #expect(try answer(question(.quarter), both) == "2026Q2  110.00  200.00  55.0 %")
    let single = try ledger(invoices: [("2026-05", "110")], revenue: quarters)
    #expect(try answer(question(.year), single) == "2026  110.00  1000.00  11.0 %")
  }

  @Test func restrictsSpendToMonthsOfKnownRevenue() throws {
    let ledger = try ledger(
      invoices: SpendRatioTests.halfYear,
      revenue: """
        anthropic,2026-01-01,2026-02-28,USD,400,reported,,
        anthropic,2026-03-01,2026-03-15,USD,999,reported,,
        """)
    let ratio = try #require(try SpendRatio.all(question(.quarter), in: ledger.book()).first)
    #expect(ratio.spend.words == "200.00")
    #expect(ratio.ratio.text == "50.0 % (partial 2/3)")
    #expect(ratio.revenue?.rows.count == 1)
  }

  /// Fiscal quarters that end in February and May: of the first quarter of 2026 they hold 59 of 90
  /// and 31 of 92 days, 590 + 310.
  @Test func proratesFiscalQuarters() throws {
    let ledger = try ledger(
      invoices: [("2026-01", "90")],
      revenue: """
        anthropic,2025-12-01,2026-02-28,USD,900,reported,,
        anthropic,2026-03-01,2026-05-31,USD,920,reported,,
        """)
    #expect(
      try answer(question(.quarter), ledger)
        == "2026Q1  90.00  900.00  10.0 % (prorated by days)")
  }

  /// A window that cuts a quarter: 61 of 91 days of 910.
  @Test func cutsAPeriodToTheWindow() throws {
    let ledger = try ledger(
      invoices: SpendRatioTests.halfYear,
      revenue: "anthropic,2026-04-01,2026-06-30,USD,910,reported,,")
    #expect(
      try answer(question(.quarter, window: "2026-05..2026-06"), ledger)
        == "2026-05..2026-06  200.00  610.00  32.8 % (prorated by days)")
  }

  @Test(
    arguments: [
      (["2026-05", "2026-05-29"], "2026-05-29"), (["2026-05-29", "2026-05"], "2026-05-29"),
      (["2026-06", "2026-05-29"], "2026-06"), (["", "2026"], "2026"),
      (["2026", "2026-01"], "2026-01"), (["2026-05-01", "2026-05"], "2026-05-01"),
    ])
  func takesTheFigureSaidLast(asOf: [String], latest: String) throws {
    let rows = asOf.map {
      "anthropic,2026-04-01,2026-06-30,USD,\($0 == latest ? 400 : 500),reported,\($0),"
    }
    let ledger = try ledger(
      invoices: [("2026-04", "100")], revenue: rows.joined(separator: "\n"))
    #expect(try answer(question(.quarter), ledger) == "2026Q2  100.00  400.00  25.0 %")
  }

  @Test(
    arguments: [
      ([RevenueBasis.reported, .estimate], "500.00"), ([.estimate, .reported], "400.00"),
      ([.forecast], "800.00"), ([.estimate], "400.00"),
    ])
  func prefersABasis(bases: [RevenueBasis], revenue: String) throws {
    let ledger = try ledger(
      invoices: [("2026-04", "100")],
      revenue: """
        anthropic,2026-04-01,2026-06-30,USD,500,reported,,
        anthropic,2026-04-01,2026-06-30,USD,400,estimate,,
        anthropic,2026-04-01,2026-06-30,USD,800,forecast,,
        """)
    let ratio = try #require(
      try SpendRatio.all(question(.quarter, bases: bases), in: ledger.book()).first)
    #expect(ratio.revenueAmount.words == revenue)
    #expect(bases.first == ratio.revenue?.basis)
  }

  @Test func takesTheBasisThatCoversMost() throws {
    let ledger = try ledger(
      invoices: [("2026-04", "100")],
      revenue: """
        anthropic,2026-04-01,2026-05-31,USD,300,reported,,
        anthropic,2026-04-01,2026-06-30,USD,400,estimate,,
        """)
    let ratio = try #require(try SpendRatio.all(question(.quarter), in: ledger.book()).first)
    #expect(ratio.revenue?.basis == .estimate)
  }

  @Test func qualifiesARatioThatLacksInvoices() throws {
    let ledger = try ledger(
      invoices: [("2026-04", "100")],
      revenue: "anthropic,2026-04-01,2026-06-30,USD,1000,reported,,")
    try ledger.add(
      .fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-04,2026-12,100")
    #expect(
      try answer(question(.quarter, asOf: "2026-07-01"), ledger)
        == "2026Q2  100.00  1000.00  10.0 % (2 invoices missing)")
    #expect(
      try answer(question(.quarter, asOf: "2026-06-29"), ledger)
        == "2026Q2  100.00  1000.00  10.0 % (1 invoice missing)")
    // The third quarter has neither revenue nor invoices.
    #expect(
      try answer(question(.quarter, window: "2026Q3", asOf: "2026-08-01"), ledger)
        == "2026Q3  -  -  n/a (revenue missing)")
  }

  /// M2b: both buyers of one provider, each over the provider's revenue.
  @Test func setsEachBuyerAgainstTheProvidersRevenue() throws {
    let ledger = try ledger(
      invoices: [("2026-04", "100")],
      revenue: "spacex,2026-04-01,2026-06-30,USD,1000,reported,2026-08-04,https://r.example")
    try ledger.add(
      .invoices,
      """
      provider,number,buyer,billing_month,issued_on,currency,total
      spacex,G-1,google,2026-05,2026-05-31,USD,50
      spacex,G-2,google,2026-05,2026-05-31,EUR,70
      nebius,G-1,google,2026-05,2026-05-31,USD,9
      """)
    let ratios = try SpendRatio.all(question(.quarter, side: .provider), in: ledger.book())
    #expect(
      table(ratios.map { [$0.figure, $0.currency.code, $0.ratio.text] }) == """
        google with nebius 2026Q2     USD  n/a (revenue missing)
        anthropic with spacex 2026Q2  USD  10.0 %
        google with spacex 2026Q2     EUR  n/a (currencies differ: revenue in USD)
        google with spacex 2026Q2     USD  5.0 %
        """)
  }

  /// METRICS, ruling 6 and finding F12: 100 and 10 of tax over 1,000.
  @Test(arguments: [(TaxTreatment.exclude, "100.00 10.0 %"), (.include, "110.00 11.0 %")])
  func keepsTaxApart(tax: TaxTreatment, expected: String) throws {
    let ledger = try ledger(
      invoices: [], revenue: "anthropic,2026-04-01,2026-04-30,USD,1000,reported,,")
    try ledger.add(
      .invoices,
      """
      provider,number,contract,billing_month,issued_on,currency,line_no,amount,charge_category
      spacex,A,c-1,2026-04,2026-04-30,USD,1,100,Usage
      spacex,A,c-1,2026-04,2026-04-30,USD,2,10,Tax
      """)
    let question = SpendRatio.Question(
      side: .buyer, grain: .month, window: nil, bases: [.reported], asOf: try day("2026-05-01"),
      tax: tax)
    let ratio = try #require(try SpendRatio.all(question, in: ledger.book()).first)
    #expect("\(ratio.spend.words) \(ratio.ratio.text)" == expected)
    #expect(ratio.tax?.figure.words == "10.00")
    let explanation = try #require(
      try SpendRatio.explanations(of: [ratio], question, in: ledger.book()).first)
    #expect(explanation.evidence.first?.amount == ratio.spend.value)
  }

  /// METRICS, ruling 16 and finding N8.
  @Test func leavesOutInvoicesIssuedAfterTheAsOfDay() throws {
    let ledger = try ledger(
      invoices: [("2026-04", "100"), ("2026-05", "60")],
      revenue: "anthropic,2026-04-01,2026-06-30,USD,1000,reported,,")
    let known = { (asOf: String) in try answer(question(.quarter, asOf: asOf), ledger) }
    #expect(try known("2026-04-27") == "")
    #expect(try known("2026-04-28") == "2026Q2  100.00  1000.00  10.0 %")
    #expect(try known("2026-05-28") == "2026Q2  160.00  1000.00  16.0 %")
  }

  /// Finding F23: spend in EUR and revenue in USD have one reason, not two.
  @Test func givesOneReasonWhereCurrenciesDiffer() throws {
    let ledger = try ledger(
      invoices: [("2026-04", "100")],
      revenue: "anthropic,2026-04-01,2026-04-30,EUR,1000,reported,,")
    let ratio = try #require(try SpendRatio.all(question(.month), in: ledger.book()).first)
    #expect(ratio.revenueAmount.unavailable == ratio.ratio.unavailable)
    #expect(ratio.ratio.text == "n/a (currencies differ: revenue in EUR)")
  }

  /// METRICS, ruling 15 and finding N16: of two quarters one has no sum.
  @Test func hasNoSumThatDoesNotFitButTheOthers() throws {
    let ledger = try ledger(
      invoices: [("2026-04", "5000000000000"), ("2026-05", "5000000000000"), ("2026-07", "9")],
      revenue: """
        anthropic,2026-04-01,2026-06-30,USD,1000,reported,,
        anthropic,2026-07-01,2026-07-31,USD,9000000000000,reported,,
        anthropic,2026-08-01,2026-08-31,USD,9000000000000,reported,,
        anthropic,2026-09-01,2026-09-30,USD,90,reported,,
        """)
    #expect(
      try SpendRatio.all(question(.quarter), in: ledger.book()).map {
        "\($0.spend.words) | \($0.revenueAmount.words) | \($0.ratio.text)"
      } == [
        "n/a (too large) | 1000.00 | n/a (too large)", "9.00 | n/a (too large) | n/a (too large)",
      ])
    #expect(
      try answer(question(.month, window: "2026-07"), ledger)
        == "2026-07  9.00  9000000000000.00  0.0 %")
  }

  @Test func opensARatioUp() throws {
    let ledger = try ledger(
      invoices: [("2026-04", "100"), ("2026-07", "1")],
      revenue: "anthropic,2026-03-01,2026-05-31,USD,920,reported,2026-06-10,https://r.example")
    let question = try question(.month, window: "2026-04")
    let ratios = try SpendRatio.all(question, in: ledger.book())
    let explanation = try #require(
      try SpendRatio.explanations(of: ratios, question, in: ledger.book()).first)
    #expect(explanation.figure == "anthropic 2026-04")
    #expect(
      explanation.formula
        == "spend / revenue = 100.00 / 300.00 (reported; 30/92 days of 2026-03..2026-05) USD"
        + " = 33.3 % (prorated by days)")
    #expect(
      explanation.evidence.map { "\($0.record) | \(place($0)) | \($0.source ?? "-")" } == [
        "invoice N-2026-04 | invoices.csv:2 (import 3) | https://b.example/2026-04",
        "revenue of anthropic 2026-03..2026-05, reported as of 2026-06-10"
          + " | revenue.csv:2 (import 4) | https://r.example",
      ])
  }
}
