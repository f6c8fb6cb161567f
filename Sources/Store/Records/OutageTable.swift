package import Procurement
package import SQLite

/// Records capacity that was down.
package struct OutageTable: ~Copyable {
  private var facts: LooseFactTable

  /// Readies its statements for the facts of import `number`, which need not be stored yet.
  package init(
    _ store: borrowing Store, import number: Int64, isRevising: Bool = false
  ) throws(SQLiteError) {
    facts = try LooseFactTable(
      find: """
        SELECT to_time, is_excluded, cause,
               source, confidence, notes, coalesce(restored_from, recorded_by), recorded_line, id
        FROM outage
        WHERE contract_id = ?1 AND coalesce(tranche, '') = coalesce(?2, '') AND from_time = ?3 AND ended_by IS NULL
        """,
      add: """
        INSERT INTO outage (
            contract_id, tranche, from_time, to_time, is_excluded, cause,
            source, confidence, notes, recorded_by, recorded_line)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        """,
      end: "UPDATE outage SET ended_by = ?1 WHERE id = ?2",
      columns: [
        .plain("to"), .flag("excluded"), .plain("cause"),
      ] + FactColumn.provenance,
      import: number, isRevising: isRevising, in: store)
  }

  /// Records an outage that stands on `line` of the file.
  /// - Throws: `SQLiteError` where the schema refuses it.
  package mutating func record(
    _ outage: Outage, line: Int
  ) throws(SQLiteError) -> Recording {
    try facts.record(
      key: [.id(outage.contract), .text(outage.tranche), .moment(outage.from)],
      content: [.moment(outage.to), .flag(outage.isExcluded), .text(outage.cause)]
        + outage.provenance.values,
      line: line)
  }
}
