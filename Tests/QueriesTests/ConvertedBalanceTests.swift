import Agenda
import Audit
import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// METRICS, rule 7: balances at the last rate on or before the as-of day. From 1 July on two fees are owed of
/// each contract: 2,000.00 dollars, 66.66 euros, 100,006 yen.
struct ConvertedBalanceTests {
  private static let contracts = """
    provider,reference,buyer,currency,status,effective_on,ends_on,headline_value
    harbor,h-1,lumen,USD,active,2026-01-01,2026-08-31,4000
    fjord,f-1,lumen,EUR,active,2026-01-01,2026-08-31,133.32
    sakura,s-1,lumen,JPY,active,2026-01-01,2026-08-31,
    """
  private static let fees = """
    contract,from_month,to_month,monthly_fee
    h-1,2026-01,2026-08,1000
    f-1,2026-01,2026-08,33.33
    s-1,2026-01,2026-08,50003
    """
  private static let rates = """
    day,base,quote,rate
    2026-06-29,EUR,USD,1.1
    2026-06-30,USD,JPY,160
    2026-07-02,EUR,USD,9
    """
  private static let organizations = "slug,name\nlumen,Lumen\nharbor,Harbor\nfjord,Fjord\nsakura,S"

  private func ledger() throws -> TestBook {
    let ledger = try TestBook()
    try ledger.add(.providers, ConvertedBalanceTests.organizations)
    try ledger.add(.contracts, ConvertedBalanceTests.contracts)
    try ledger.add(.fees, ConvertedBalanceTests.fees)
    try ledger.add(.fx, ConvertedBalanceTests.rates)
    return ledger
  }

  private func obligations(
    in code: String?, asOf: String = "2026-07-01"
  ) throws -> [PurchaseObligation] {
    let book = try ledger().book()
    let rows = try PurchaseObligation.all(in: book, asOf: day(asOf), convention: .months)
    return try book.converted(
      rows, into: code.map { try book.choice(of: $0, .closing) }, asOf: day(asOf))
  }

  /// 66.66 × 1.1 = 73.326 and 100,006 / 160 = 625.0375: with 2,000 they are 2,698.3635, which is not the sum of
  /// what is printed of each. The other way, euros become yen through the dollar: 73.326 × 160 = 11,732.16.
  @Test(arguments: [
    ("USD", "f-1 73.33, h-1 2000.00, s-1 625.04", "2698.36"),
    ("JPY", "f-1 11732, h-1 320000, s-1 100006", "431738"),
  ])
  func addsObligationsUpBeforeTheyAreRounded(
    code: String, each: String, total: String
  ) throws {
    let rows = try obligations(in: code)
    let words = rows.map { "\($0.contract.reference) \($0.ladder.map(\.total).words)" }
    #expect(words.joined(separator: ", ").replacing(" \(code)", with: "") == each)
    let sum = try PurchaseObligation.Ladder.sum(rows.compactMap(\.ladder.value))
    #expect(sum?.total.description == total)
    #expect(sum.map { $0.all.map(\.units).reduce(0, +) } == sum?.total.units)
  }

  /// What is over what is the same in every currency.
  @Test func keepsShares() throws {
    let rows = try obligations(in: "JPY")
    let half = Ratio(1, over: 2)
    #expect(rows.map(\.shareOfHeadline.value) == [half, half, nil])
    #expect(rows.first?.headline.value?.description == "23464")
    #expect(rows.first?.explanation.formula.hasSuffix("66.66 EUR; × 176 = 11732 JPY") == true)
    #expect(rows.first?.explanation.evidence.last?.place == "fx.csv:3 (import 5)")
  }

  @Test func listsEveryRateThatIsMissing() throws {
    let error = try #require(throws: MissingRatesError.self) {
      try obligations(in: "CHF")
    }
    #expect(
      error.rates.map(\.description) == [
        "no rate EUR/CHF for 2026-07-01 or the 7 days before it",
        "no rate JPY/CHF for 2026-07-01 or the 7 days before it",
        "no rate USD/CHF for 2026-07-01 or the 7 days before it",
      ])
    // The rate of the yen is nine days old.
    let old = try #require(throws: MissingRatesError.self) {
      try obligations(in: "USD", asOf: "2026-07-09")
    }
    #expect(
      old.rates.map(\.description) == ["no rate JPY/USD for 2026-07-09 or the 7 days before it"])
  }

  @Test func leavesAmountsAsTheyAreWithoutACurrency() throws {
    #expect(
      try obligations(in: nil).map { $0.ladder.value?.total.description } == [
        "66.66", "2000.00", "100006",
      ])
  }

  @Test func convertsEachExit() throws {
    let book = try ledger().book()
    let rows = try book.converted(
      ExitExposure.all(in: book, asOf: day("2026-07-01"), convention: .months),
      into: book.choice(of: "USD", .closing), asOf: day("2026-07-01"))
    let words = rows.map { row in
      [
        row.contract.reference, row.monthlyFee.words, row.costToLeave.words,
        row.scheduled.total.words, row.exits.map(\.fees.words).joined(separator: "/"),
        row.shareOfHeadline.value?.ratio.percent(places: 1).description ?? "-",
      ]
    }
    // 33.33 × 1.1 = 36.663, and eight of them 293.304; 50,003 / 160 = 312.51875, and eight of them 2,500.15.
    #expect(
      table(words) == """
        f-1  36.66    73.33    293.30   73.33    50
        h-1  1000.00  2000.00  8000.00  2000.00  50
        s-1  312.52   625.04   2500.15  625.04   -
        """)
  }

  /// 400.01 of a minimum of 1,000 for the first quarter is billed: 599.99 × 1.1 = 659.989.
  @Test func convertsAShortfallThatHasNotBeenBilled() throws {
    let ledger = try ledger()
    try ledger.add(
      .contracts,
      "provider,reference,buyer,currency,status,effective_on,ends_on\n"
        + "fjord,u-1,lumen,EUR,active,2026-01-01,2026-03-31")
    try ledger.add(
      .commitments,
      "contract,from,to,kind,minimum,interval\nu-1,2026-01-01,2026-03-31,spend,1000,quarter")
    try ledger.add(
      .invoices,
      "provider,number,contract,currency,billing_month,issued_on,amount,service_from,service_to\n"
        + "fjord,U-1,u-1,EUR,2026-03,2026-04-01,400.01,2026-01-01,2026-03-31")
    let book = try ledger.book()
    let report = try AuditReport(in: book, codes: [.shortfallUnbilled], asOf: day("2026-07-01"))
      .shown(in: book.choice(of: "USD", .closing), asOf: day("2026-07-01"), book)
    let finding = try #require(report.findings.first)
    #expect(report.findings.count == 1)
    #expect(finding.subject == "u-1 2026-01-01 to 2026-03-31")
    #expect(finding.expected?.words == "659.99 USD")
    // The words keep the currency of the contract, in which it is billed.
    #expect(finding.found.hasPrefix("shortfall of 599.99 EUR is due on "))
    #expect(finding.formula.hasSuffix("; × 1.1 = 659.99 USD"))
  }

  /// 100.01 + 33.33 × 1.1 + 1,003 / 160 = 142.94175: of the three, rounded down, the yen lost the most.
  @Test func dividesWhatIsOpenAmongInvoices() throws {
    let ledger = try ledger()
    try ledger.add(
      .invoices,
      """
      provider,number,buyer,currency,billing_month,issued_on,due_on,amount
      harbor,H-1,lumen,USD,2026-05,2026-06-01,2026-06-30,100.01
      fjord,F-1,lumen,EUR,2026-05,2026-06-01,2026-06-30,33.33
      sakura,S-1,lumen,JPY,2026-05,2026-06-01,2026-06-30,1003
      """)
    try ledger.add(
      .disputes, "provider,number,opened_on,amount,reason\nfjord,F-1,2026-06-15,10.01,twice")
    let book = try ledger.book()
    let payables = try Payables(in: book, asOf: day("2026-07-01"))
      .shown(in: book.choice(of: "USD", .closing), asOf: day("2026-07-01"), book)
    let rows = payables.invoices.map {
      [
        $0.booked.invoice.number, $0.open.figure.words, $0.payable.figure.words,
        $0.disputed.figure.words,
      ]
    }
    #expect(
      table(rows) == """
        F-1  36.66   25.65   11.01
        H-1  100.01  100.01  0.00
        S-1  6.27    6.27    0.00
        """)
    #expect(payables.daysPayable.map(\.open.figure.words) == ["36.66", "100.01", "6.27"])
  }
}
