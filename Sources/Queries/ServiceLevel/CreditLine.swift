internal import Procurement
internal import SQLite
internal import Store

/// Credits on an invoice or credit note of a contract, for the same days.
struct CreditLine {
  let contract: ContractID
  /// The first and the last day of the service; the whole billing month where no line says.
  let days: DayRange
  /// What was credited: more than 0.
  let amount: Money
  let evidence: Evidence

  /// The credits of live invoices under the selected contracts that were issued by the end of a day.
  static func all(
    _ selection: Selection, issuedBy day: Day, from store: borrowing Store
  ) throws -> [CreditLine] {
    var rows = try Statement(
      """
      SELECT invoice.contract_id, invoice.billing_month, line.service_from, line.service_to,
             currency.code, minor_digits, scale, sum(line.amount_units), invoice.number,
             import.id, import.file_name, min(line.recorded_line), invoice.source,
             invoice.notes
      FROM invoice
      JOIN invoice_line AS line ON line.invoice_row_id = invoice.id
      JOIN currency ON currency.code = invoice.currency
      JOIN import ON import.id = invoice.recorded_by
      WHERE invoice.ended_by IS NULL AND invoice.contract_id IS NOT NULL
        AND line.charge_category = 'Credit'
        AND (?1 IS NULL OR invoice.buyer_id = ?1)
        AND (?2 IS NULL OR invoice.provider_id = ?2)
        AND (?3 IS NULL OR invoice.contract_id = ?3)
        AND substr(invoice.issued_on || '-01-01', 1, 10) <= ?4
      GROUP BY invoice.id, line.service_from, line.service_to
      ORDER BY invoice.issued_on, invoice.id, line.service_from
      """, on: store.connection)
    try rows.bind(selection, from: 1)
    try rows.bind(day.description, at: 4)
    var lines: [CreditLine] = []
    while try rows.step() { lines.append(try CreditLine(rows)) }
    return lines
  }

  private init(_ row: borrowing Statement) throws {
    let amount = try Money(exactly: -Int128(row.int64(7)), of: row.currency(from: 4))
    contract = ContractID(number: row.int64(0))
    days = try row.service(from: 2) ?? DayRange(of: row.month(1))
    self.amount = amount
    evidence = Evidence("credit on \(row.string(8))", amount, row, from: 9)
  }

  /// Whether any of it is for days of a month.
  func isFor(_ month: Month) -> Bool { days.overlap(DayRange(of: month)) > 0 }
}
