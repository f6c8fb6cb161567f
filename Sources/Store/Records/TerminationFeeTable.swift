package import Procurement
package import SQLite

/// Records what leaving contracts costs.
package struct TerminationFeeTable: ~Copyable {
  private var facts: LooseFactTable

  /// Readies its statements for the facts of import `number`, which need not be stored yet.
  package init(
    _ store: borrowing Store, import number: Int64, isRevising: Bool = false
  ) throws(SQLiteError) {
    facts = try LooseFactTable(
      find: """
        SELECT to_day, fee_units, remaining_percent,
               source, confidence, notes, coalesce(restored_from, recorded_by), recorded_line, id
        FROM termination_fee
        WHERE contract_id = ?1 AND from_day = ?2 AND ended_by IS NULL
        """,
      add: """
        INSERT INTO termination_fee (
            contract_id, from_day, to_day, fee_units, remaining_percent,
            source, confidence, notes, recorded_by, recorded_line)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """,
      end: "UPDATE termination_fee SET ended_by = ?1 WHERE id = ?2",
      columns: [
        .plain("to"), .money("fee"), .plain("remaining_percent"),
      ] + FactColumn.provenance,
      import: number, isRevising: isRevising, in: store)
  }

  /// Records a fee that stands on `line` of the file; `currency` is that of the contract.
  /// - Throws: `SQLiteError` where the schema refuses it.
  package mutating func record(
    _ fee: TerminationFee, in currency: Currency, line: Int
  ) throws(SQLiteError) -> Recording {
    try facts.record(
      key: [.id(fee.contract), .day(fee.from)],
      content: [.day(fee.to), .units(fee.fee), .decimal(fee.remainingPercent)]
        + fee.provenance.values,
      in: currency, line: line)
  }
}
