package import Procurement
internal import SQLite
internal import Store

/// A line of an invoice, as it is stored.
package struct BookedLine: Hashable, Sendable {
  /// From 1, unique in its invoice.
  package let number: Int
  /// The id of the provider's code for what is billed.
  package let sku: Int64?
  /// What is billed, in the provider's words; read for showing it.
  package let description: String?
  /// How much is billed, exact.
  package let quantity: ExactDecimal?
  /// The id of what the quantity counts.
  package let unit: Int64?
  /// The price of one, exact.
  package let unitPrice: ExactDecimal?
  /// Rounded half to even to the stored unit.
  package let amount: Money
  /// The amount as it was given, if the store had to round it.
  package let exactAmount: ExactDecimal?
  /// The days of its service, as far as the line says.
  package let service: DayRange?
  /// What kind of charge it is.
  package let category: ChargeCategory
}

/// The lines of one invoice after another.
package struct LineRows: ~Copyable {
  private var rows: Statement

  /// Readies the question.
  package init(_ book: Book) throws {
    rows = try Statement(
      """
      SELECT line_no, sku_id, description, quantity, unit_id, unit_price, amount_units,
             amount_text, service_from, service_to, charge_category
      FROM invoice_line
      WHERE invoice_row_id = ?1
      ORDER BY line_no
      """, on: book.store.connection)
  }

  /// The lines of an invoice, by number; their descriptions only if these are asked for.
  package mutating func lines(
    of invoice: BookedInvoice, withDescriptions: Bool = false
  ) throws -> [BookedLine] {
    try rows.bind(invoice.rowID, at: 1)
    var lines: [BookedLine] = []
    while try rows.step() {
      lines.append(try BookedLine(rows, in: invoice.total.currency, withDescriptions))
    }
    return lines
  }
}

extension BookedLine {
  fileprivate init(
    _ row: borrowing Statement, in currency: Currency, _ withDescription: Bool
  ) throws {
    number = row.number(0) ?? 0
    sku = row.optionalInt64(1)
    description = withDescription ? row.optionalString(2) : nil
    quantity = try row.decimal(3)
    unit = row.optionalInt64(4)
    unitPrice = try row.decimal(5)
    amount = Money(units: row.int64(6), of: currency)
    exactAmount = try row.decimal(7)
    service = row.service(from: 8)
    category = try row.choice(10)
  }
}
