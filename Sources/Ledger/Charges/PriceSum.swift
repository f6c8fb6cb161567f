package import Procurement
internal import SQLite
internal import Store

/// Quantity and amount of the lines of one SKU, unit, contract and billing month.
package struct PriceSum: Hashable, Sendable {
  /// What the lines have in common through the months.
  package struct Series: Hashable, Sendable {
    /// Who bills.
    package let provider: OrganizationID
    /// The contract; `nil` for invoices outside contracts.
    package let contract: ContractID?
    /// The ids of what is billed and of what its quantity counts.
    package let sku: Int64, unit: Int64?
    /// The currency of the lines.
    package let currency: Currency
  }

  /// A month of a series.
  package struct Key: Hashable, Sendable {
    /// The series.
    package let series: Series
    /// The billing month.
    package let month: Month
  }

  /// The exact sum of the quantities.
  package private(set) var quantity = DecimalSum()
  /// The exact sum of the amounts.
  package private(set) var amount: MoneySum
  /// How many lines there are.
  package private(set) var lineCount = 0

  /// The sum of no lines.
  package init(_ currency: Currency) { amount = MoneySum(currency) }

  /// Adds the lines of another sum of the currency.
  package mutating func add(_ other: PriceSum) {
    quantity.add(other.quantity)
    amount.add(other.amount)
    lineCount += other.lineCount
  }
}

extension Book {
  /// What was bought by lines that have a SKU and a quantity: usage and purchases, on invoices issued
  /// by the end of a day; `window` is the billing months, `nil` for all.
  package func priceSums(
    in window: MonthRange?, issuedBy day: Day
  ) throws -> [PriceSum.Key: PriceSum] {
    var rows = try Statement(
      """
      SELECT invoice.provider_id, invoice.contract_id, line.sku_id, line.unit_id,
             invoice.currency, invoice.billing_month, line.quantity, line.amount_units
      FROM invoice
      JOIN invoice_line AS line ON line.invoice_row_id = invoice.id
      WHERE invoice.ended_by IS NULL AND line.sku_id IS NOT NULL AND line.quantity IS NOT NULL
        AND line.charge_category IN ('Usage', 'Purchase') AND \(Book.isInScope("invoice"))
        AND (?4 IS NULL OR invoice.billing_month >= ?4)
        AND (?5 IS NULL OR invoice.billing_month < ?5)
        AND \(Book.lastDay("invoice.issued_on")) <= ?6
      """, on: store.connection)
    try rows.bind(scopeValues + months(window) + [.text(day.description)])
    var sums: [PriceSum.Key: PriceSum] = [:]
    while try rows.step() {
      guard let quantity = try rows.decimal(6) else { continue }
      let key = try PriceSum.Key(rows, self)
      sums[key, default: PriceSum(key.series.currency)].add(quantity, rows.int64(7))
    }
    return sums
  }
}

extension PriceSum.Key {
  fileprivate init(_ row: borrowing Statement, _ book: Book) throws {
    series = PriceSum.Series(
      provider: OrganizationID(number: row.int64(0)),
      contract: row.optionalInt64(1).map { ContractID(number: $0) }, sku: row.int64(2),
      unit: row.optionalInt64(3), currency: try book.currency(row.string(4)))
    month = try row.month(5)
  }
}

extension PriceSum {
  fileprivate mutating func add(_ quantity: ExactDecimal, _ units: Int64) {
    self.quantity.add(quantity)
    amount.add(units: Int128(units))
    lineCount += 1
  }
}
