package import Procurement
package import SQLite

/// Records what happened to contracts.
package struct ContractEventTable: ~Copyable {
  private var facts: FactTable

  /// Readies its statements for the facts of import `number`, which need not be stored yet.
  package init(
    _ store: borrowing Store, import number: Int64, isRevising: Bool = false
  ) throws(SQLiteError) {
    facts = try FactTable(
      find: """
        SELECT value_change_units, new_total_units, subject, figure, other_figure,
               source, confidence, notes, coalesce(restored_from, recorded_by), recorded_line, id
        FROM contract_event
        WHERE contract_id = ?1 AND occurred_on = ?2 AND kind = ?3 AND summary = ?4
          AND ended_by IS NULL
        """,
      add: """
        INSERT INTO contract_event (
            contract_id, occurred_on, kind, summary,
            value_change_units, new_total_units, subject, figure, other_figure,
            source, confidence, notes, recorded_by, recorded_line)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
        """,
      end: "UPDATE contract_event SET ended_by = ?1 WHERE id = ?2",
      columns: [
        .money("value_change"), .money("new_total"), .plain("subject"), .plain("figure"),
        .plain("other_figure"),
      ] + FactColumn.provenance,
      import: number, isRevising: isRevising, in: store)
  }

  /// Records an event that stands on `line` of the file; `currency` is that of the contract.
  /// - Throws: `SQLiteError` where the schema refuses it.
  package mutating func record(
    _ event: ContractEvent, in currency: Currency, line: Int
  ) throws(SQLiteError) -> Recording {
    try facts.record(
      key: [
        .id(event.contract), .date(event.occurredOn), .name(event.kind), .text(event.summary),
      ],
      content: [
        .units(event.valueChange), .units(event.newTotal), .text(event.dispute?.subject),
        .text(event.dispute?.figure), .text(event.dispute?.otherFigure),
      ] + event.provenance.values,
      in: currency, line: line)
  }
}
