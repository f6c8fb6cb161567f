package import Procurement
internal import SQLite
package import Store

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
  /// The provider's code for what was billed; `nil` where the lines have none, or SKUs are not told
  /// apart.
  package let sku: String?
  /// The exact sum of the lines; negative where more was credited than billed.
  package let amount: Money
  /// How many lines it sums.
  package let lineCount: Int

  /// Spend of each month, contract and currency, and of each SKU where that is asked for.
  ///
  /// `window` is the billing months, `nil` for all; `isBySKU` says whether SKUs are told apart: most
  /// questions do not need it, and are faster.
  /// - Throws: `SQLiteError` where a sum does not fit 64 bits, or the store fails.
  package static func all(
    _ selection: Selection, in window: MonthRange?, isBySKU: Bool = false,
    from store: borrowing Store
  ) throws -> [BilledSpend] {
    var rows = try Statement(
      """
      WITH spend AS (
          SELECT provider_id, buyer_id, contract_id, billing_month, currency,
                 iif(?6, sku_id, NULL) AS sku_id,
                 sum(amount_units) AS units, sum(line_count) AS lines
          FROM spend_rollup
          WHERE (?1 IS NULL OR buyer_id = ?1) AND (?2 IS NULL OR provider_id = ?2)
            AND (?3 IS NULL OR contract_id = ?3)
            AND (?4 IS NULL OR billing_month >= ?4) AND (?5 IS NULL OR billing_month < ?5)
          GROUP BY billing_month, provider_id, buyer_id, contract_id, currency, 6
      )
      SELECT provider.slug, buyer.slug, contract.reference, billing_month, sku.name,
             currency.code, minor_digits, scale, units, lines
      FROM spend
      JOIN currency ON currency.code = spend.currency
      JOIN live_organization AS provider ON provider.organization_id = spend.provider_id
      JOIN live_organization AS buyer ON buyer.organization_id = spend.buyer_id
      LEFT JOIN live_contract AS contract ON contract.contract_id = spend.contract_id
      LEFT JOIN sku ON sku.id = sku_id
      ORDER BY billing_month
      """, on: store.connection)
    try rows.bind(selection, from: 1)
    try rows.bind(window?.from.description, at: 4)
    try rows.bind(window?.to.description, at: 5)
    try rows.bind(isBySKU ? 1 : 0, at: 6)
    var spend: [BilledSpend] = []
    while try rows.step() {
      spend.append(
        BilledSpend(
          provider: rows.string(0), buyer: rows.string(1), contract: rows.optionalString(2),
          month: try rows.month(3), sku: rows.optionalString(4),
          amount: Money(units: rows.int64(8), of: rows.currency(from: 5)),
          lineCount: rows.number(9) ?? 0))
    }
    return spend
  }
}
