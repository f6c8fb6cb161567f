import Imports
import Store
import Testing

/// Undoing invoices takes only those payments and disputes with them that refer to them.
struct UndoOfInvoicesTests {
  private static let payments = """
    provider,number,paid_on,amount,reference
    nimbus,N-1,2026-08-20,3,B-1
    nimbus,N-1,2026-08-21,2,B-2
    corvid,C-1,2026-08-22,6,B-3
    corvid,C-1,2026-08-23,1,B-4
    """

  private let fixture: Fixture

  /// Imports 3 and 4 are invoices of two suppliers, 5 the payments of both, 6 a dispute of one.
  init() throws {
    fixture = try Fixture()
    try fixture.take(.invoices, invoice("nimbus,N-1,NMB-1", "USD,5"), as: "nimbus.csv")
    try fixture.take(.invoices, invoice("corvid,C-1,CRV-7", "EUR,7"), as: "corvid.csv")
    try fixture.take(.payments, UndoOfInvoicesTests.payments, as: "bank.csv")
    try fixture.take(
      .disputes, "provider,number,opened_on,amount,reason\nnimbus,N-1,2026-08-02,1,late\n")
  }

  private func invoice(_ start: String, _ end: String) -> String {
    "provider,number,contract,billing_month,issued_on,currency,total\n"
      + "\(start),2026-07,2026-07-31,\(end)\n"
  }

  private func undo(_ number: Int64?, cascade: Bool = true) throws -> [UndoneImport] {
    try UndoJob(
      number: number, isCascading: cascade, programVersion: "0",
      clock: { "2026-11-23T18:00:00Z" }
    ).run(in: fixture.store)
  }

  private func livePayments() throws -> [String] {
    try fixture.rows("SELECT reference FROM payment WHERE ended_by IS NULL ORDER BY reference")
  }

  private func expectDigests() throws {
    for number in 1..<(try fixture.store.nextImportNumber()) {
      #expect(
        try fixture.store.digest(ofImport: number) == fixture.store.storedDigest(ofImport: number))
    }
  }

  @Test func endsTheirRowsAlone() throws {
    let dependents = try fixture.store.dependents(ofImport: 3)
    #expect(dependents.map(\.number) == [5, 6])
    #expect(dependents.map(\.isWhole) == [false, true])
    #expect(dependents.map(\.rows.total) == [2, 1])
    #expect(throws: UndoError.hasDependents(3, dependents)) { try undo(3, cascade: false) }
    let undone = try undo(3)
    #expect(undone.map(\.number) == [6, 5, 3])
    #expect(undone.map(\.undo) == [7, 8, 8])
    #expect(undone.map(\.ended.total) == [1, 2, 1])
    #expect(try livePayments() == ["B-3", "B-4"])
    #expect(
      try fixture.rows("SELECT id FROM import WHERE undone_by IS NOT NULL ORDER BY id") == [
        "3", "6",
      ])
    #expect(
      try fixture.rows(
        "SELECT count(*) FROM payment WHERE recorded_by <= 6 AND (ended_by IS NULL OR ended_by > 6)"
      )
        == ["4"])
    try expectDigests()
  }

  @Test func letsTheFilesBeImportedAgain() throws {
    _ = try undo(3)
    try fixture.take(.invoices, invoice("nimbus,N-1,NMB-1", "USD,5"), as: "nimbus.csv")
    let again = try fixture.take(.payments, UndoOfInvoicesTests.payments, as: "bank.csv")
    #expect((again.tally.new, again.tally.unchanged) == (2, 2))
    #expect(try livePayments() == ["B-1", "B-2", "B-3", "B-4"])
    // The first file has what is left of it; the second, what it recorded.
    #expect(try undo(5).map(\.ended.total) == [2])
    #expect(try livePayments() == ["B-1", "B-2"])
    try expectDigests()
  }

  @Test func bringsNoPaymentBackWhoseInvoiceIsGone() throws {
    var options = ImportOptions()
    options.isRevising = true
    let revised = UndoOfInvoicesTests.payments.replacing("08-20,3", with: "08-20,1")
      .replacing("08-22,6", with: "08-22,5")
    #expect(try fixture.take(.payments, revised, options).tally.revised == 2)
    #expect(try undo(3).map(\.number) == [6, 7, 5, 3])
    #expect(try livePayments() == ["B-3", "B-4"])
    #expect(try undo(7).map(\.restored.total) == [1])
    #expect(
      try fixture.rows(
        "SELECT reference, amount_units FROM payment WHERE ended_by IS NULL ORDER BY reference")
        == ["B-3|6000000", "B-4|1000000"])
    try expectDigests()
  }

  @Test func undoesTheLatestThatIsLeft() throws {
    #expect(try undo(nil).map(\.number) == [6])
    #expect(try undo(nil).map(\.number) == [5])
    #expect(try undo(nil).map(\.number) == [4])
    for _ in 1...3 { _ = try undo(nil) }
    #expect(throws: UndoError.nothing) { try undo(nil) }
  }
}
