import Agenda
import Audit
import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// An invoice of 300 for July, of which 100 are under c-1 (fee 100) and 200 under c-2 (fee 150), and 7 of
/// tax under none.
struct DividedInvoiceReportTests: ~Copyable {
  let ledger: TestBook

  init() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,effective_on,ends_on,payment_terms_days
      spacex,c-1,anthropic,USD,2026-07-01,2026-12-31,60
      spacex,c-2,anthropic,USD,2026-07-01,2026-12-31,30
      """)
    try ledger.add(
      .fees,
      """
      contract,from_month,to_month,monthly_fee
      c-1,2026-07,2026-12,100
      c-2,2026-07,2026-12,150
      """)
    try ledger.add(.invoices, DividedInvoiceReportTests.invoice("I-1"))
    self.ledger = ledger
  }

  private static func invoice(_ number: String) -> String {
    let front = "spacex,\(number)"
    let rest = "anthropic,USD,2026-07,2026-07-31"
    return """
      provider,number,contract,buyer,currency,billing_month,issued_on,sku,amount,charge_category
      \(front),c-1,\(rest),a,60,Purchase
      \(front),c-2,\(rest),b,200,Purchase
      \(front),c-1,\(rest),b,40,Purchase
      \(front),,\(rest),,7,Tax
      """
  }

  @Test(arguments: [(nil, "300.00 + 7.00"), ("c-1", "100.00 + 0.00"), ("c-2", "200.00 + 0.00")])
  func spendsByContract(contract: String?, spend: String) throws {
    let book = try ledger.book(contract: contract)
    let spends = try book.spend(in: nil, issuedBy: day("2026-08-15"))
    var sum = try BilledSum(#require(spends.first?.sum.net.currency))
    for spend in spends { sum.add(spend.sum) }
    #expect("\(sum.net.figure.words) + \(sum.tax.figure.words)" == spend)
  }

  @Test func holdsEachPartAgainstItsContract() throws {
    let report = try AuditReport(in: ledger.book(), asOf: day("2026-08-15"))
    #expect(
      report.findings.map { "\($0.contract ?? "-") \($0.subject) \($0.code.rawValue)" }
        == ["c-2 I-1 fee_differs"])
    #expect(report.invoiceCount == 1)
    #expect(report.lineCount == 4)
    #expect(report.uncompared.invoiceCountOutsideContracts == 0)
  }

  /// The second one repeats the first as a whole, and its parts are no finding of their own.
  @Test func findsItTwice() throws {
    try ledger.add(.invoices, DividedInvoiceReportTests.invoice("I-2"))
    let report = try AuditReport(in: ledger.book(), asOf: day("2026-08-15"))
    #expect(
      report.findings.map { "\($0.contract ?? "-") \($0.subject) \($0.code.rawValue)" }
        == ["- I-2 near_duplicate", "c-2 c-2 2026-07 fee_differs"])
  }

  @Test func chargesEachContract() throws {
    let charges = try ledger.book().charges
    #expect(
      charges.values.map { $0.map { "\($0.amount)" } }.sorted { $0[0] < $1[0] }
        == [["100.00"], ["200.00"]])
    #expect(try ledger.book().billedMonths.count == 2)
    #expect(try ledger.book(contract: "c-2").billedMonths.count == 1)
  }

  /// The audit and the agenda know it for overdue from the same day on.
  @Test(arguments: [("2026-08-30", false), ("2026-08-31", true)])
  func isOverdueByTheShortestTerms(asOf: String, isOverdue: Bool) throws {
    try ledger.add(
      .payments, "provider,number,reference,paid_on,amount\nspacex,I-1,W-1,2026-08-01,1")
    let report = try AuditReport(in: ledger.book(), asOf: day(asOf))
    #expect(report.findings.contains { $0.code == .overdue } == isOverdue)
    let agenda = try Agenda(in: ledger.book(), asOf: day(asOf), through: day("2026-12-31"))
    #expect(
      agenda.items.contains { $0.isOverdue(on: agenda.asOf) && $0.kind == .invoiceDue } == isOverdue
    )
  }

  /// By the shortest of the payment terms.
  @Test func isDueOnce() throws {
    let agenda = try Agenda(
      in: ledger.book(), asOf: day("2026-08-01"), through: day("2026-12-31"))
    let due = agenda.items.filter { $0.kind == .invoiceDue }
    #expect(
      due.map { "\($0.contract ?? "-") \($0.day) \($0.amount.map { "\($0)" } ?? "")" } == [
        "c-1, c-2 2026-08-30 307.00"
      ])
  }

  @Test(arguments: ["c-1", "c-2"])
  func isInTheHistoryOfBoth(contract: String) throws {
    let history = try History.all(in: ledger.book(contract: contract), window: nil)
    #expect(history.filter { $0.kind == "invoice" }.map(\.contract) == ["c-1, c-2"])
  }
}
