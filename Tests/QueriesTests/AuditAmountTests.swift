import Agenda
import Audit
import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// Amounts of findings are exact until they are shown (METRICS, rule 7 and ruling 28). A dollar is 1,000 yen.
struct AuditAmountTests {
  private func ledger(_ terms: String, fee: Int) throws -> TestBook {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      "provider,reference,buyer,currency,status,effective_on,ends_on\nspacex,c-1,anthropic,USD,active,"
        + terms)
    try ledger.add(
      .fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-12,\(fee)")
    try ledger.add(.fx, "day,base,quote,rate\n2026-01-30,USD,JPY,1000\n2026-03-31,USD,JPY,1000")
    return ledger
  }

  private func report(
    _ ledger: borrowing TestBook, _ code: AuditCode, asOf: String, isInYen: Bool = true
  ) throws -> AuditReport {
    let book = try ledger.book()
    return try AuditReport(in: book, codes: [code], asOf: day(asOf)).shown(
      in: isInYen ? book.choice(of: "JPY", .closing) : nil, asOf: day(asOf), book)
  }

  /// `billed expected variance`.
  private func amounts(_ report: AuditReport) -> [String] {
    report.findings.map { finding in
      [finding.billed, finding.expected, finding.variance?.total]
        .map { $0.map { "\($0)" } ?? "-" }.joined(separator: " ")
    }
  }

  /// 100 for 31, 28 and 31 of 90 days are 34.4445, 31.1111 and 34.4444; 40 are expected of each.
  private func quarter() throws -> TestBook {
    let ledger = try ledger("2026-01-01,2026-12-31", fee: 40)
    try ledger.add(
      .invoices,
      """
      provider,number,contract,currency,billing_month,issued_on,service_from,service_to,amount
      spacex,I-1,c-1,USD,2026-01,2026-01-31,2026-01-01,2026-03-31,100
      """)
    return ledger
  }

  /// The variances are -5,555.5, -8,888.9 and -5,555.6 yen, pieces of -20,000; what is expected is what is billed
  /// less that.
  @Test func convertsWhatAMonthIsChargedBeforeItIsRounded() throws {
    #expect(
      amounts(try report(quarter(), .feeDiffers, asOf: "2026-03-31")) == [
        "34444 39999 -5555", "31111 40000 -8889", "34444 40000 -5556",
      ])
  }

  /// -5.56, -8.89 and -5.56 would be -20.01.
  @Test func addsExactVariances() throws {
    let report = try report(quarter(), .feeDiffers, asOf: "2026-03-31", isInYen: false)
    #expect(
      amounts(report) == ["34.44 40.00 -5.56", "31.11 40.00 -8.89", "34.44 40.00 -5.56"])
    #expect(report.findings.sumOfVariances?.words == "-20.00")
  }

  /// 17 of 31 days of 100 are 54.838...; the agenda shows what the audit expects, and says it in the contract's
  /// currency.
  @Test func expectsTheSameOfAMissingMonthInAuditAndAgenda() throws {
    let ledger = try ledger("2026-01-15,2026-12-31", fee: 100)
    #expect(amounts(try report(ledger, .missingMonth, asOf: "2026-01-31")) == ["- 54839 -"])
    let book = try ledger.book()
    let agenda = try Agenda(
      in: book, kinds: [.missingInvoice], asOf: day("2026-01-31"), through: day("2026-12-31")
    ).shown(in: book.choice(of: "JPY", .closing), book)
    #expect(agenda.items.map { $0.amount.map { "\($0)" } } == ["54839"])
    #expect(
      agenda.items.map(\.what) == [
        "Request the 2026-01 invoice; accrue 54.84 USD"
      ])
  }

  /// Two of three days are the contract's: 66.666... of 100.
  @Test func convertsDaysOutsideTheTermBeforeTheyAreRounded() throws {
    let ledger = try ledger("2026-01-01,2026-01-30", fee: 100)
    try ledger.add(
      .invoices,
      """
      provider,number,contract,currency,billing_month,issued_on,service_from,service_to,amount
      spacex,I-1,c-1,USD,2026-01,2026-01-31,2026-01-29,2026-01-31,100
      """)
    #expect(
      amounts(try report(ledger, .outsideTerm, asOf: "2026-01-31")) == ["100000 66667 33333"])
  }
}
