import Agenda
import Audit
import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// METRICS, rule 7, of reports of one contract of 2026: 33.33 euros a month, of which April is billed with 300.01
/// and May with 333.33. A euro is 1.5 dollars, by the rates on record or as the contract fixes it: both give the
/// same figures.
struct ConvertedReportTests {
  enum Source: String, CaseIterable {
    case recorded, fixed
  }

  private static let rates = """
    day,base,quote,rate
    2026-04-10,EUR,USD,1.4
    2026-04-20,EUR,USD,1.6
    2026-05-29,EUR,USD,1.5
    2026-06-30,EUR,USD,1.5
    """
  private static let invoices = """
    provider,number,contract,currency,billing_month,issued_on,due_on,amount
    nebius,F-4,f-1,EUR,2026-04,2026-04-30,2026-07-15,300.01
    nebius,F-5,f-1,EUR,2026-05,2026-05-31,2026-07-20,333.33
    """

  private func ledger(_ source: Source) throws -> TestBook {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,status,effective_on,ends_on,headline_value,fx_rate_fixed,fx_quote
      nebius,f-1,anthropic,EUR,active,2026-04-01,2026-12-31,133.32,\(source == .fixed ? "1.5,USD" : ",")
      """)
    try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\nf-1,2026-04,2026-12,33.33")
    try ledger.add(
      .commitments,
      "contract,from,to,kind,minimum,interval\nf-1,2026-04-01,2026-06-30,spend,1000.01,term")
    try ledger.add(.invoices, ConvertedReportTests.invoices)
    if source == .recorded { try ledger.add(.fx, ConvertedReportTests.rates) }
    return ledger
  }

  private func balances(_ book: Book) throws -> CurrencyChoice {
    try book.choice(of: "USD", .closing)
  }

  /// 1,000.01 × 1.5 = 1,500.015, 633.34 × 1.5 = 950.01 and 366.67 × 1.5 = 550.005; what was applied over what was
  /// committed is 633.34 / 1,000.01 in either currency.
  @Test(arguments: Source.allCases)
  func convertsACommitmentAtOneRate(source: Source) throws {
    let book = try ledger(source).book()
    var progress = try #require(
      try CommitmentProgress.all(in: book, asOf: day("2026-06-15"), paceMonths: 3).first)
    let utilisation = progress.utilisation
    let origins = try CommitmentProgress.origins(in: book)
    let rates = try book.balanceRates(of: origins, into: balances(book), asOf: day("2026-06-30"))
    #expect(rates.count == 1)
    progress.show(at: try #require(rates[progress.contract.origin]))
    let amounts = [progress.committed, progress.appliedToDate, progress.remaining]
    #expect(
      amounts.map { $0.value?.money?.description } == ["1500.02", "950.01", "550.00"])
    #expect(progress.utilisation == utilisation)
    #expect(
      progress.stretches.map { $0.minimum.money?.description } == ["1500.02"])
  }

  /// 33.33 × 1.5 = 49.995, twelve of them 599.94; nine to the end of the term, of which two are over: six of July
  /// to December are 199.98, and × 1.5 299.97 over a headline of 199.98.
  @Test(arguments: Source.allCases)
  func convertsADealSideBySide(source: Source) throws {
    let book = try ledger(source).book()
    let deals = try book.converted(
      DealComparison.all(["f-1"], in: book, asOf: day("2026-07-01")), into: balances(book),
      asOf: day("2026-07-01"))
    let deal = try #require(deals.first)
    #expect(
      [deal.monthlyFee, deal.annualised, deal.headline, deal.costToLeave].map(\.words) == [
        "50.00", "599.94", "199.98", "299.97",
      ])
    #expect(deal.shareOfHeadline.value?.ratio == Ratio(3, over: 2))
  }

  /// 300.01 × 1.5 = 450.015 and 333.33 × 1.5 = 499.995 are to be paid; of June the fee is missing, 49.995.
  @Test(arguments: Source.allCases)
  func convertsWhatIsAtStake(source: Source) throws {
    let book = try ledger(source).book()
    let agenda = try Agenda(
      in: book, kinds: [.invoiceDue, .missingInvoice], asOf: day("2026-07-01"),
      through: day("2026-07-31")
    ).shown(in: balances(book), book)
    #expect(
      agenda.items.map { "\($0.subject ?? "-") \($0.amount.map { "\($0)" } ?? "-")" } == [
        "2026-06 50.00", "F-4 450.02", "F-5 500.00",
      ])
    let rate = try #require(agenda.items[0].evidence.last)
    #expect(
      rate.record
        == (source == .fixed
          ? "rate EUR/USD 1.5" : "rate EUR/USD 1.5 for 2026-07-01: EUR/USD 1.5 of 2026-06-30"))
  }

  /// 300.01 and 333.33 are charged for fees of 33.33: 266.68 × 1.5 = 400.02 and 300 × 1.5 = 450 too much. What is
  /// shown as expected is what is shown as billed less that.
  @Test(arguments: Source.allCases)
  func convertsFindings(source: Source) throws {
    let book = try ledger(source).book()
    let report = try AuditReport(in: book, codes: [.feeDiffers], asOf: day("2026-07-01"))
      .shown(in: balances(book), asOf: day("2026-07-01"), book)
    #expect(
      report.findings.map { finding in
        [finding.billed, finding.expected, finding.variance?.total]
          .map { $0.map { "\($0)" } ?? "-" }.joined(separator: " ")
      } == ["450.02 50.00 400.02", "500.00 50.00 450.00"])
  }

  /// Each month at its rate, April at the mean of two: 300.01 × 1.5 = 450.015 and 333.33 × 1.5 = 499.995 are
  /// 950.01 together, so that one of the two is rounded down. 266.68 × 1.5 = 400.02 and 450 are prepaid.
  @Test(arguments: Source.allCases)
  func convertsUnbilledMonths(source: Source) throws {
    let book = try ledger(source).book()
    let report = try UnbilledReport(
      in: book, window: months("2026-04..2026-05"), asOf: day("2026-06-30")
    ).shown(in: book.choice(of: "USD", .average), asOf: day("2026-06-30"), book)
    #expect(
      table(
        report.months.map { month in
          [
            "\(month.month)", month.amounts.fee.words, month.amounts.billed.words,
            month.amounts.unbilled.words, month.amounts.prepaid.words,
          ]
        }) == """
          2026-04  50.00  450.02  0.00  400.02
          2026-05  50.00  499.99  0.00  450.00
          """)
  }

  /// What is prepaid at the end of May, 266.68 + 300 = 566.68, × 1.5 = 850.02.
  @Test(arguments: Source.allCases)
  func convertsAccruals(source: Source) throws {
    let book = try ledger(source).book()
    let accruals = try book.converted(
      Accrual.all(in: book, month: Month(parsing: "2026-05"), asOf: day("2026-05-31")),
      into: balances(book), asOf: day("2026-05-31"))
    #expect(accruals.map { $0.prepaid.rounded(to: $0.rate.currency).words } == ["850.02"])
  }

  /// 500 planned for May are 750, and 333.33 billed are 499.995: 250.005 less, rounded half to even.
  @Test(arguments: Source.allCases)
  func convertsABudgetOfTheContract(source: Source) throws {
    let ledger = try ledger(source)
    try ledger.add(
      .budgets,
      """
      buyer,provider,contract,month,currency,amount
      anthropic,nebius,f-1,2026-05,EUR,500
      """)
    let book = try ledger.book()
    let report = try BudgetReport(
      BudgetReport.Question(
        by: .month, window: months("2026-05"), years: .january, asOf: day("2026-06-30"),
        choice: book.choice(of: "USD", .average)), in: book)
    #expect(
      report.rows.map { [$0.budget, $0.actual, $0.difference].map(\.words) } == [
        ["750.00", "500.00", "-250.00"]
      ])
  }
}
