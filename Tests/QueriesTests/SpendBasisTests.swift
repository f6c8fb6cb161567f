import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// METRICS, rule 1, M1, rulings 6, 16 and 19.
struct SpendBasisTests {
  private static let contracts = """
    provider,reference,buyer,currency,status
    spacex,c-1,anthropic,USD,active
    spacex,c-2,anthropic,USD,active
    """

  /// A-1 is for 31 days of March and 1 of April; A-2 has no service period; A-3 is outside contracts.
  private static let invoices = """
    provider,number,contract,buyer,billing_month,issued_on,currency,line_no,charge_category,sku,amount,service_from,service_to
    spacex,A-1,c-1,,2026-04,2026-04-02,USD,1,Usage,gpu,100,2026-03-01,2026-04-01
    spacex,A-1,c-1,,2026-04,2026-04-02,USD,2,Tax,,20,2026-03-01,2026-04-01
    spacex,A-2,c-2,,2026-04,2026-04-30,USD,1,Usage,gpu,70,,
    spacex,A-2,c-2,,2026-04,2026-04-30,USD,2,Credit,gpu,-10,,
    spacex,A-3,,anthropic,2026-04,2026-04-30,USD,1,Usage,disk,31,2026-04-15,2026-05-15
    spacex,A-4,c-1,,2026-05,2026-05-31,USD,1,Usage,gpu,10,2026-05-01,2026-05-31
    """
  private static let payments = """
    provider,number,reference,paid_on,amount
    spacex,A-1,p1,2026-04-10,40
    spacex,A-1,p2,2026-05-10,50
    spacex,A-1,p3,2026-06-10,30
    spacex,A-2,p4,2026-05,60
    """

  private func ledger() throws -> TestBook {
    let ledger = try TestBook()
    try ledger.add(.contracts, SpendBasisTests.contracts)
    try ledger.add(.invoices, SpendBasisTests.invoices)
    try ledger.add(.payments, SpendBasisTests.payments)
    return ledger
  }

  private func answer(
    by dimensions: [SpendDimension], on basis: SpendBasis, in window: String? = nil,
    asOf: String = "2026-12-31", tax: TaxTreatment = .exclude, contract: String? = nil
  ) throws -> String {
    let book = try ledger().book(contract: contract)
    let report = try SpendReport(
      by: dimensions, on: basis, in: book, window: window.map(months), asOf: day(asOf), tax: tax)
    let groups = report.groups.map {
      $0.keys.map { $0 ?? "-" } + [$0.amount.words, $0.tax?.words ?? "-"]
    }
    return table(
      groups + report.totals.map { ["total", $0.net.figure.words, $0.tax.figure.words] })
  }

  /// March has 31/32 of 100 = 96.875; April 1/32 = 3.125, 60 of A-2, and 16/31 of 31 = 16.
  @Test func accruesByTheDaysOfTheService() throws {
    #expect(
      try answer(by: [.month], on: .accrued) == """
        2026-03  96.88   19.38
        2026-04  79.12   0.62
        2026-05  25.00   0.00
        total    201.00  20.00
        """)
    #expect(
      try answer(by: [.month], on: .accrued, in: "2026-04", asOf: "2026-04-30") == """
        2026-04  79.12   0.62
        total    79.125  0.625
        """)
  }

  /// A-3 has 16 of its days by the as-of day, and A-4 was not issued.
  @Test func leavesOutDaysAfterTheAsOfDay() throws {
    #expect(
      try answer(by: [.contract], on: .accrued, asOf: "2026-04-30") == """
        c-1    100.00  20.00
        c-2    60.00   0.00
        -      16.00   0.00
        total  176.00  20.00
        """)
  }

  /// 40 of 120 pays 33.333333 of 100 and 6.666667 of the tax; 90 of 120 pays 75 and 15; all pays all.
  @Test func paysLinesInProportion() throws {
    #expect(
      try answer(by: [.month], on: .paid, contract: "c-1") == """
        2026-04  33.33   6.67
        2026-05  41.67   8.33
        2026-06  25.00   5.00
        total    100.00  20.00
        """)
    let gross = try answer(
      by: [.contract, .month], on: .paid, asOf: "2026-05-31", tax: .include)
    #expect(
      gross == """
        c-1    2026-04  40.00  6.67
        c-1    2026-05  50.00  8.33
        c-2    2026-05  60.00  0.00
        total  135.00   15.00
        """)
  }

  /// A payment of May without a day was made by its last.
  @Test func takesAPaymentWithoutADayForItsLast() throws {
    #expect(
      try answer(by: [.contract], on: .paid, asOf: "2026-05-30") == """
        c-1    75.00  15.00
        total  75.00  15.00
        """)
  }

  /// The lines of an invoice come to nothing: what is paid of it is for its contract, net, whatever its SKUs.
  /// Of lines of several contracts, or tax, it is not known what was paid, and that is said.
  @Test func countsPaymentsOfInvoicesThatComeToNothing() throws {
    let ledger = try TestBook()
    try ledger.add(.contracts, SpendBasisTests.contracts)
    try ledger.add(
      .invoices,
      """
      provider,number,contract,billing_month,issued_on,currency,line_no,charge_category,sku,amount
      spacex,Z-1,c-1,2026-04,2026-04-02,USD,1,Usage,gpu,100
      spacex,Z-1,c-1,2026-04,2026-04-02,USD,2,Usage,disk,-100
      spacex,Z-2,c-1,2026-04,2026-04-02,USD,1,Usage,gpu,100
      spacex,Z-2,c-2,2026-04,2026-04-02,USD,2,Usage,gpu,-100
      spacex,Z-3,c-1,2026-04,2026-04-02,USD,1,Usage,gpu,100
      spacex,Z-3,c-1,2026-04,2026-04-02,USD,2,Tax,,-100
      """)
    try ledger.add(
      .payments,
      """
      provider,number,reference,paid_on,amount
      spacex,Z-1,p1,2026-04-10,20
      spacex,Z-1,p2,2026-05-10,30
      spacex,Z-2,p3,2026-05-10,7
      spacex,Z-3,p4,2026-06-10,9
      """)
    let book = try ledger.book()
    func report(by dimensions: [SpendDimension], in window: String? = nil) throws -> SpendReport {
      try SpendReport(
        by: dimensions, on: .paid, in: book, window: window.map(months), asOf: day("2026-12-31"))
    }
    let spend = try report(by: [.contract, .month])
    #expect(
      table(
        spend.groups.map { $0.keys.map { $0 ?? "-" } + [$0.amount.words, $0.tax?.words ?? "-"] })
          == """
          c-1  2026-04  20.00  0.00
          c-1  2026-05  30.00  0.00
          """)
    #expect(
      try report(by: [.sku]).groups.map { [$0.keys[0], $0.amount.words] } == [[nil, "50.00"]])
    func notSpread(_ report: SpendReport) -> [String] {
      report.paymentsNotSpread.map { "\($0.record) \($0.amount?.description ?? "-")" }
    }
    #expect(notSpread(spend) == ["payment of invoice Z-2 7.00", "payment of invoice Z-3 9.00"])
    #expect(try notSpread(report(by: [.month], in: "2026-06")) == ["payment of invoice Z-3 9.00"])
  }

  /// In July nothing was paid, after 30 in June.
  @Test func saysThatNothingWasPaid() throws {
    let groups = try SpendReport(
      SpendReport.Question(
        by: [.provider], window: months("2026-07"), asOf: day("2026-12-31"), basis: .paid,
        isCompared: true), in: ledger().book()
    ).groups
    #expect(
      groups.map { [$0.amount.words, $0.share.text, $0.change?.text, $0.previous?.words] } == [
        ["n/a (no payment)", "n/a (no payment)", "n/a (no payment)", "25.00"]
      ])
  }

  @Test(arguments: [[SpendDimension.contract], [.sku], [.provider]])
  func agreesWithWhatWasBilled(dimensions: [SpendDimension]) throws {
    #expect(try answer(by: dimensions, on: .accrued) == answer(by: dimensions, on: .billed))
  }

  @Test func opensToTheRowsBehindIt() throws {
    let book = try ledger().book(contract: "c-1")
    let paid = try SpendReport(
      by: [.month], on: .paid, in: book, window: nil, asOf: day("2026-12-31"))
    let payments = try paid.explanations(in: book)
    #expect(payments.map(\.evidence.count) == [1, 1, 1])
    #expect(payments[0].evidence[0].place == "payments.csv:2 (import 4)")
    #expect(payments[1].formula == "spend = sum of 1 payment = 41.67, net of 8.333333 tax")
    let accrued = try SpendReport(
      by: [.month], on: .accrued, in: book, window: nil, asOf: day("2026-12-31"))
    let pieces = try accrued.explanations(in: book)[0].evidence
    #expect(
      pieces.map { "\($0.record) \($0.amount?.description ?? "-")" } == [
        "invoice A-1, 2026-03-01..2026-04-01, net of 19.375 tax 0.00",
        "invoice A-1, 2026-03-01..2026-04-01 96.875",
      ])
  }

  @Test func dividesPaidSpendByRevenue() throws {
    let ledger = try ledger()
    try ledger.add(
      .revenue,
      """
      organization,period_start,period_end,currency,amount,basis
      anthropic,2026-04-01,2026-04-30,USD,100,reported
      anthropic,2026-05-01,2026-05-31,USD,100,reported
      """)
    let ratios = try SpendRatio.all(
      SpendRatio.Question(
        side: .buyer, grain: .month, window: nil, bases: [.reported], asOf: day("2026-05-31"),
        basis: .paid), in: ledger.book())
    #expect(
      table(ratios.map { [$0.period.label, $0.spend.words, $0.ratio.text] }) == """
        2026-04  33.33   33.3 %
        2026-05  101.67  101.7 %
        """)
  }
}
