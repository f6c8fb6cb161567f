internal import Procurement
internal import SQLite
internal import Store

/// A live invoice or credit note, as the audit looks at it; what is noted of its lines refers to it.
final class AuditedInvoice {
  let rowID: Int64
  let id: InvoiceID
  let provider: OrganizationID
  let contract: ContractID?
  let number: String
  let billingMonth: Month
  let issuedOn: PartialDate
  let dueOn: PartialDate?
  let total: Money
  let isCreditNote: Bool
  /// What was paid of it; `nil` where nothing is recorded.
  let paid: Int128?
  let firstPaidOn: PartialDate?
  let importNumber: Int64
  let line: Int
  let source: String?
  let notes: String?

  /// The live invoices of a selection; those of one provider and contract follow on each other.
  ///
  /// Those that were issued, and what was paid, by the end of a day.
  static func statement(
    _ selection: Selection, asOf: Day, from store: borrowing Store
  ) throws -> Statement {
    var rows = try Statement(
      """
      SELECT invoice.id, invoice.provider_id, invoice.contract_id, number, billing_month,
             issued_on, due_on, total_units, currency.code, minor_digits, scale,
             invoice.kind = 'credit_note', payment.high, payment.low, payment.first_paid_on,
             coalesce(invoice.restored_from, invoice.recorded_by), invoice.recorded_line,
             invoice.source, invoice.notes, invoice.invoice_id
      FROM invoice
      JOIN currency ON currency.code = invoice.currency
      LEFT JOIN (
          SELECT invoice_id,
                 -- Halves of 32 bits, since SQLite's sum of whole ones may not fit.
                 sum(amount_units >> 32) AS high, sum(amount_units & 4294967295) AS low,
                 min(paid_on) AS first_paid_on
          FROM payment
          WHERE ended_by IS NULL AND substr(paid_on || '-01-01', 1, 10) <= ?4
          GROUP BY invoice_id) AS payment ON payment.invoice_id = invoice.invoice_id
      WHERE invoice.ended_by IS NULL
        AND (?1 IS NULL OR invoice.buyer_id = ?1)
        AND (?2 IS NULL OR invoice.provider_id = ?2)
        AND (?3 IS NULL OR invoice.contract_id = ?3)
        AND substr(invoice.issued_on || '-01-01', 1, 10) <= ?4
      ORDER BY invoice.provider_id, invoice.contract_id, invoice.id
      """, on: store.connection)
    try rows.bind(selection, from: 1)
    try rows.bind(asOf.description, at: 4)
    return rows
  }

  init(_ row: borrowing Statement) throws {
    rowID = row.int64(0)
    id = InvoiceID(number: row.int64(19))
    provider = OrganizationID(number: row.int64(1))
    contract = row.optionalInt64(2).map { ContractID(number: $0) }
    number = row.string(3)
    billingMonth = try row.month(4)
    issuedOn = try PartialDate(parsing: row.string(5))
    dueOn = try row.partialDate(6)
    total = Money(units: row.int64(7), of: row.currency(from: 8))
    isCreditNote = row.int64(11) == 1
    paid = row.optionalInt64(12).map { Int128($0) << 32 + Int128(row.int64(13)) }
    firstPaidOn = try row.partialDate(14)
    importNumber = row.int64(15)
    line = row.number(16) ?? 0
    source = row.optionalString(17)
    notes = row.optionalString(18)
  }
}

/// A line of an invoice, as the audit looks at it.
struct AuditedLine {
  let number: Int
  let sku: Int64?
  let unit: Int64?
  let quantity: ExactDecimal?
  let unitPrice: ExactDecimal?
  let amount: Money
  /// Whether it says of which days it is.
  let hasService: Bool
  /// The days of its service; the billing month where it has none.
  let days: DayRange
  let category: ChargeCategory

  /// The lines of the row of an invoice, which is bound as the first parameter.
  static func statement(in store: borrowing Store) throws -> Statement {
    try Statement(
      """
      SELECT line_no, sku_id, unit_id, quantity, unit_price, amount_units, service_from,
             service_to, charge_category
      FROM invoice_line
      WHERE invoice_row_id = ?1
      ORDER BY line_no
      """, on: store.connection)
  }

  init(_ row: borrowing Statement, of invoice: AuditedInvoice) throws {
    number = row.number(0) ?? 0
    sku = row.optionalInt64(1)
    unit = row.optionalInt64(2)
    quantity = try row.decimal(3)
    unitPrice = try row.decimal(4)
    amount = Money(units: row.int64(5), of: invoice.total.currency)
    let service = row.service(from: 6)
    hasService = service != nil
    days = service ?? DayRange(of: invoice.billingMonth)
    category = row.choice(8) ?? .usage
  }

  /// Whether it buys something: neither a tax nor a credit.
  var isCharge: Bool { category != .tax && category != .credit }
}
