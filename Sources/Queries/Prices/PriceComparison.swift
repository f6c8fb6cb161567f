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

  /// Prices of the same SKU, whatever its case, unit, currency and month, put side by side.
  package static func all(_ prices: [UnitPrice]) throws -> [PriceComparison] {
    let groups = Dictionary(grouping: prices) {
      Key(
        sku: $0.sku.lowercased(), unit: $0.unit?.lowercased(), currency: $0.currency,
        month: $0.month)
    }
    return try groups.values.map { try PriceComparison($0) }.sorted { $0.order < $1.order }
  }

  private struct Key: Hashable {
    let sku: String
    let unit: String?
    let currency: Currency
    let month: Month
  }

  private init(_ prices: [UnitPrice]) throws {
    let first = prices[0]
    sku = first.sku
    unit = first.unit
    currency = first.currency
    month = first.month
    mean = try PriceComparison.price(prices)
    providers = try Dictionary(grouping: prices, by: \.provider).compactMap { provider, own in
      try PriceComparison.price(own).value.map { Offer(provider: provider, price: $0) }
    }.sorted {
      ($0.price.rounded(toUnitsOf: 1_000_000), $0.provider)
        < ($1.price.rounded(toUnitsOf: 1_000_000), $1.provider)
    }
  }

  private static func price(_ prices: [UnitPrice]) throws -> Figure<Ratio> {
    var quantity = ExactDecimal.zero
    var amount = Money.zero(prices[0].currency)
    for price in prices {
      guard let sum = quantity.adding(price.quantity) else {
        return .unavailable(.tooLarge, "too large")
      }
      quantity = sum
      amount = try amount.adding(price.amount)
    }
    let ratio = try Ratio(
      Int128(amount.units) * .powerOfTen(quantity.decimals),
      over: quantity.coefficient * .powerOfTen(amount.currency.scale))
    return ratio.map { .known($0) } ?? .unavailable(.zero, "quantity is zero")
  }

  private var order: (String, String, String, Int) {
    (sku.lowercased(), unit ?? "", currency.code, month.number)
  }
}
