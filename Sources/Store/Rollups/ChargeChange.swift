package import SQLite

/// Brings the roll-ups in step with invoices that an import or undo ended, and with those that an undo brought
/// back.
struct ChargeChange: ~Copyable {
  private var ended: Statement
  private var recorded: Statement
  private var charges: Statement
  private var spend: Statement

  init(_ store: borrowing Store) throws(SQLiteError) {
    let ended = try Statement("SELECT id FROM invoice WHERE ended_by = ?1", on: store.connection)
    let recorded = try Statement(
      "SELECT id FROM invoice WHERE recorded_by = ?1", on: store.connection)
    let charges = try Statement(
      """
      INSERT INTO charge
      SELECT provider_id, coalesce(contract_id, own_contract_id, 0), billing_month, currency, buyer_id,
             issued_on, coalesce(service_from, \(ChargeSums.Key.noService)),
             coalesce(service_to, \(ChargeSums.Key.noService)), charge_category, ?2,
             ?3 * sum(amount_units >> 32), ?3 * sum(amount_units & 4294967295), ?3 * count(*)
      FROM invoice JOIN invoice_line ON invoice_row_id = invoice.id
      WHERE invoice.id = ?1
      GROUP BY 2, 7, 8, 9
      ON CONFLICT DO UPDATE SET
          amount_high = amount_high + excluded.amount_high,
          amount_low = amount_low + excluded.amount_low,
          line_count = line_count + excluded.line_count
      """, on: store.connection)
    let spend = try Statement(
      """
      INSERT INTO spend_month
      SELECT provider_id, coalesce(contract_id, own_contract_id, 0), billing_month, currency, buyer_id,
             \(Store.lastDay("issued_on")),
             ?2 * sum((amount_units >> 32) * (charge_category <> 'Tax')),
             ?2 * sum((amount_units & 4294967295) * (charge_category <> 'Tax')),
             ?2 * sum(charge_category <> 'Tax'),
             ?2 * sum((amount_units >> 32) * (charge_category = 'Tax')),
             ?2 * sum((amount_units & 4294967295) * (charge_category = 'Tax')),
             ?2 * sum(charge_category = 'Tax')
      FROM invoice JOIN invoice_line ON invoice_row_id = invoice.id
      WHERE invoice.id = ?1
      GROUP BY 2
      \(ChargeRollup.addingToSpend)
      """, on: store.connection)
    self.ended = ended
    self.recorded = recorded
    self.charges = charges
    self.spend = spend
  }

  /// Takes the lines of invoices away that import or undo `number` ended.
  mutating func subtractInvoices(endedBy number: Int64) throws(SQLiteError) {
    try ended.bind(number, at: 1)
    while try ended.step() { try add(invoice: ended.int64(0), times: -1, import: number) }
  }

  /// Adds the lines of invoices that undo `number` brought back.
  mutating func addInvoices(recordedBy number: Int64) throws(SQLiteError) {
    try recorded.bind(number, at: 1)
    while try recorded.step() { try add(invoice: recorded.int64(0), times: 1, import: number) }
  }

  private mutating func add(
    invoice: Int64, times sign: Int64, import number: Int64
  ) throws(SQLiteError) {
    try charges.bind([.integer(invoice), .integer(number), .integer(sign)])
    try charges.run()
    try spend.bind([.integer(invoice), .integer(sign)])
    try spend.run()
  }
}

extension Store {
  /// The last day of a column's date in SQL: what must have happened counts from the last day that a
  /// date without a day can mean (METRICS, ruling 17).
  package static func lastDay(_ column: String) -> String {
    """
    CASE length(\(column))
      WHEN 10 THEN \(column)
      WHEN 7 THEN date(\(column) || '-01', '+1 month', '-1 day')
      ELSE \(column) || '-12-31' END
    """
  }

  /// Takes the lines of the invoices out of the roll-ups that import `number` ended.
  package func subtractRevisedInvoices(ofImport number: Int64) throws(SQLiteError) {
    var change = try ChargeChange(self)
    try change.subtractInvoices(endedBy: number)
  }
}
