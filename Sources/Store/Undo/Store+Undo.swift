internal import SQLite

// The steps of an undo, each in the transaction of its job.

extension Store {
  /// - Throws: `UndoError` for a number that is not that of a live import.
  func refuseUndoing(_ number: Int64) throws {
    var rows = try Statement(
      """
      SELECT kind = 'undo', undone_by, file_name,
             (SELECT id FROM import AS undone WHERE undone.undone_by = import.id),
             (SELECT file_name FROM import AS undone WHERE undone.undone_by = import.id)
      FROM import WHERE id = ?1
      """, on: connection)
    try rows.bind(number, at: 1)
    guard try rows.step() else {
      throw UndoError.unknown(number, last: try nextImportNumber() - 1)
    }
    if rows.int64(0) == 1 {
      throw UndoError.isUndo(number, of: rows.int64(3), fileName: rows.string(4))
    }
    if let undo = rows.optionalInt64(1) {
      throw UndoError.isUndone(number, by: undo, fileName: rows.string(2))
    }
  }

  /// Refuses to undo anything where a row does not say which import it is of: nobody would know which rows
  /// go.
  /// - Throws: `StoredRowError` for the first such row.
  func refuseRowsOfNoImport() throws {
    for table in RecordKind.allCases.map(\.table.name) {
      for column in ["recorded_by", "ended_by", "restored_from"] {
        var rows = try Statement(
          """
          SELECT id, \(column) FROM \(table)
          WHERE \(column) IS NOT NULL AND typeof(\(column)) <> 'integer' LIMIT 1
          """, on: connection)
        guard try rows.step() else { continue }
        throw StoredRowError(
          table: table, row: rows.int64(0), column: column, value: rows.value(1),
          reason: StoredRowError.notAnImport)
      }
    }
  }

  /// The number of the latest import that was not undone.
  func latestImport() throws(SQLiteError) -> Int64? {
    var rows = try Statement(
      "SELECT max(id) FROM import WHERE kind <> 'undo' AND undone_by IS NULL", on: connection)
    return try rows.step() ? rows.optionalInt64(0) : nil
  }

  /// Live imports of the same kind that found rows stored already: those of this one, perhaps.
  func importsWithUnchangedRows(
    after number: Int64
  ) throws(SQLiteError) -> [ImportWithUnchanged] {
    var rows = try Statement(
      """
      SELECT later.id, later.file_name, later.unchanged_rows
      FROM import JOIN import AS later ON later.kind = import.kind AND later.id > import.id
      WHERE import.id = ?1 AND later.undone_by IS NULL AND later.unchanged_rows > 0
      ORDER BY later.id
      """, on: connection)
    try rows.bind(number, at: 1)
    var imports: [ImportWithUnchanged] = []
    while try rows.step() {
      imports.append(
        ImportWithUnchanged(
          number: rows.int64(0), fileName: rows.string(1), rowCount: Int(rows.int64(2))))
    }
    return imports
  }

  /// Ends the live rows of an import's file.
  func endRows(ofImport number: Int64, by undo: Int64) throws(SQLiteError) -> RowCounts {
    var counts = RowCounts()
    for kind in RecordKind.allCases {
      var end = try Statement(
        """
        UPDATE \(kind.table.name) SET ended_by = ?1
        WHERE ended_by IS NULL AND coalesce(restored_from, recorded_by) = ?2
        """, on: connection)
      try end.bind([.integer(undo), .integer(number)])
      try end.run()
      counts.add(connection.changes, of: kind)
    }
    return counts
  }

  /// Ends the live rows of another import that refer to an invoice which an undo left without a row, or
  /// with one in another currency.
  func endRows(
    ofImport number: Int64, withInvoicesEndedBy undo: Int64
  ) throws(SQLiteError) -> RowCounts {
    var counts = RowCounts()
    for kind in RecordKind.ofInvoices {
      var end = try Statement(
        """
        UPDATE \(kind.table.name) SET ended_by = ?1
        WHERE ended_by IS NULL AND coalesce(restored_from, recorded_by) = ?2
          AND invoice_id IN (
              SELECT invoice_id FROM invoice AS gone
              WHERE ended_by = ?1 AND NOT EXISTS (
                  SELECT 1 FROM invoice AS live
                  WHERE live.invoice_id = gone.invoice_id AND live.ended_by IS NULL
                    AND live.currency = gone.currency))
        """, on: connection)
      try end.bind([.integer(undo), .integer(number)])
      try end.run()
      counts.add(connection.changes, of: kind)
    }
    return counts
  }

  /// Copies the rows that an import had ended: same identity and content, recorded by the undo.
  ///
  /// The old rows stay ended, since from the import to its undo they were not what was known.
  func restoreRows(endedBy number: Int64, as undo: Int64) throws(SQLiteError) -> RowCounts {
    var counts = RowCounts()
    for kind in RecordKind.allCases {
      let content = kind.content.joined(separator: ", ")
      var copy = try Statement(
        """
        INSERT INTO \(kind.table.name) (\(content), recorded_by, restored_from)
        SELECT \(content), ?1, coalesce(restored_from, recorded_by)
        FROM \(kind.table.name) AS old
        WHERE ended_by = ?2 \(kind.stillRevised) ORDER BY id
        """, on: connection)
      try copy.bind([.integer(undo), .integer(number)])
      try copy.run()
      counts.add(connection.changes, of: kind)
    }
    try copyParts(ofRowsEndedBy: number, to: undo)
    return counts
  }

  /// Copies what other tables hold of the rows: aliases, lines.
  private func copyParts(ofRowsEndedBy number: Int64, to undo: Int64) throws(SQLiteError) {
    for table in RecordKind.allCases.map(\.table) {
      guard let part = table.part, let identity = table.identity else { continue }
      var copy = try Statement(
        """
        INSERT INTO \(part.name) (\(part.owner), \(part.columns.joined(separator: ", ")))
        SELECT copy.id, \(part.columns.map { "part.\($0)" }.joined(separator: ", "))
        FROM \(table.name) AS copy
        JOIN \(table.name) AS old ON old.\(identity) = copy.\(identity) AND old.ended_by = ?2
        JOIN \(part.name) AS part ON part.\(part.owner) = old.id
        WHERE copy.recorded_by = ?1
        """, on: connection)
      try copy.bind([.integer(undo), .integer(number)])
      try copy.run()
    }
  }

  /// Writes the row of an undo, with the digest of what it brought back, and marks the import.
  func addUndo(
    _ undo: Int64, of number: Int64, restoredCount: Int, startedAt: String, finishedAt: String,
    programVersion: String
  ) throws(SQLiteError) {
    var add = try Statement(
      """
      INSERT INTO import (
          id, kind, new_rows, unchanged_rows, revised_rows, rejected_rows, started_at,
          finished_at, program_version, digest_version, digest)
      VALUES (?1, 'undo', ?2, 0, 0, 0, ?3, ?4, ?5, ?6, hex(zeroblob(32)))
      """, on: connection)
    try add.bind([
      .integer(undo), .number(restoredCount), .text(startedAt), .text(finishedAt),
      .text(programVersion), .integer(DigestLayout.version),
    ])
    try add.run()
    try seal(import: undo)
    var mark = try Statement("UPDATE import SET undone_by = ?1 WHERE id = ?2", on: connection)
    try mark.bind([.integer(undo), .integer(number)])
    try mark.run()
  }
}

extension RecordKind {
  /// Leaves out rows of an invoice whose revision went with the invoice before, and they with it.
  fileprivate var stillRevised: String {
    guard RecordKind.ofInvoices.contains(self) else { return "" }
    return """
      AND NOT EXISTS (
          SELECT 1 FROM \(table.name) AS revision
          JOIN import AS ending ON ending.id = revision.ended_by
          WHERE coalesce(revision.restored_from, revision.recorded_by) = ?2
            AND revision.invoice_id = old.invoice_id
            AND ending.kind = 'undo' AND ending.id <> ?1)
      """
  }
}
