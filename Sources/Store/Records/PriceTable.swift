package import Procurement
package import SQLite

/// Records the unit prices of contracts.
package struct PriceTable: ~Copyable {
  private var facts: LooseFactTable

  /// Readies its statements for the facts of import `number`, which need not be stored yet.
  package init(
    _ store: borrowing Store, import number: Int64, isRevising: Bool = false
  ) throws(SQLiteError) {
    facts = try LooseFactTable(
      find: """
        SELECT to_month, unit, unit_price,
               source, confidence, notes, coalesce(restored_from, recorded_by), recorded_line, id
        FROM contract_price
        WHERE contract_id = ?1 AND sku = ?2 AND from_month = ?3 AND ended_by IS NULL
        """,
      add: """
        INSERT INTO contract_price (
            contract_id, sku, from_month, to_month, unit, unit_price,
            source, confidence, notes, recorded_by, recorded_line)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        """,
      end: "UPDATE contract_price SET ended_by = ?1 WHERE id = ?2",
      columns: [
        .plain("to_month"), .plain("unit"), .plain("unit_price"),
      ] + FactColumn.provenance,
      import: number, isRevising: isRevising, in: store)
  }

  /// Records a price that stands on `line` of the file.
  /// - Throws: `SQLiteError` where the schema refuses it.
  package mutating func record(
    _ price: ContractPrice, line: Int
  ) throws(SQLiteError) -> Recording {
    try facts.record(
      key: [.id(price.contract), .text(price.sku), .month(price.fromMonth)],
      content: [.month(price.toMonth), .text(price.unit), .decimal(price.unitPrice)]
        + price.provenance.values,
      line: line)
  }
}
