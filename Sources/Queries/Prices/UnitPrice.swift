package import Procurement
internal import SQLite
package import Store

/// What one unit of a SKU cost in a billing month, and how that changed.
package struct UnitPrice: Hashable, Sendable {
  /// The provider's slug.
  package let provider: String
  /// The contract's reference; `nil` for invoices outside contracts.
  package let contract: String?
  /// What was bought.
  package let sku: String
  /// What the price is for one of; `nil` where the lines do not say.
  package let unit: String?
  /// The currency of the lines.
  package let currency: Currency
  /// The billing month.
  package let month: Month
  /// The sum of the quantities of the lines that have one.
  package let quantity: ExactDecimal
  /// The sum of the amounts of these lines.
  package let amount: Money
  /// How many they are.
  package let lineCount: Int
  /// Amount over quantity, divided once, or why there is none.
  package let price: KnownOr<Ratio>
  /// The month before that has the SKU; `nil` for the first.
  package let previousMonth: Month?
  /// The change against that month (METRICS, M3).
  package let change: RatioFigure
  /// What the contract fixes for the month, of the same unit, or why nothing is compared.
  package let fixed: KnownOr<FixedPrice>
  /// The change against that (METRICS, M3).
  package let changeFromFixed: RatioFigure
  /// The amount less the quantity at the fixed price, rounded half to even to the coin.
  package let variance: KnownOr<Money>
}

extension UnitPrice {
  /// The prices of the selected contracts' usage and purchases, by SKU, provider, contract, unit and
  /// month, of invoices that were issued by the as-of day; `window` is the billing months, `nil` for all,
  /// `skus` are the only ones wanted, all where it is empty, whatever their case.
  ///
  /// - Throws: `UnknownNameError` for a SKU that the store does not have; `MoneyError` where a sum does
  ///   not fit.
  package static func all(
    _ selection: Selection, skus: [String] = [], in window: MonthRange?, asOf: Day,
    from store: borrowing Store
  ) throws -> [UnitPrice] {
    let wanted = try SKUNames.ids(of: skus, from: store)
    let sums = try PriceSum.all(selection, in: window, asOf: asOf, from: store)
      .filter { wanted.isEmpty || wanted.contains($0.key.sku) }
    let fixed = try FixedPrices.all(selection, from: store)
    let names = try SKUNames(store)
    // Names are compared once for each run of months, not once for each month.
    let series = Dictionary(grouping: sums) { $0.key.series }
      .map { (order: $0.order(names), months: $1) }.sorted { $0.order < $1.order }
    var prices: [UnitPrice] = []
    prices.reserveCapacity(sums.count)
    for (_, months) in series {
      var previous: UnitPrice?
      for (key, sum) in months.sorted(by: { $0.key.month < $1.key.month }) {
        let price = try UnitPrice(key, sum, after: previous, fixed, names)
        prices.append(price)
        previous = price
      }
    }
    return prices
  }

  private init(
    _ key: PriceSum.Key, _ sum: PriceSum, after previous: UnitPrice?,
    _ prices: [ContractID: FixedPrices], _ names: SKUNames
  ) throws {
    let sku = names.skus[key.sku] ?? "?"
    let unit = key.unit.flatMap { names.units[$0] }
    let amount = try Money(exactly: sum.units, of: key.currency)
    let price = UnitPrice.price(amount, sum.quantity)
    let fixed = UnitPrice.fixed(
      key.contract.flatMap { prices[$0] }, sku: sku, unit: unit, in: key.month)
    provider = names.organizations.slug(of: key.provider)
    contract = key.contract.map { names.contracts.reference(of: $0) }
    self.sku = sku
    self.unit = unit
    currency = key.currency
    month = key.month
    quantity = sum.quantity
    self.amount = amount
    lineCount = sum.lineCount
    self.price = price
    previousMonth = previous?.month
    change = UnitPrice.growth(price, from: previous?.price ?? .unknown("first month"))
    self.fixed = fixed
    changeFromFixed = UnitPrice.growth(
      price, from: fixed.flatMap { $0.unitPrice.ratio.map { .known($0) } ?? .unknown("") })
    variance = try fixed.flatMap { fixed in
      guard
        let units = fixed.unitPrice.units(times: sum.quantity, scale: key.currency.scale)
      else { return .unknown("too large") }
      return .known(
        try Money(roundingToCoin: Int128(amount.units) - units, over: 1, of: key.currency))
    }
  }

  private static func price(_ amount: Money, _ quantity: ExactDecimal) -> KnownOr<Ratio> {
    let price = Ratio(
      Int128(amount.units) * .powerOfTen(quantity.decimals),
      over: quantity.coefficient * .powerOfTen(amount.currency.scale))
    return price.map { .known($0) } ?? .unknown("quantity is zero")
  }

  private static func fixed(
    _ prices: FixedPrices?, sku: String, unit: String?, in month: Month
  ) -> KnownOr<FixedPrice> {
    guard let fixed = prices?.price(of: sku.lowercased(), in: month) else {
      return .unknown("no price fixed")
    }
    guard unit?.lowercased() == fixed.unit.lowercased() else {
      return .unknown("price is per \(fixed.unit)")
    }
    return .known(fixed)
  }

  /// (x − p) / p; nothing grows from zero or below.
  private static func growth(_ price: KnownOr<Ratio>, from before: KnownOr<Ratio>) -> RatioFigure {
    guard let price = price.value else { return .undefined(price.reason ?? "not known") }
    guard let before = before.value else { return .undefined(before.reason ?? "not known") }
    let sign = (before.numerator < 0) == (before.denominator < 0)
    guard before.numerator != 0 else { return .undefined("new") }
    guard sign else { return .undefined("price was negative") }
    let (left, isLeftTooLarge) = price.numerator.multipliedReportingOverflow(
      by: before.denominator)
    let (right, isRightTooLarge) = before.numerator.multipliedReportingOverflow(
      by: price.denominator)
    guard !isLeftTooLarge, !isRightTooLarge, let growth = Ratio(left - right, over: right) else {
      return .undefined("too large")
    }
    return .ratio(growth)
  }

}

extension PriceSum.Series {
  /// By SKU, provider, contract, unit and currency.
  fileprivate func order(_ names: SKUNames) -> (String, String, String, String, String) {
    (
      (names.skus[sku] ?? "").lowercased(), names.organizations.slug(of: provider),
      contract.map { names.contracts.reference(of: $0) } ?? "",
      unit.flatMap { names.units[$0] } ?? "", currency.code
    )
  }
}

extension ExactDecimal {
  /// The number as a quotient.
  var ratio: Ratio? { Ratio(coefficient, over: .powerOfTen(decimals)) }
}
