import Agenda
import Audit
import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// Disputes of invoices (METRICS, rulings 11 and 37): I-1 of 100, due on 2026-03-02, and I-2 of 60.
struct DisputeTests: ~Copyable {
  private let ledger: TestBook

  init() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      "provider,reference,buyer,currency,payment_terms_days\nspacex,c-1,anthropic,USD,30")
    try ledger.add(
      .invoices,
      """
      provider,number,contract,currency,billing_month,issued_on,due_on,total
      spacex,I-1,c-1,USD,2026-01,2026-01-31,2026-03-02,100
      spacex,I-2,c-1,USD,2026-02,2026-02-28,2026-03-30,60
      """)
    try ledger.add(
      .payments, "provider,number,reference,paid_on,amount\nspacex,I-2,W,2026-03-30,60")
    self.ledger = ledger
  }

  private func dispute(_ rows: String) throws {
    try ledger.add(
      .disputes, "provider,number,opened_on,amount,reason,resolved_on,outcome\n" + rows)
  }

  private func agenda(_ asOf: String) throws -> [String] {
    let asOf = try day(asOf)
    return try Agenda(in: ledger.book(), asOf: asOf, through: day("2026-12-31")).items.map { item in
      let state = item.isOverdue(on: asOf) ? "!" : ""
      return "\(item.kind.rawValue)\(state) \(item.subject ?? "") \(item.what)"
    }
  }

  private func findings(_ asOf: String) throws -> [String] {
    try AuditReport(in: ledger.book(), asOf: day(asOf)).findings.map { finding in
      [finding.subject, finding.code.rawValue, finding.found, finding.dispute].compactMap { $0 }
        .joined(separator: " | ")
    }
  }

  @Test func leavesTheDisputedPartOut() throws {
    try dispute("spacex,I-1,2026-02-10,40,billed before delivery,,")
    #expect(
      try agenda("2026-04-10") == [
        "dispute_open I-1 40.00 USD disputed since 2026-02-10: billed before delivery",
        "invoice_due! I-1 60.00 USD of 100.00 USD is due; 40.00 USD is disputed",
      ])
    #expect(
      try findings("2026-04-10") == [
        "I-1 | overdue | was due on 2026-03-02; 60.00 USD is unpaid, besides 40.00 USD in dispute | "
          + "40.00 USD disputed since 2026-02-10: billed before delivery"
      ])
    // On the day before it was not disputed.
    #expect(
      try agenda("2026-02-09") == ["invoice_due I-1 100.00 USD is due"])
  }

  /// Without a day, it begins on its first and is resolved on its last.
  @Test(arguments: [("2026-02-01", true), ("2026-03-30", true), ("2026-03-31", false)])
  func disputesAllOfItUntilItIsResolved(asOf: String, isOpen: Bool) throws {
    try dispute("spacex,I-1,2026-02,,never ordered,2026-03,withdrawn")
    #expect(
      try agenda(asOf)
        == (isOpen
          ? ["dispute_open I-1 whole invoice disputed since 2026-02: never ordered"]
          : ["invoice_due! I-1 100.00 USD is due"]))
    #expect(
      try findings(asOf)
        == (isOpen ? [] : ["I-1 | overdue | was due on 2026-03-02; 100.00 USD is unpaid"]))
  }

  @Test func addsUpDisputesUpToWhatIsOpen() throws {
    try dispute("spacex,I-1,2026-02-10,70,price,,\nspacex,I-1,2026-02-12,50,hours,,")
    #expect(
      try agenda("2026-04-10").map { String($0.prefix(16)) } == [
        "dispute_open I-1", "dispute_open I-1",
      ])
    #expect(try findings("2026-04-10") == [])
  }

  /// What was paid can be disputed, too, and is billed and spent all the same.
  @Test func changesNoSpend() throws {
    try dispute("spacex,I-2,2026-04-10,,paid twice,,")
    #expect(
      try agenda("2026-04-10").contains(
        "dispute_open I-2 whole invoice disputed since 2026-04-10: paid twice"))
    let billed = try ledger.book().spend(in: nil, issuedBy: day("2026-12-31"))
    #expect(billed.map(\.sum.net.figure.words) == ["100.00", "60.00"])
  }

  @Test func isToldByTheHistory() throws {
    try dispute("spacex,I-1,2026-02-10,40,billed before delivery,2026-03-05,settled")
    let history = try History.all(in: ledger.book(), window: months("2026-02..2026-03"))
      .filter { $0.kind.hasPrefix("dispute") }
    #expect(
      history.map { entry in
        "\(entry.date.map { "\($0)" } ?? "") \(entry.kind) \(entry.amount.map { "\($0)" } ?? "") "
          + "\(entry.summary), \(place(entry.evidence))"
      } == [
        "2026-02-10 dispute opened 40.00 invoice I-1: billed before delivery, "
          + "disputes.csv:2 (import 5)",
        "2026-03-05 dispute resolved 40.00 invoice I-1: settled, disputes.csv:2 (import 5)",
      ])
    let details = try InvoiceDetails(number: "I-1", issuedIn: nil, in: ledger.book())
    #expect(details.disputes.map(\.reason) == ["billed before delivery"])
  }

  /// A dispute has the two times of every fact.
  @Test func isNotKnownBeforeItsImport() throws {
    try dispute("spacex,I-1,2026-02-10,40,price,,")
    let before = try ledger.store.snapshot(knownAt: KnownAt(parsing: "4")) {
      try Book(ledger.store).disputes.count
    }
    #expect(before == 0)
    #expect(try ledger.book().disputes.count == 1)
  }
}
