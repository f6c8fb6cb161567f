import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// METRICS, rule 7.
struct ConvertedSpendTests {
  private static let contracts = """
    provider,reference,buyer,currency,status
    spacex,c-1,anthropic,USD,active
    nebius,n-1,anthropic,EUR,active
    """
  private static let invoices = """
    provider,number,contract,billing_month,issued_on,currency,line_no,charge_category,amount
    spacex,A-4,c-1,2026-04,2026-04-30,USD,1,Usage,0.01
    spacex,A-5,c-1,2026-05,2026-05-31,USD,1,Usage,0.01
    nebius,E-4,n-1,2026-04,2026-04-30,EUR,1,Usage,100.01
    nebius,E-4,n-1,2026-04,2026-04-30,EUR,2,Tax,10
    nebius,E-5,n-1,2026-05,2026-05-31,EUR,1,Usage,33.33
    """
  private static let rates = """
    day,base,quote,rate
    2026-04-02,EUR,USD,1.1
    2026-04-30,EUR,USD,1.2
    2026-05-29,EUR,USD,1.3
    2026-04-01,EUR,GBP,0.7
    2026-05-01,EUR,GBP,0.9
    """
  private static let revenue = """
    organization,period_start,period_end,currency,amount,basis
    anthropic,2026-04-01,2026-04-30,EUR,1000,reported
    anthropic,2026-05-01,2026-05-31,USD,1000,reported
    """

  private func ledger() throws -> TestBook {
    let ledger = try TestBook()
    try ledger.add(.contracts, ConvertedSpendTests.contracts)
    try ledger.add(.invoices, ConvertedSpendTests.invoices)
    try ledger.add(.fx, ConvertedSpendTests.rates)
    try ledger.add(.revenue, ConvertedSpendTests.revenue)
    return ledger
  }

  private func answer(
    by dimensions: [SpendDimension], in code: String, _ rule: RateRule = .average,
    tax: TaxTreatment = .exclude
  ) throws -> String {
    let book = try ledger().book()
    let report = try SpendReport(
      by: dimensions, in: book, window: nil, asOf: day("2026-06-30"), tax: tax,
      choice: book.choice(of: code, rule))
    let groups = report.groups.map {
      $0.keys.map { $0 ?? "-" } + [$0.amount.words, $0.tax?.words ?? "-", "\($0.lineCount)"]
    }
    return table(
      groups + report.totals.map { ["total", $0.net.figure.words, $0.tax.figure.words] })
  }

  /// 100.01 × 1.15 = 115.0115 and 33.33 × 1.3 = 43.329: together 158.3405.
  @Test func convertsEachMonthAtItsMean() throws {
    #expect(
      try answer(by: [.provider], in: "USD") == """
        nebius  158.34  11.50  2
        spacex  0.02    0.00   2
        total   158.36  11.50
        """)
  }

  /// 100.01 × 1.2 = 120.012 and 43.329.
  @Test func convertsEachMonthAtItsLastRate() throws {
    #expect(
      try answer(by: [.provider], in: "usd", .closing, tax: .include) == """
        nebius  175.34  12.00  3
        spacex  0.02    0.00   2
        total   163.36  12.00
        """)
  }

  /// 0.01 × 0.7 / 1.15 = 0.0061 and 0.01 × 0.9 / 1.3 = 0.0069: together 0.0130, beside 70.007 + 29.997 =
  /// 100.004. The whole is 100.017, or 100.02; April has 70.0131 of it, May 30.0039.
  @Test func addsUpWhateverTheGroups() throws {
    #expect(
      try answer(by: [.provider], in: "GBP") == """
        nebius  100.01  7.00  2
        spacex  0.01    0.00  2
        total   100.02  7.00
        """)
    #expect(
      try answer(by: [.month], in: "GBP") == """
        2026-04  70.01   7.00  2
        2026-05  30.01   0.00  2
        total    100.02  7.00
        """)
    #expect(
      try answer(by: [.provider, .month], in: "GBP") == """
        nebius  2026-04  70.01  7.00  1
        nebius  2026-05  30.00  0.00  1
        spacex  2026-04  0.00   0.00  1
        spacex  2026-05  0.01   0.00  1
        total   100.02   7.00
        """)
  }

  /// 1000 EUR at 1.15 and 1000 USD: 115.0215 / 1150 and 43.339 / 1000.
  @Test func dividesConvertedSpendByConvertedRevenue() throws {
    let book = try ledger().book()
    let question = SpendRatio.Question(
      side: .buyer, grain: .month, window: nil, bases: [.reported], asOf: try day("2026-06-30"),
      choice: try book.choice(of: "USD", .average))
    let ratios = try SpendRatio.all(question, in: book)
    #expect(
      table(
        ratios.map {
          [$0.period.label, $0.spend.words, $0.revenueAmount.words, $0.ratio.text]
        }) == """
          2026-04  115.02  1150.00  10.0 %
          2026-05  43.34   1000.00  4.3 %
          """)
    let ratio = try #require(Ratio(230_043, over: 2_300_000))
    #expect(ratios[0].ratio.ratio == ratio)
    let evidence = try SpendRatio.explanations(of: ratios, question, in: book)[0].evidence
    #expect(
      evidence.map(\.record).filter { $0.hasPrefix("rate") } == [
        "rate EUR/USD 1.15 for 2026-04: EUR/USD 1.15, mean of 2 rates, 2026-04-02 to 2026-04-30"
      ])
  }

  private func report(
    by dimensions: [SpendDimension], isCompared: Bool = false, top: Int? = nil
  ) throws -> SpendReport {
    let book = try ledger().book()
    return try SpendReport(
      SpendReport.Question(
        by: dimensions, window: nil, asOf: day("2026-06-30"),
        choice: book.choice(of: "USD", .average), isCompared: isCompared, top: top), in: book)
  }

  /// 115.0215 and 43.339: -71.6825 / 115.0215, and each over 158.3605.
  @Test func setsConvertedAmountsAgainstOthers() throws {
    let groups = try report(by: [.month], isCompared: true).groups
    #expect(
      table(
        groups.map {
          [
            $0.keys[0] ?? "-", $0.amount.words, $0.share.text, $0.cumulated.words,
            $0.previous?.words ?? "-", $0.change?.text ?? "-",
          ]
        }) == """
          2026-04  115.02  72.6 %  115.02  n/a (no invoice)  n/a (new)
          2026-05  43.34   27.4 %  158.36  115.02            -62.3 %
          """)
  }

  @Test func addsUpTheRestAndTwelveMonths() throws {
    #expect(
      try table(
        report(by: [.provider], top: 1).groups.map {
          [$0.keys[0] ?? "-", $0.amount.words, $0.cumulated.words, "\($0.lineCount)"]
        }) == """
          nebius     158.34  158.34  2
          rest of 2  0.02    158.36  2
          """)
    #expect(
      try table(
        report(by: [.ttm, .provider]).groups.map {
          [$0.keys[0] ?? "-", $0.keys[1] ?? "-", $0.amount.words, $0.share.text]
        }) == """
          2025-05..2026-04  nebius  115.01  100.0 %
          2025-05..2026-04  spacex  0.01    0.0 %
          2025-06..2026-05  nebius  158.34  100.0 %
          2025-06..2026-05  spacex  0.02    0.0 %
          """)
  }

  @Test func comparesConvertedSpendAndRevenue() throws {
    let book = try ledger().book()
    let question = SpendRatio.Question(
      side: .buyer, grain: .month, window: nil, bases: [.reported], asOf: try day("2026-06-30"),
      choice: try book.choice(of: "USD", .average), isCompared: true)
    let ratios = try SpendRatio.all(question, in: book)
    #expect(
      table(
        ratios.map { [$0.growth?.spend.text ?? "-", $0.growth?.revenue.text ?? "-"] }) == """
          n/a (new)  n/a (revenue missing before)
          -62.3 %    -13.0 %
          """)
  }

  @Test func sharesTheConvertedWallet() throws {
    let book = try ledger().book()
    let question = SpendRatio.Question(
      side: .wallet, grain: .month, window: nil, bases: [.reported], asOf: try day("2026-06-30"),
      choice: try book.choice(of: "USD", .average))
    let rows = try WalletShare.all(question, in: book).rows
    #expect(
      table(
        rows.map {
          [$0.provider, $0.period.label, $0.spend.words, $0.buyerSpend.words, $0.share.text]
        }) == """
          nebius  2026-04  115.01  115.02  100.0 %
          nebius  2026-05  43.33   43.34   100.0 %
          spacex  2026-04  0.01    115.02  0.0 %
          spacex  2026-05  0.01    43.34   0.0 %
          """)
    let evidence = try WalletShare.explanations(of: rows, question, in: book)[0].evidence
    #expect(evidence.contains { $0.record.hasPrefix("rate EUR/USD 1.15 for 2026-04") })
  }

  @Test func tellsAllRatesThatAreMissing() throws {
    #expect {
      try answer(by: [.provider], in: "JPY")
    } throws: { error in
      (error as? MissingRatesError)?.rates.map(\.description) == [
        "no rate EUR/JPY for 2026-04", "no rate EUR/JPY for 2026-05",
        "no rate USD/JPY for 2026-04", "no rate USD/JPY for 2026-05",
      ]
    }
  }
}
