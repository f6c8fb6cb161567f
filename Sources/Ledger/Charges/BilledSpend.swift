package import Procurement
internal import SQLite
internal import Store

/// What was billed, by contract, billing month, SKU and currency: the figures under every report
/// of spend. Read from the roll-up, so that the time it takes does not grow with the lines.
package struct BilledSpend: Hashable, Sendable {
  /// The provider's slug.
  package let provider: String
  /// The buyer's slug.
  package let buyer: String
  /// The contract's reference; `nil` for spend outside contracts.
  package let contract: String?
  /// The billing month.
  package let month: Month
  /// The provider's code for what was billed; `nil` if the lines have none, or SKUs are not told
  /// apart.
  package let sku: String?
  /// The exact sum of the lines; negative if more was credited than billed.
  package let amount: Money
  /// How many lines it sums.
  package let lineCount: Int

  /// The spend of a part of an invoice or roll-up.
  package init(
    provider: String, buyer: String, contract: String?, month: Month, sku: String?, amount: Money,
    lineCount: Int
  ) {
    self.provider = provider
    self.buyer = buyer
    self.contract = contract
    self.month = month
    self.sku = sku
    self.amount = amount
    self.lineCount = lineCount
  }
}

extension Book {
  /// Spend of each month, contract and currency, and of each SKU if that is asked for.
  ///
  /// `window` is the billing months, `nil` for all; `isBySKU` says whether SKUs are told apart: most
  /// questions do not need it, and are faster.
  /// - Throws: `SQLiteError` if a sum does not fit 64 bits, or the store fails.
  package func spend(in window: MonthRange?, isBySKU: Bool = false) throws -> [BilledSpend] {
    var rows = try Statement(
      """
      SELECT provider_id, buyer_id, contract_id, billing_month, currency,
             iif(?6, sku_id, NULL) AS sku, sum(amount_units), sum(line_count)
      FROM spend_rollup
      WHERE \(Book.isInScope("spend_rollup"))
        AND (?4 IS NULL OR billing_month >= ?4) AND (?5 IS NULL OR billing_month < ?5)
      GROUP BY billing_month, provider_id, buyer_id, contract_id, currency, 6
      ORDER BY billing_month
      """, on: store.connection)
    try rows.bind(scopeValues + months(window) + [.integer(isBySKU ? 1 : 0)])
    let skus = isBySKU ? try self.skus : [:]
    var spend: [BilledSpend] = []
    while try rows.step() { spend.append(try BilledSpend(rows, self, skus)) }
    return spend
  }

  /// The two parameters of a window of billing months.
  func months(_ window: MonthRange?) -> [Value] {
    [
      window.map { .text($0.from.description) } ?? .null,
      window.map { .text($0.to.description) } ?? .null,
    ]
  }
}

extension BilledSpend {
  fileprivate init(_ row: borrowing Statement, _ book: Book, _ skus: [Int64: String]) throws {
    provider = book.slug(row.int64(0))
    buyer = book.slug(row.int64(1))
    contract = row.optionalInt64(2).map { book.reference($0) }
    month = try row.month(3)
    sku = row.optionalInt64(5).flatMap { skus[$0] }
    amount = Money(units: row.int64(6), of: try book.currency(row.string(4)))
    lineCount = row.number(7) ?? 0
  }
}
