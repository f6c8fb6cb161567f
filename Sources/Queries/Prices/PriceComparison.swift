internal import Ledger
package import Procurement

/// What one unit of a SKU cost in a month at different providers.
package struct PriceComparison: Hashable, Sendable {
  /// What was bought.
  package let sku: String
  /// What the price is for one of; `nil` if the lines do not say.
  package let unit: String?
  /// The currency of the lines.
  package let currency: Currency
  /// The billing month.
  package let month: Month
  /// Each provider with its price, from the lowest: amounts over quantities of all its contracts.
  package let providers: [Offer]
  /// All amounts over all quantities: never a mean of prices (METRICS, rule 2).
  package let mean: Figure<Ratio>

  /// The price of one provider.
  package struct Offer: Hashable, Sendable {
    /// The provider's slug.
    package let provider: String
    /// Amount over quantity.
    package let price: Ratio
  }

  /// Prices of the same SKU, whatever its case, unit, however it is spelled, currency and month, put
  /// side by side.
  package static func all(_ prices: [UnitPrice]) -> [PriceComparison] {
    let groups = Dictionary(grouping: prices) {
      Key(
        sku: $0.sku.lowercased(), unit: $0.unit.map { UnitName($0) }, currency: $0.currency,
        month: $0.month)
    }
    return groups.values.map { PriceComparison($0) }.sorted { $0.order < $1.order }
  }

  private struct Key: Hashable {
    let sku: String
    let unit: UnitName?
    let currency: Currency
    let month: Month
  }

  private init(_ prices: [UnitPrice]) {
    let first = prices[0]
    sku = prices.map(\.sku).min() ?? first.sku
    unit = prices.compactMap(\.unit).plainest
    currency = first.currency
    month = first.month
    mean = PriceComparison.price(prices)
    providers = Dictionary(grouping: prices, by: \.provider).compactMap { provider, own in
      PriceComparison.price(own).value.map { Offer(provider: provider, price: $0) }
    }.sorted {
      ($0.price.rounded(toUnitsOf: 1_000_000), $0.provider)
        < ($1.price.rounded(toUnitsOf: 1_000_000), $1.provider)
    }
  }

  private static func price(_ prices: [UnitPrice]) -> Figure<Ratio> {
    var sum = PriceSum(prices[0].currency)
    for price in prices { sum.add(price.sum) }
    return sum.price
  }

  private var order: (String, String, String, Int) {
    (sku.lowercased(), unit ?? "", currency.code, month.number)
  }
}
