import Procurement
import SQLite
import Store
import TestLedger
import Testing

struct RecordRowsTests: ~Copyable {
  private let fixture: Fixture
  private let may = Month(year: 2026, month: 5)

  init() throws {
    fixture = try Fixture()
  }

  @Test func readsWhereARowStands() throws {
    _ = try FactKind.fee.record(fixture.store, line: 7)
    try FactKind.fee.revise(fixture.store, line: 8)
    var fees = try RecordRows<Fee>(
      fixture.store, try RecordLookups(fixture.store), where: "contract_id = ?1",
      [.integer(1)])
    #expect(try fees.next()?.monthlyFee == .dollars(100))
    #expect(fees.id == 1)
    #expect(fees.identity == 1)
    #expect(fees.origin == Origin(importNumber: 2, line: 7))
    #expect(fees.endedBy == 3)
    #expect(try fees.next()?.toMonth == nil)
    #expect(fees.endedBy == nil)
    #expect(try fees.next() == nil)
  }

  @Test func tellsAnUndoFromTheImportThatItBroughtBack() throws {
    _ = try FactKind.contract.record(fixture.store, line: 7)
    try fixture.store.importing { number in
      var table = try FactTable<Contract>(fixture.store, import: number, isRevising: true)
      _ = try table.record(.sample(reference: "C-2"), line: 8)
    }
    _ = try UndoJob(number: 3, programVersion: "1", clock: { "2026-11-23T18:00:02Z" })
      .run(in: fixture.store)
    var contracts = try RecordRows<Contract>(
      fixture.store, try RecordLookups(fixture.store),
      where: "ended_by IS NULL AND reference = 'C-2'")
    #expect(try contracts.next()?.title == "Two")
    #expect(contracts.id == 4)
    #expect(contracts.identity == 2)
    #expect(contracts.origin == Origin(importNumber: 2, line: 7))
  }

  @Test(arguments: [
    ("from_month = '2026-13'", #"from_month "2026-13" has a month that is not 01 to 12"#),
    ("to_month = '2026-04'", #"to_month "2026-04" is before from_month"#),
    ("monthly_fee_units = -1", "monthly_fee_units -1 is negative; give 0 or more"),
    ("confidence = 'sure'", #"confidence "sure" is not a word that this program knows"#),
    ("contract_id = 9", "contract_id 9 is a contract that is not recorded"),
  ])
  func refusesARowThatNoImportWrites(change: String, reason: String) throws {
    _ = try FactKind.fee.record(fixture.store)
    try fixture.store.connection.execute(
      """
      PRAGMA foreign_keys = OFF;
      PRAGMA ignore_check_constraints = ON;
      UPDATE fee_schedule SET \(change)
      """)
    var fees = try RecordRows<Fee>(fixture.store, try RecordLookups(fixture.store))
    do {
      _ = try fees.next()
      Issue.record("it was read")
    } catch let error as StoredRowError {
      #expect("\(error)" == "fee_schedule row 1: \(reason)")
    }
  }
}
