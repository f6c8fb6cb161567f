package import Procurement
package import SQLite

/// Records which findings of the audit were accepted.
package struct AcceptanceTable: ~Copyable {
  private var facts: LooseFactTable

  /// Readies its statements for the facts of import `number`, which need not be stored yet.
  package init(
    _ store: borrowing Store, import number: Int64, isRevising: Bool = false
  ) throws(SQLiteError) {
    facts = try LooseFactTable(
      find: """
        SELECT facts, why,
               source, confidence, notes, coalesce(restored_from, recorded_by), recorded_line, id
        FROM audit_acceptance
        WHERE provider_id = ?1 AND code = ?2 AND subject = ?3 AND ended_by IS NULL
        """,
      add: """
        INSERT INTO audit_acceptance (
            provider_id, code, subject, facts, why,
            source, confidence, notes, recorded_by, recorded_line)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """,
      end: "UPDATE audit_acceptance SET ended_by = ?1 WHERE id = ?2",
      columns: [
        .plain("facts"), .plain("why"),
      ] + FactColumn.provenance,
      import: number, isRevising: isRevising, in: store)
  }

  /// Records an acceptance that stands on `line` of the file.
  /// - Throws: `SQLiteError` where the schema refuses it.
  package mutating func record(
    _ acceptance: Acceptance, line: Int
  ) throws(SQLiteError) -> Recording {
    try facts.record(
      key: [.id(acceptance.provider), .name(acceptance.code), .text(acceptance.subject)],
      content: [.text(acceptance.facts), .text(acceptance.why)]
        + acceptance.provenance.values,
      line: line)
  }
}
