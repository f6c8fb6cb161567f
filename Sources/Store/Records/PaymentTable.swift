package import Procurement
package import SQLite

/// Records payments.
package struct PaymentTable: ~Copyable {
  private var facts: LooseFactTable

  /// Readies its statements for the facts of import `number`, which need not be stored yet.
  package init(
    _ store: borrowing Store, import number: Int64, isRevising: Bool = false
  ) throws(SQLiteError) {
    facts = try LooseFactTable(
      find: """
        SELECT paid_on, amount_units, source, confidence, notes,
               coalesce(restored_from, recorded_by), recorded_line, id
        FROM payment WHERE invoice_id = ?1 AND reference = ?2 AND ended_by IS NULL
        """,
      add: """
        INSERT INTO payment (
            invoice_id, reference, paid_on, amount_units,
            source, confidence, notes, recorded_by, recorded_line)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """,
      end: "UPDATE payment SET ended_by = ?1 WHERE id = ?2",
      columns: [.plain("paid_on"), .money("amount")] + FactColumn.provenance,
      import: number, isRevising: isRevising, in: store)
  }

  /// Records a payment that stands on `line` of the file.
  /// - Throws: `SQLiteError` where the schema refuses it.
  package mutating func record(_ payment: Payment, line: Int) throws(SQLiteError) -> Recording {
    try facts.record(
      key: [.id(payment.invoice), .text(payment.reference)],
      content: [.date(payment.paidOn), .units(payment.amount)] + payment.provenance.values,
      in: payment.amount.currency, line: line)
  }
}
