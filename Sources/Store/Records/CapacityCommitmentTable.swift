package import Procurement
package import SQLite

/// Records capacity that contracts promise.
package struct CapacityCommitmentTable: ~Copyable {
  private var facts: LooseFactTable

  /// Readies its statements for the facts of import `number`, which need not be stored yet.
  package init(
    _ store: borrowing Store, import number: Int64, isRevising: Bool = false
  ) throws(SQLiteError) {
    facts = try LooseFactTable(
      find: """
        SELECT site, accelerator, accelerator_count, kilowatts, mw_basis, due_on,
               source, confidence, notes, coalesce(restored_from, recorded_by), recorded_line, id
        FROM capacity_commitment WHERE contract_id = ?1 AND tranche = ?2 AND ended_by IS NULL
        """,
      add: """
        INSERT INTO capacity_commitment (
            contract_id, tranche,
            site, accelerator, accelerator_count, kilowatts, mw_basis, due_on,
            source, confidence, notes, recorded_by, recorded_line)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
        """,
      end: "UPDATE capacity_commitment SET ended_by = ?1 WHERE id = ?2",
      columns: [
        .plain("site"), .plain("accelerator"), .plain("accelerator_count"),
        .kilowatts("capacity_mw"), .plain("mw_basis"), .plain("due_on"),
      ] + FactColumn.provenance,
      import: number, isRevising: isRevising, in: store)
  }

  /// Records a promise that stands on `line` of the file.
  /// - Throws: `SQLiteError` where the schema refuses it.
  package mutating func record(
    _ commitment: CapacityCommitment, line: Int
  ) throws(SQLiteError) -> Recording {
    try facts.record(
      key: [.id(commitment.contract), .text(commitment.tranche)],
      content: [.text(commitment.site)] + commitment.capacity.values + [.date(commitment.dueOn)]
        + commitment.provenance.values,
      line: line)
  }
}
