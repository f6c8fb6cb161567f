package import Procurement
package import SQLite

/// Records revenue.
package struct RevenueTable: ~Copyable {
  private var facts: LooseFactTable

  /// Readies its statements for the facts of import `number`, which need not be stored yet.
  package init(
    _ store: borrowing Store, import number: Int64, isRevising: Bool = false
  ) throws(SQLiteError) {
    facts = try LooseFactTable(
      find: """
        SELECT currency, amount_units, source, confidence, notes,
               coalesce(restored_from, recorded_by), recorded_line, id
        FROM revenue
        WHERE organization_id = ?1 AND period_start = ?2 AND period_end = ?3 AND basis = ?4
          AND coalesce(as_of, '') = coalesce(?5, '') AND ended_by IS NULL
        """,
      add: """
        INSERT INTO revenue (
            organization_id, period_start, period_end, basis, as_of, currency, amount_units,
            source, confidence, notes, recorded_by, recorded_line)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        """,
      end: "UPDATE revenue SET ended_by = ?1 WHERE id = ?2",
      columns: [.plain("currency"), .money("amount")] + FactColumn.provenance,
      import: number, isRevising: isRevising, in: store)
  }

  /// Records a revenue that stands on `line` of the file.
  /// - Throws: `SQLiteError` where the schema refuses it.
  package mutating func record(_ revenue: Revenue, line: Int) throws(SQLiteError) -> Recording {
    try facts.record(
      key: [
        .id(revenue.organization), .day(revenue.period.from), .day(revenue.period.last),
        .name(revenue.basis), .date(revenue.asOf),
      ],
      content: [.text(revenue.amount.currency.code), .units(revenue.amount)]
        + revenue.provenance.values,
      in: revenue.amount.currency, line: line)
  }
}
