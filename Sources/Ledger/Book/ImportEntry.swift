package import Procurement
internal import SQLite
package import Store

/// One import or undo, as `offtake imports` lists it.
package struct ImportEntry: Hashable, Sendable {
  /// Its place among all imports and undos, from 1.
  package let number: Int64
  /// `invoices`, `fees`, …, or `undo`.
  package let kind: String
  /// As the user called the file; `nil` for an undo.
  package let fileName: String?
  /// SHA-256 of the file's bytes; `nil` for an undo.
  package let sha256: String?
  /// How many bytes the file had; `nil` for an undo.
  package let byteCount: Int?
  /// Rows that were stored; those that an undo brought back.
  package let newRows: Int
  /// Rows that were stored before, and the same.
  package let unchangedRows: Int
  /// Rows that were stored in the place of others.
  package let revisedRows: Int
  /// Rows that were refused while the others were stored.
  package let rejectedRows: Int
  /// UTC, `2026-11-23T18:00:00Z`.
  package let startedAt: String
  /// UTC, `2026-11-23T18:00:01Z`.
  package let finishedAt: String
  /// The version of the program that wrote it.
  package let programVersion: String
  /// The mapping that the file was read by; `nil` where it was in this program's own layout.
  package let mapping: String?
  /// SHA-256 of the mapping's text.
  package let mappingSHA256: String?
  /// SHA-256 over the digest before it and the rows that it recorded.
  package let digest: String
  /// Whether its rows still count.
  package let state: State
  /// What an import of invoices billed, by currency.
  package let totals: [MoneySum]

  /// Whether the rows of an import still count.
  package enum State: Hashable, Sendable {
    /// They do.
    case live
    /// They were undone, by the undo of this number.
    case undone(by: Int64)
    /// It is the undo of this import; `nil` in a damaged store.
    case undo(of: Int64?)
  }

  /// Every import and undo, in the order in which they came.
  /// - Throws: `SQLiteError`.
  package static func all(in store: Store) throws -> [ImportEntry] {
    let totals = try ImportEntry.totals(store)
    var rows = try Statement(
      """
      SELECT import.id, import.kind, import.file_name, import.sha256, import.byte_count,
             import.new_rows, import.unchanged_rows, import.revised_rows, import.rejected_rows,
             import.started_at, import.finished_at, import.program_version, import.digest,
             import.undone_by, max(undone.id), import.mapping_name, import.mapping_sha256
      FROM import LEFT JOIN import AS undone ON undone.undone_by = import.id
      GROUP BY import.id ORDER BY import.id
      """, on: store.connection)
    var entries: [ImportEntry] = []
    while try rows.step() {
      entries.append(ImportEntry(rows, totals: totals[rows.int64(0)] ?? []))
    }
    return entries
  }

  private init(_ row: borrowing Statement, totals: [MoneySum]) {
    number = row.int64(0)
    kind = row.string(1)
    fileName = row.optionalString(2)
    sha256 = row.optionalString(3)
    byteCount = row.number(4)
    newRows = Int(row.int64(5))
    unchangedRows = Int(row.int64(6))
    revisedRows = Int(row.int64(7))
    rejectedRows = Int(row.int64(8))
    startedAt = row.string(9)
    finishedAt = row.string(10)
    programVersion = row.string(11)
    digest = row.string(12)
    mapping = row.optionalString(15)
    mappingSHA256 = row.optionalString(16)
    state =
      row.string(1) == "undo"
      ? .undo(of: row.optionalInt64(14))
      : row.optionalInt64(13).map { .undone(by: $0) } ?? .live
    self.totals = totals
  }

  /// Billed by each import that was not an undo, by currency.
  private static func totals(_ store: Store) throws -> [Int64: [MoneySum]] {
    let currencies = try CurrencyTable(store)
    var rows = try Statement(
      """
      SELECT import_id, currency, units_high, units_low
      FROM import_total ORDER BY import_id, currency
      """, on: store.connection)
    var totals: [Int64: [MoneySum]] = [:]
    while try rows.step() {
      // A reference of the schema keeps others out.
      guard let currency = currencies[rows.string(1)] else { continue }
      totals[rows.int64(0), default: []].append(MoneySum(currency, units: rows.wideSum(2)))
    }
    return totals
  }
}
