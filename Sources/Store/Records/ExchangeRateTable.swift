package import Procurement
package import SQLite

/// Records exchange rates.
package struct ExchangeRateTable: ~Copyable {
  private var facts: LooseFactTable

  /// Readies its statements for the facts of import `number`, which need not be stored yet.
  package init(
    _ store: borrowing Store, import number: Int64, isRevising: Bool = false
  ) throws(SQLiteError) {
    facts = try LooseFactTable(
      find: """
        SELECT rate, source, confidence, notes, coalesce(restored_from, recorded_by), recorded_line, id
        FROM fx_rate WHERE day = ?1 AND base = ?2 AND quote = ?3 AND ended_by IS NULL
        """,
      add: """
        INSERT INTO fx_rate (
            day, base, quote, rate, source, confidence, notes, recorded_by, recorded_line)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """,
      end: "UPDATE fx_rate SET ended_by = ?1 WHERE id = ?2",
      columns: [.plain("rate")] + FactColumn.provenance,
      import: number, isRevising: isRevising, in: store)
  }

  /// Records a rate that stands on `line` of the file.
  /// - Throws: `SQLiteError` where the schema refuses it.
  package mutating func record(_ rate: ExchangeRate, line: Int) throws(SQLiteError) -> Recording {
    try facts.record(
      key: [.day(rate.day), .text(rate.base.code), .text(rate.quote.code)],
      content: [.decimal(rate.rate)] + rate.provenance.values,
      line: line)
  }
}
