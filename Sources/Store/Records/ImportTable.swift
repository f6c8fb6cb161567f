package import SQLite

/// One imported file: what it was, and the outcome.
package struct ImportRecord: Hashable, Sendable {
  /// Its place among all imports and undos, from 1.
  package let number: Int64
  /// `invoices`, `fees`, …: the word of the command line.
  package let kind: String
  /// The file's name, as the user gave it.
  package let fileName: String
  /// SHA-256 of its bytes, 64 lowercase hexadecimal digits.
  package let sha256: String
  /// How many bytes the file had.
  package let byteCount: Int
  /// How many rows were stored.
  package let newRows: Int
  /// How many rows were stored before, and the same.
  package let unchangedRows: Int
  /// How many rows were stored in the place of others of their keys.
  package let revisedRows: Int
  /// How many rows were refused while the others were stored.
  package let rejectedRows: Int
  /// UTC, `2026-11-23T18:00:00Z`.
  package let startedAt: String
  /// UTC, never before `startedAt`.
  package let finishedAt: String
  /// The version of the program that imported it.
  package let programVersion: String
  /// What it was read by; `nil` where it was in this program's own layout.
  package let mapping: MappingRecord?

  /// The columns of its row that never change.
  package static let columns = [
    "id", "kind", "file_name", "sha256", "byte_count", "new_rows", "unchanged_rows",
    "revised_rows", "rejected_rows", "started_at", "finished_at", "program_version",
    "digest_version", "mapping_name", "mapping_sha256",
  ]

  /// What came of an import; nothing is checked here.
  package init(
    number: Int64, kind: String, fileName: String, sha256: String, byteCount: Int, newRows: Int,
    unchangedRows: Int, revisedRows: Int = 0, rejectedRows: Int = 0, startedAt: String,
    finishedAt: String, programVersion: String, mapping: MappingRecord? = nil
  ) {
    self.number = number
    self.kind = kind
    self.fileName = fileName
    self.sha256 = sha256
    self.byteCount = byteCount
    self.newRows = newRows
    self.unchangedRows = unchangedRows
    self.revisedRows = revisedRows
    self.rejectedRows = rejectedRows
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.programVersion = programVersion
    self.mapping = mapping
  }
}

extension Store {
  /// The number that the next import gets.
  package func nextImportNumber() throws(SQLiteError) -> Int64 {
    var rows = try Statement("SELECT coalesce(max(id), 0) + 1 FROM import", on: connection)
    return try rows.step() ? rows.int64(0) : 1
  }

  /// The latest import of a file of these bytes and kind by the same mapping, and was not
  /// undone.
  package func importNumber(
    ofFile sha256: String, kind: String, mapping: MappingRecord? = nil
  ) throws(SQLiteError) -> Int64? {
    var rows = try Statement(
      """
      SELECT id FROM import
      WHERE kind = ?1 AND sha256 = ?2 AND mapping_sha256 IS ?3 AND undone_by IS NULL
      ORDER BY id DESC LIMIT 1
      """, on: connection)
    try rows.bind([.text(kind), .text(sha256), .text(mapping?.sha256)])
    return try rows.step() ? rows.int64(0) : nil
  }

  /// The latest import of a file of these bytes and kind that was not undone and was read by another mapping
  /// than this, and the name of that one; `nil` stands for none.
  package func importByAnotherMapping(
    ofFile sha256: String, kind: String, than mapping: MappingRecord?
  ) throws(SQLiteError) -> (number: Int64, mapping: String?)? {
    var rows = try Statement(
      """
      SELECT id, mapping_name FROM import
      WHERE kind = ?1 AND sha256 = ?2 AND mapping_sha256 IS NOT ?3 AND undone_by IS NULL
      ORDER BY id DESC LIMIT 1
      """, on: connection)
    try rows.bind([.text(kind), .text(sha256), .text(mapping?.sha256)])
    return try rows.step() ? (rows.int64(0), rows.optionalString(1)) : nil
  }

  /// Whether a live import stored all rows of a file of this kind and size, and still has them.
  package func hasImport(
    ofKind kind: String, byteCount: Int
  ) throws(SQLiteError) -> Bool {
    var rows = try Statement(
      """
      SELECT 1 FROM import
      WHERE kind = ?1 AND byte_count = ?2 AND undone_by IS NULL AND rejected_rows = 0
        \(RecordKind(rawValue: kind)?.isComplete ?? "")
      LIMIT 1
      """, on: connection)
    try rows.bind(kind, at: 1)
    try rows.bind(Int64(byteCount), at: 2)
    return try rows.step()
  }

  /// The name of the file of an import.
  package func fileName(ofImport number: Int64) throws(SQLiteError) -> String? {
    var rows = try Statement("SELECT file_name FROM import WHERE id = ?1", on: connection)
    try rows.bind(number, at: 1)
    return try rows.step() ? rows.optionalString(0) : nil
  }

  /// Closes an import: writes its row, with the digest of all that it recorded; `invoices` is the
  /// sum of the invoices among it, which are read back where it is not known.
  package func add(_ record: ImportRecord, invoices: RowSum? = nil) throws(SQLiteError) {
    // The digest is of the row, too, and takes the place of the zeros.
    var add = try Statement(
      """
      INSERT INTO import (
          id, kind, file_name, sha256, byte_count, new_rows, unchanged_rows, revised_rows,
          rejected_rows, started_at, finished_at, program_version, digest_version, mapping_name,
          mapping_sha256, digest)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, hex(zeroblob(32)))
      """, on: connection)
    if let mapping = record.mapping { try self.add(mapping) }
    try add.bind([
      .integer(record.number), .text(record.kind), .text(record.fileName), .text(record.sha256),
      .number(record.byteCount), .number(record.newRows), .number(record.unchangedRows),
      .number(record.revisedRows), .number(record.rejectedRows), .text(record.startedAt),
      .text(record.finishedAt), .text(record.programVersion), .integer(DigestLayout.version),
      .text(record.mapping?.name),
      .text(record.mapping?.sha256),
    ])
    try add.run()
    if record.kind == RecordKind.invoices.rawValue { try addTotals(ofImport: record.number) }
    try seal(import: record.number, invoices: invoices)
  }
}

extension Store {
  /// What the invoices of imports come to, by import and currency, in halves of 64 bits, which a sum of
  /// whole ones may not fit; of `condition`.
  package static func importTotals(where condition: String = "restored_from IS NULL") -> String {
    """
    SELECT recorded_by, currency, sum(total_units >> 32), sum(total_units & 4294967295)
    FROM invoice
    WHERE \(condition)
    GROUP BY recorded_by, currency
    """
  }

  /// Keeps what the invoices of an import come to, so that the list of imports reads none.
  private func addTotals(ofImport number: Int64) throws(SQLiteError) {
    var add = try Statement(
      """
      INSERT INTO import_total (import_id, currency, units_high, units_low)
      \(Store.importTotals(where: "recorded_by = ?1 AND restored_from IS NULL"))
      """, on: connection)
    try add.bind(number, at: 1)
    try add.run()
  }
}

extension RecordKind {
  /// Leaves out imports of which rows ended with the invoices that they refer to.
  fileprivate var isComplete: String {
    guard RecordKind.ofInvoices.contains(self) else { return "" }
    return """
      AND NOT EXISTS (
          SELECT 1 FROM \(table.name) AS fact JOIN import AS ending ON ending.id = fact.ended_by
          WHERE coalesce(fact.restored_from, fact.recorded_by) = import.id
            AND ending.kind = 'undo')
      """
  }
}
