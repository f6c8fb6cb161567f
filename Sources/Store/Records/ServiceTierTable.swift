package import Procurement
package import SQLite

/// Records the service levels of contracts.
package struct ServiceTierTable: ~Copyable {
  private var facts: LooseFactTable

  /// Readies its statements for the facts of import `number`, which need not be stored yet.
  package init(
    _ store: borrowing Store, import number: Int64, isRevising: Bool = false
  ) throws(SQLiteError) {
    facts = try LooseFactTable(
      find: """
        SELECT credit_percent,
               source, confidence, notes, coalesce(restored_from, recorded_by), recorded_line, id
        FROM sla_tier
        WHERE contract_id = ?1 AND below_percent = ?2 AND ended_by IS NULL
        """,
      add: """
        INSERT INTO sla_tier (
            contract_id, below_percent, credit_percent,
            source, confidence, notes, recorded_by, recorded_line)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """,
      end: "UPDATE sla_tier SET ended_by = ?1 WHERE id = ?2",
      columns: [
        .plain("credit")
      ] + FactColumn.provenance,
      import: number, isRevising: isRevising, in: store)
  }

  /// Records a tier that stands on `line` of the file.
  /// - Throws: `SQLiteError` where the schema refuses it.
  package mutating func record(
    _ tier: ServiceTier, line: Int
  ) throws(SQLiteError) -> Recording {
    try facts.record(
      key: [.id(tier.contract), .decimal(tier.belowPercent)],
      content: [.decimal(tier.creditPercent)]
        + tier.provenance.values,
      line: line)
  }
}
