package import Ledger
package import Procurement
internal import Store

/// What one unit of a SKU cost in a billing month, and how that changed.
package struct UnitPrice: Hashable, Sendable {
  /// The provider's slug.
  package let provider: String
  /// The contract's reference; `nil` for invoices outside contracts.
  package let contract: String?
  /// What was bought.
  package let sku: String
  /// What the price is for one of; `nil` if the lines do not say.
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
  package let price: Figure<Ratio>
  /// The month before that has the SKU; `nil` for the first.
  package let previousMonth: Month?
  /// The change against that month (METRICS, M3).
  package let change: Figure<Share>
  /// What the contract fixes for the month, of the same unit, or why nothing is compared.
  package let fixed: Figure<Recorded<ContractPrice>>
  /// The change against that (METRICS, M3).
  package let changeFromFixed: Figure<Share>
  /// The amount less the quantity at the fixed price, rounded half to even to the minor unit.
  package let variance: Figure<Money>
}

extension UnitPrice {
  /// The prices of the selected contracts' usage and purchases, by SKU, provider, contract, unit and
  /// month, of invoices that were issued by the as-of day; `window` is the billing months, `nil` for all,
  /// `skus` are the only ones wanted, all if it is empty, whatever their case.
  ///
  /// - Throws: `UnknownNameError` for a SKU that the store does not have; `MoneyError` if a sum does
  ///   not fit.
  package static func all(
    in book: Book, skus: [String] = [], window: MonthRange?, asOf: Day
  ) throws -> [UnitPrice] {
    let wanted = try book.ids(ofSKUs: skus)
    let sums = try book.priceSums(in: window, issuedBy: asOf)
      .filter { wanted.isEmpty || wanted.contains($0.key.series.sku) }
    let fixed = try book.prices.mapValues { FixedPrices($0) }
    let names = try SKUNames(book)
    // Names are compared once for each run of months, not once for each month.
    let series = Dictionary(grouping: sums) { $0.key.series }
      .map { (order: $0.order(names), months: $1) }.sorted { $0.order < $1.order }
    var prices: [UnitPrice] = []
    prices.reserveCapacity(sums.count)
    for (_, months) in series {
      var previous: UnitPrice?
      for (key, sum) in months.sorted(by: { $0.key.month < $1.key.month }) {
        let price = try UnitPrice(key, sum, after: previous, fixed: fixed, names: names)
        prices.append(price)
        previous = price
      }
    }
    return prices
  }

  private init(
    _ key: PriceSum.Key, _ sum: PriceSum, after previous: UnitPrice?,
    fixed prices: [ContractID: FixedPrices], names: SKUNames
  ) throws {
    let (series, month) = (key.series, key.month)
    let sku = names.skus[series.sku] ?? "?"
    let unit = series.unit.flatMap { names.units[$0] }
    let amount = try Money(exactly: sum.units, of: series.currency)
    let price = try Figure.held { try UnitPrice.price(amount, sum.quantity) }
    let fixed = UnitPrice.fixed(
      series.contract.flatMap { prices[$0] }, sku: sku, unit: unit, in: month)
    provider = names.directory.organizations.slug(of: series.provider)
    contract = series.contract.map { names.directory.contracts.reference(of: $0) }
    self.sku = sku
    self.unit = unit
    currency = series.currency
    self.month = month
    quantity = sum.quantity
    self.amount = amount
    lineCount = sum.lineCount
    self.price = price
    previousMonth = previous?.month
    change = UnitPrice.growth(
      price, from: previous?.price ?? .unavailable(.notApplicable, "first month"))
    self.fixed = fixed
    changeFromFixed = UnitPrice.growth(price, from: fixed.flatMap(UnitPrice.ratio))
    variance = try fixed.flatMap { try UnitPrice.variance(amount, sum.quantity, at: $0) }
  }

  private static func ratio(of fixed: Recorded<ContractPrice>) -> Figure<Ratio> {
    fixed.unitPrice.ratio.map { .known($0) } ?? .unavailable(.tooLarge, "too large")
  }

  /// The amount less the quantity at a fixed price.
  private static func variance(
    _ amount: Money, _ quantity: ExactDecimal, at fixed: Recorded<ContractPrice>
  ) throws -> Figure<Money> {
    let currency = amount.currency
    guard let units = fixed.unitPrice.units(times: quantity, scale: currency.scale) else {
      return .unavailable(.tooLarge, "too large")
    }
    return .known(
      try Money(roundingToMinorUnit: Int128(amount.units) - units, over: 1, of: currency))
  }

  private static func price(
    _ amount: Money, _ quantity: ExactDecimal
  ) throws(MoneyError) -> Figure<Ratio> {
    let price = try Ratio(
      Int128(amount.units) * .powerOfTen(quantity.decimals),
      over: quantity.coefficient * .powerOfTen(amount.currency.scale))
    return price.map { .known($0) } ?? .unavailable(.zero, "quantity is zero")
  }

  private static func fixed(
    _ prices: FixedPrices?, sku: String, unit: String?, in month: Month
  ) -> Figure<Recorded<ContractPrice>> {
    guard let fixed = prices?.price(of: sku.lowercased(), in: month) else {
      return .unavailable(.notRecorded, "no price fixed")
    }
    guard unit?.lowercased() == fixed.unit.lowercased() else {
      return .unavailable(.measuresDiffer, "price is per \(fixed.unit)")
    }
    return .known(fixed)
  }

  /// (x − p) / p; nothing grows from zero or below.
  private static func growth(_ price: Figure<Ratio>, from before: Figure<Ratio>) -> Figure<Share> {
    price.flatMap { price in before.flatMap { growth(price, from: $0) } }
  }

  private static func growth(_ price: Ratio, from before: Ratio) -> Figure<Share> {
    let sign = (before.numerator < 0) == (before.denominator < 0)
    guard before.numerator != 0 else { return .unavailable(.notApplicable, "new") }
    guard sign else { return .unavailable(.negative, "price was negative") }
    let (left, isLeftTooLarge) = price.numerator.multipliedReportingOverflow(
      by: before.denominator)
    let (right, isRightTooLarge) = before.numerator.multipliedReportingOverflow(
      by: price.denominator)
    guard !isLeftTooLarge, !isRightTooLarge, let difference = try? left - right,
      let growth = Ratio(difference, over: right)
    else {
      return .unavailable(.tooLarge, "too large")
    }
    return .ratio(growth)
  }
}

extension PriceSum.Series {
  /// By SKU, provider, contract, unit and currency.
  fileprivate func order(_ names: SKUNames) -> (String, String, String, String, String) {
    (
      (names.skus[sku] ?? "").lowercased(), names.directory.organizations.slug(of: provider),
      contract.map { names.directory.contracts.reference(of: $0) } ?? "",
      unit.flatMap { names.units[$0] } ?? "", currency.code
    )
  }
}

extension ExactDecimal {
  /// The number as a quotient.
  var ratio: Ratio? { Ratio(coefficient, over: .powerOfTen(decimals)) }
}

/// What the ids of lines are called.
struct SKUNames {
  let skus: [Int64: String]
  let units: [Int64: String]
  let directory: NameDirectory

  init(_ book: Book) throws {
    skus = try book.skus
    units = try book.units
    directory = book.names
  }
}

extension Book {
  /// The ids of SKUs, whatever the case.
  /// - Throws: `UnknownNameError` for one that no line has.
  fileprivate func ids(ofSKUs wanted: [String]) throws -> Set<Int64> {
    guard !wanted.isEmpty else { return [] }
    let names = try skus
    return Set(
      try wanted.flatMap { name in
        let ids = names.filter { $0.value.lowercased() == name.lowercased() }.map(\.key)
        guard !ids.isEmpty else {
          throw UnknownNameError(
            what: "SKU", name: name,
            nearest: NearestNames.find(name, among: names.values.sorted()))
        }
        return ids
      })
  }
}
