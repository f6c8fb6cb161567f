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
  /// Lends what was bought from each provider under each contract, and outside of contracts, by lines that
  /// have a SKU and a quantity: usage and purchases, on invoices issued by the end of a day; `window` is
  /// the billing months, `nil` for all. The sums of all contracts may be too much to hold.
  package func forEachPricedContract(
    in window: MonthRange?, issuedBy day: Day,
    _ body: ([PriceSum.Key: PriceSum]) throws -> Void
  ) throws {
    var invoices = try PricedInvoices(self, in: window, issuedBy: day)
    var lines = try Statement(
      """
      SELECT sku_id, unit_id, quantity, amount_units
      FROM invoice_line
      WHERE invoice_row_id = ?1 AND own_contract_id IS ?2 AND sku_id IS NOT NULL AND quantity IS NOT NULL
        AND charge_category IN ('Usage', 'Purchase')
      """, on: store.connection)
    var sums: [PriceSum.Key: PriceSum] = [:]
    var last: PricedInvoice?
    while let invoice = try invoices.next() {
      if let last, !invoice.isOfContract(of: last) {
        try body(sums)
        sums.removeAll(keepingCapacity: true)
      }
      last = invoice
      try lines.bind(invoice.rowID, at: 1)
      try lines.bind(invoice.ownContract, at: 2)
      while try lines.step() {
        guard let quantity = try lines.written(2)?.value else { continue }
        let key = invoice.key(sku: lines.int64(0), unit: lines.optionalInt64(1))
        sums[key, default: PriceSum(invoice.currency)].add(quantity, lines.int64(3))
      }
    }
    if !sums.isEmpty { try body(sums) }
  }
}

/// Live invoices of the scope and parts of divided ones, those of one provider and contract together.
private struct PricedInvoices: ~Copyable {
  private var rows: Statement
  private let book: Book

  init(_ book: Book, in window: MonthRange?, issuedBy day: Day) throws {
    let parts = InvoicePart.union { contract, own in
      "invoice.id, provider_id, \(contract) AS contract, currency, billing_month, \(own) AS own"
    } where: { contract in
      """
      ended_by IS NULL AND \(book.isInScope("invoice", contract: contract))
      AND (?4 IS NULL OR billing_month >= ?4) AND (?5 IS NULL OR billing_month < ?5)
      AND \(Store.lastDay("issued_on")) <= ?6
      """
    }
    var rows = try Statement(
      "SELECT * FROM (\(parts)) ORDER BY provider_id, contract", on: book.store.connection)
    try rows.bind(book.scopeValues + book.months(window) + [.text(day.description)])
    self.rows = rows
    self.book = book
  }

  mutating func next() throws -> PricedInvoice? {
    guard try rows.step() else { return nil }
    return PricedInvoice(
      rowID: rows.int64(0), provider: OrganizationID(number: rows.int64(1)),
      contract: rows.optionalInt64(2).map { ContractID(number: $0) },
      currency: try book.currency(rows.string(3)), month: try rows.month(4),
      ownContract: rows.optionalInt64(5))
  }
}

private struct PricedInvoice {
  let rowID: Int64
  let provider: OrganizationID
  let contract: ContractID?
  let currency: Currency
  let month: Month
  /// The contract that its lines have as their own.
  let ownContract: Int64?

  func isOfContract(of other: PricedInvoice) -> Bool {
    provider == other.provider && contract == other.contract
  }

  func key(sku: Int64, unit: Int64?) -> PriceSum.Key {
    PriceSum.Key(
      series: PriceSum.Series(
        provider: provider, contract: contract, sku: sku, unit: unit, currency: currency),
      month: month)
  }
}

extension PriceSum {
  fileprivate mutating func add(_ quantity: ExactDecimal, _ units: Int64) {
    self.quantity.add(quantity)
    amount.add(units: Int128(units))
    lineCount += 1
  }
}
