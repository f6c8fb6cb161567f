import Agenda
import Audit
import Ledger
import Procurement
import Queries
import SQLite
import Store
import TestLedger
import Testing

/// METRICS, ruling 15: what cannot be held is one figure's alone, and everything else is there. The fee of
/// 9 × 10^12 dollars fits, and no two of it do.
struct TooLargeTests {
  private let asOf: Day

  init() throws { asOf = try Day(parsing: "2026-11-28") }

  private func ledger() throws -> TestBook {
    var facts = ContractFacts()
    facts.fees = "c-1,2026-07,2028-12,9000000000000"
    return try facts.ledger()
  }

  @Test func leavesTheRestOfExposureAndObligations() throws {
    let ledger = try ledger()
    let exposure = try #require(
      try ExitExposure.all(in: ledger.book(), asOf: asOf, convention: .months).first)
    #expect(exposure.monthlyFee.value?.description == "9000000000000.00")
    #expect(exposure.scheduled.total.unavailable?.code == .tooLarge)
    #expect(exposure.costToLeave.unavailable?.code == .tooLarge)
    #expect(exposure.exitOn.value?.description == "2027-02-26")
    let obligation = try #require(
      try PurchaseObligation.all(
        in: ledger.book(), asOf: asOf, convention: .months
      ).first)
    #expect(obligation.ladder.unavailable?.code == .tooLarge)
  }

  /// No exit whose fee is too large is taken for a free one, and none ends a report.
  @Test func findsNoFreeExitWhereTheFeeIsTooLarge() throws {
    let deal = Deal(
      terms: "2026-01-01,2027-12-31,30",
      files: [
        .fees: Deal.fees + "c-1,,2026-01,2027-12,100",
        .terminationFees: Deal.leaving + "c-1,2026-06-01,,9223372036854.775807,1",
      ])
    // Leaving costs too much all the time: it runs to its end.
    let obligation = try deal.obligation("2027-09-30")
    #expect(obligation.exitOn.value?.description == "2028-01-01")
    #expect(obligation.ladder.map(\.total).shown == "303.33")
  }

  @Test func leavesTheRestOfImports() throws {
    let ledger = try ledger()
    try ledger.add(
      .invoices,
      """
      provider,number,contract,currency,billing_month,issued_on,amount
      spacex,I-1,c-1,USD,2026-07,2026-08-01,9000000000000
      spacex,I-2,c-1,USD,2026-08,2026-09-01,9000000000000
      """)
    let imports = try ImportEntry.all(in: ledger.store)
    #expect(imports.map(\.kind).suffix(1) == ["invoices"])
    #expect(imports.last?.totals.map { $0.figure.unavailable?.code } == [.tooLarge])
  }

  /// An older release kept minimums and quantities that no file may say any more.
  @Test func leavesTheRestOfAnOlderBook() throws {
    let ledger = try ContractFacts().ledger()
    try ledger.add(
      .commitments,
      """
      contract,from,to,kind,minimum,unit,interval
      c-1,2026-07-01,2028-12-31,usage,1000,hour,term
      c-1,2026-07-01,2028-12-31,spend,1200,,term
      """)
    try ledger.add(
      .invoices,
      """
      provider,number,contract,currency,billing_month,issued_on,amount,sku,quantity,unit
      spacex,I-1,c-1,USD,2026-08,2026-09-01,10,h100,2,hour
      spacex,I-2,c-1,USD,2026-09,2026-10-01,10,h100,2,hour
      """)
    try ledger.store.connection.execute(
      """
      UPDATE commitment SET minimum_quantity = '10000000000000000000000000000' WHERE kind = 'usage';
      UPDATE invoice_line SET quantity = '123456789012345678901234567890.12345678'
      WHERE invoice_row_id = (SELECT min(id) FROM invoice)
      """)
    let rows = try CommitmentProgress.all(in: ledger.book(), asOf: asOf, paceMonths: 3)
    #expect(
      rows.map { $0.committed.value?.text ?? $0.committed.reason ?? "" } == [
        "1200.00", "too large",
      ])
    let agenda = try Agenda(in: ledger.book(), asOf: asOf, through: day("2029-12-31"))
    #expect(agenda.contractsTooLarge == ["c-1"])
    let prices = try UnitPrice.all(in: ledger.book(), window: nil, asOf: asOf)
    #expect(
      prices.map { $0.quantity.value?.description ?? $0.quantity.reason ?? "" } == [
        "123456789012345678901234567890.12345678", "2",
      ])
    _ = try AuditReport(in: ledger.book(), asOf: asOf)
  }

  @Test func leavesTheRestOfUnbilled() throws {
    let report = try UnbilledReport(in: try ledger().book(), window: nil, asOf: asOf)
    #expect(report.months.first?.unbilled.value?.description == "9000000000000.00")
    #expect(report.schedules.first?.months.unavailable?.code == .tooLarge)
  }
}
