import Agenda
import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// METRICS, rule 7: a contract may fix its own rate. Contract f-1 fixes 1.10 dollars for a euro; g-1, of the same
/// provider and currency, fixes nothing.
struct FixedRateTests {
  private static let contracts = """
    provider,reference,buyer,currency,status,effective_on,ends_on,fx_rate_fixed,fx_quote
    nebius,f-1,anthropic,EUR,active,2026-01-01,2026-08-31,1.10,USD
    nebius,g-1,anthropic,EUR,active,2026-01-01,2026-08-31,,
    """
  private static let invoices = """
    provider,number,contract,billing_month,issued_on,currency,line_no,amount
    nebius,F-4,f-1,2026-04,2026-04-30,EUR,1,100.01
    nebius,G-4,g-1,2026-04,2026-04-30,EUR,1,100.01
    """
  private static let rates = """
    day,base,quote,rate
    2026-04-02,EUR,USD,1.2
    2026-04-30,EUR,USD,1.3
    2026-04-30,USD,JPY,150
    """

  private func ledger(_ rates: String = FixedRateTests.rates) throws -> TestBook {
    let ledger = try TestBook()
    try ledger.add(.contracts, FixedRateTests.contracts)
    try ledger.add(.invoices, FixedRateTests.invoices)
    if !rates.isEmpty { try ledger.add(.fx, rates) }
    return ledger
  }

  private func spend(
    _ book: Book, in code: String, _ rule: RateRule = .average
  ) throws -> SpendReport {
    try SpendReport(
      by: [.contract], in: book, window: nil, asOf: day("2026-06-30"),
      choice: book.choice(of: code, rule))
  }

  private func words(_ report: SpendReport) -> String {
    let groups = report.groups.map { "\($0.keys[0] ?? "-") \($0.amount.words)" }.sorted()
    return (groups + report.totals.map { "total \($0.net.figure.words)" }).joined(separator: ", ")
  }

  /// 100.01 × 1.1 = 110.011 whatever the rule, beside 100.01 × 1.25 = 125.0125 or × 1.3 = 130.013.
  /// In yen 100.01 × 1.1 × 150 = 16,501.65 and 100.01 × 1.25 × 150 = 18,751.875: 35,253.525 together.
  /// In euros nothing is converted.
  @Test(arguments: [
    ("USD", RateRule.average, "f-1 110.01, g-1 125.01, total 235.02"),
    ("USD", .closing, "f-1 110.01, g-1 130.01, total 240.02"),
    ("JPY", .average, "f-1 16502, g-1 18752, total 35254"),
    ("EUR", .average, "f-1 100.01, g-1 100.01, total 200.02"),
  ])
  func convertsAtTheRateOfTheContract(code: String, rule: RateRule, answer: String) throws {
    #expect(try words(spend(ledger().book(), in: code, rule)) == answer)
  }

  @Test func needsNoRecordedRateIntoItsQuote() throws {
    let ledger = try ledger("")
    #expect(try words(spend(ledger.book(contract: "f-1"), in: "USD")) == "f-1 110.01, total 110.01")
    let error = try #require(throws: MissingRatesError.self) {
      try spend(ledger.book(), in: "USD")
    }
    #expect(error.rates.map(\.description) == ["no rate EUR/USD for 2026-04"])
  }

  /// Of the contract with a fixed rate, the rate from its quote is missing.
  @Test func listsTheRateThatIsMissingBehindIt() throws {
    let error = try #require(throws: MissingRatesError.self) {
      try spend(ledger().book(), in: "GBP")
    }
    #expect(
      error.rates.map(\.description) == [
        "no rate EUR/GBP for 2026-04", "no rate USD/GBP for 2026-04",
      ])
  }

  /// The rate is for amounts in the contract's currency.
  @Test func fixesNothingForOtherCurrencies() throws {
    let book = try ledger().book(contract: "f-1")
    let rate = try #require(try book.contracts[0].fixedRate)
    #expect(AmountOrigin(rate.from, rate).fixedRate == rate)
    #expect(AmountOrigin(rate.quote, rate).fixedRate == nil)
  }

  @Test func tellsWhereTheRateComesFrom() throws {
    let book = try ledger().book(contract: "f-1")
    func rates(_ code: String) throws -> [[String]] {
      try spend(book, in: code).explanations(in: book)[0].evidence.dropFirst().map {
        [$0.record, $0.place, $0.source ?? "-"]
      }
    }
    let fixed = ["rate EUR/USD 1.1", "contracts.csv:2 (import 2)", "fixed by contract f-1"]
    #expect(try rates("USD") == [fixed])
    #expect(
      try rates("JPY") == [
        fixed,
        [
          "rate EUR/JPY 165 for 2026-04, through USD: USD/JPY 150 of 2026-04-30",
          "fx.csv:4 (import 4)", "-",
        ],
      ])
  }

  /// Each report as of a time has the rate that was on record then.
  @Test func isOfTheContractAsThenKnown() throws {
    let ledger = try ledger()
    try ledger.add(
      .contracts,
      FixedRateTests.contracts.split(separator: "\n").prefix(2).joined(separator: "\n")
        .replacing("1.10", with: "2"), revises: true)
    #expect(try words(spend(ledger.book(contract: "f-1"), in: "USD")) == "f-1 200.02, total 200.02")
    let before = try ledger.store.snapshot(knownAt: .importNumber(4)) {
      try words(spend(ledger.book(contract: "f-1"), in: "USD"))
    }
    #expect(before == "f-1 110.01, total 110.01")
  }

  /// 100.01 × 1.1 = 110.011 and 100.01 × 1.3 = 130.013, of days at one rate each: 61 days from the issue.
  @Test func convertsWhatIsOpen() throws {
    let book = try ledger().book()
    let payables = try Payables(in: book, asOf: day("2026-05-07"))
      .shown(in: book.choice(of: "USD", .closing), asOf: day("2026-05-07"), book)
    #expect(
      payables.invoices.map { "\($0.booked.invoice.number) \($0.open.figure.words)" }.sorted() == [
        "F-4 110.01", "G-4 130.01",
      ])
    #expect(payables.daysPayable.map(\.open.figure.words) == ["240.02"])
    let unconverted = try Payables(in: book, asOf: day("2026-05-07"))
    #expect(unconverted.daysPayable.map(\.open.figure.words) == ["200.02"])
    let agenda = try Agenda(
      in: book, kinds: [.disputeOpen], asOf: day("2026-05-07"), through: day("2026-06-30"))
    #expect(try agenda.shown(in: book.choice(of: "JPY", .closing), book).items.isEmpty)
  }

  /// Lines of f-1 and g-1 in one invoice: what is open of it belongs to neither, and takes the recorded rate.
  @Test func convertsADividedInvoiceAtTheRecordedRate() throws {
    let ledger = try ledger()
    try ledger.add(
      .invoices,
      """
      provider,number,contract,buyer,billing_month,issued_on,currency,line_no,amount
      nebius,D-4,f-1,anthropic,2026-04,2026-04-30,EUR,1,50
      nebius,D-4,g-1,anthropic,2026-04,2026-04-30,EUR,2,50
      """)
    let book = try ledger.book()
    let payables = try Payables(in: book, asOf: day("2026-05-07"))
      .shown(in: book.choice(of: "USD", .closing), asOf: day("2026-05-07"), book)
    let divided = try #require(payables.invoices.first { $0.booked.invoice.number == "D-4" })
    #expect(divided.open.figure.words == "130.00")
    // As spend, each line is of its contract: 110.011 + 55 and 125.0125 + 62.5.
    #expect(try words(spend(book, in: "USD")) == "f-1 165.01, g-1 187.51, total 352.52")
  }

  @Test(arguments: [
    (",USD", "fx_rate_fixed"), ("1.1,", "fx_quote"), ("0,USD", "is not above zero"),
    ("-1,USD", "is not above zero"),
    ("1.1,EUR", "is the contract's currency; a fixed rate is into another one"),
    ("1.1,XYZ", "XYZ"),
  ])
  func refusesWhatFixesNothing(terms: String, words: String) throws {
    let ledger = try TestBook()
    let error = try #require(throws: TestBookError.self) {
      try ledger.add(
        .contracts,
        "provider,reference,buyer,currency,fx_rate_fixed,fx_quote\nnebius,f-1,anthropic,EUR,\(terms)"
      )
    }
    #expect(error.lines.count == 1 && error.lines[0].contains(words), "\(error.lines)")
  }
}
