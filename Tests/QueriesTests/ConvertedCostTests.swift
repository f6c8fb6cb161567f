import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// METRICS, rule 7, of unit costs and concentration: a euro is 1.25 dollars in April, the mean of two rates, and
/// 1.5 in May.
struct ConvertedCostTests {
  private static let rates = """
    day,base,quote,rate
    2026-04-02,EUR,USD,1.2
    2026-04-30,EUR,USD,1.3
    2026-05-29,EUR,USD,1.5
    """

  // MARK: Capacity

  /// 100 accelerators and 10 MW from April on, for a fee of 1,000 euros.
  private func capacity(fixed: String = ",") throws -> TestBook {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,status,effective_on,ends_on,fx_rate_fixed,fx_quote
      nebius,n-1,anthropic,EUR,active,2026-04-01,2026-12-31,\(fixed)
      """)
    try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\nn-1,2026-04,2026-12,1000")
    try ledger.add(
      .capacity,
      """
      contract,tranche,accelerator,accelerator_count,capacity_mw,mw_basis,due_on
      n-1,a,GB300,100,10,critical_it,2026-04-01
      """)
    try ledger.add(
      .deliveries,
      """
      provider,contract,tranche,accelerator,accelerator_count,capacity_mw,mw_basis,delivered_on,status
      nebius,n-1,a,GB300,100,10,critical_it,2026-04-01,delivered
      """)
    try ledger.add(
      .invoices,
      """
      provider,number,contract,currency,billing_month,issued_on,line_no,charge_category,amount
      nebius,N-4,n-1,EUR,2026-04,2026-04-30,1,Usage,7200
      nebius,N-4,n-1,EUR,2026-04,2026-04-30,2,Tax,720
      nebius,N-5,n-1,EUR,2026-05,2026-05-31,1,Usage,14880
      """)
    try ledger.add(.fx, ConvertedCostTests.rates)
    return ledger
  }

  private func costs(
    _ ledger: borrowing TestBook, in code: String?, by grain: Grain? = .month,
    over window: String = "2026-04..2026-05", tax: TaxTreatment = .exclude
  ) throws -> [CapacityCost] {
    let book = try ledger.book()
    return try CapacityCost.all(
      in: book, window: months(window), by: grain, asOf: day("2026-05-31"), tax: tax,
      choice: code.map { try book.choice(of: $0, .average) })
  }

  private func words(_ costs: [CapacityCost]) -> String {
    table(
      costs.map { cost in
        [
          cost.currency.code, cost.cost.words, cost.tax?.words ?? "-",
          cost.perAcceleratorHour.words, cost.perMegawattMonth.words,
          cost.feePerAcceleratorMonth.words,
        ]
      })
  }

  /// April: 7,200 × 1.25 = 9,000 over 100 × 720 hours and 10 MW-months, 1,000 × 1.25 over 100 accelerators.
  /// May: 14,880 × 1.5 = 22,320 over 74,400 hours. Together 31,320 over 146,400 hours, at the fee of May.
  @Test func convertsTheCostOfEachMonthAtItsRate() throws {
    #expect(
      try words(costs(capacity(), in: "USD")) == """
        USD  9000.00   900.00  0.125  900.00   12.50
        USD  22320.00  0.00    0.30   2232.00  15.00
        """)
    #expect(
      try words(costs(capacity(), in: "USD", by: nil))
        == "USD  31320.00  900.00  0.213934  1566.00  15.00")
    #expect(
      try words(costs(capacity(), in: "USD", by: nil, tax: .include))
        == "USD  32220.00  900.00  0.220082  1611.00  15.00")
    #expect(
      try words(costs(capacity(), in: nil)) == """
        EUR  7200.00   720.00  0.10  720.00   10.00
        EUR  14880.00  0.00    0.20  1488.00  10.00
        """)
  }

  /// At 2 dollars for a euro, whatever the month.
  @Test func convertsTheCostAtTheRateOfTheContract() throws {
    let costs = try costs(capacity(fixed: "2,USD"), in: "USD")
    #expect(
      words(costs) == """
        USD  14400.00  1440.00  0.20  1440.00  20.00
        USD  29760.00  0.00     0.40  2976.00  20.00
        """)
    #expect(costs[0].explanation.evidence.last?.source == "fixed by contract n-1")
  }

  /// December is to come: its fee is converted at the last rate.
  @Test func convertsAFeeToComeAtTheLastRate() throws {
    let costs = try costs(capacity(), in: "USD", by: nil, over: "2026-04..2026-12")
    #expect(costs.map(\.cost.words) == ["31320.00"])
    #expect(costs.map(\.feePerAcceleratorMonth.words) == ["15.00"])
  }

  @Test func listsEveryRateOfACostThatIsMissing() throws {
    let error = try #require(throws: MissingRatesError.self) { try costs(capacity(), in: "JPY") }
    #expect(
      error.rates.map(\.description) == [
        "no rate EUR/JPY for 2026-04", "no rate EUR/JPY for 2026-05",
      ])
  }

  // MARK: Concentration

  private func concentration(
    _ amounts: (spacex: String, nebius: String, google: String), in code: String?,
    by grain: Grain? = nil
  ) throws -> [String] {
    let ledger = try TestBook()
    try ledger.add(
      .invoices,
      """
      provider,number,buyer,currency,billing_month,issued_on,amount
      spacex,S-4,anthropic,USD,2026-04,2026-04-30,\(amounts.spacex)
      nebius,N-4,anthropic,EUR,2026-04,2026-04-30,\(amounts.nebius)
      google,G-5,anthropic,USD,2026-05,2026-05-31,\(amounts.google)
      """)
    try ledger.add(.fx, ConvertedCostTests.rates)
    let book = try ledger.book()
    let question = Concentration.Question(
      by: grain, window: nil, asOf: try day("2026-05-31"),
      choice: try code.map { try book.choice(of: $0, .average) })
    let all = try Concentration.all(question, in: book)
    let evidence = try Concentration.explanations(of: all, question, in: book).flatMap(\.evidence)
    #expect(evidence.contains { $0.record.hasPrefix("rate EUR/USD 1.25") } == (code == "USD"))
    return all.map { row in
      [
        row.period?.label, row.currency.code, row.total.figure.words, row.index.words,
        row.share(ofLargest: 1).value.map { "\($0.percent(places: 1)) %" },
      ].compactMap(\.self).joined(separator: "  ")
    }
  }

  /// 125, 100 × 1.25 = 125 and 250 are 25, 25 and 50 % of 500: 625 + 625 + 2,500. Apart, the dollars are one and
  /// two thirds: 10,000 × 5 / 9.
  @Test func sharesWhatIsConverted() throws {
    let amounts = ("125", "100", "250")
    #expect(try concentration(amounts, in: "USD") == ["USD  500.00  3750  50 %"])
    #expect(
      try concentration(amounts, in: "USD", by: .month) == [
        "2026-04  USD  250.00  5000  50 %", "2026-05  USD  250.00  10000  100 %",
      ])
    #expect(
      try concentration(amounts, in: nil) == [
        "EUR  100.00  10000  100 %", "USD  375.00  5555.6  66.7 %",
      ])
  }

  /// One cent each are 1, 1.25 and 1 of 3.25 cents, though one cent is shown of each: (16 + 25 + 16) / 169.
  @Test func sharesBeforeItRounds() throws {
    #expect(try concentration(("0.01", "0.01", "0.01"), in: "USD") == ["USD  0.03  3372.8  38.5 %"])
  }
}
