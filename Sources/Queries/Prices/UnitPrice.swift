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
  /// The lines that have a quantity.
  package let sum: PriceSum
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

  /// The sum of the quantities of the lines.
  package var quantity: Figure<ExactDecimal> { sum.quantity.figure }
  /// The sum of the amounts of these lines.
  package var amount: Figure<Money> { sum.amount.figure }
  /// How many they are.
  package var lineCount: Int { sum.lineCount }
}

extension UnitPrice {
  /// The prices of the selected contracts' usage and purchases, by SKU, provider, contract, unit and
  /// month, of invoices that were issued by the as-of day; `window` is the billing months, `nil` for all,
  /// `skus` are the only ones wanted, all if it is empty, whatever their case.
  ///
  /// - Throws: `UnknownNameError` for a SKU that the store does not have.
  package static func all(
    in book: Book, skus: [String] = [], window: MonthRange?, asOf: Day
  ) throws -> [UnitPrice] {
    var all: [(prices: [UnitPrice], place: PricePlace)] = []
    try forEachSeries(in: book, skus: skus, window: window, asOf: asOf) { all.append(($0, $1)) }
    return all.sorted { $0.place < $1.place }.flatMap(\.prices)
  }

  /// Lends what `all` has, a run of months at a time in any order, with its place: all of them may be too
  /// much to hold.
  /// - Throws: `UnknownNameError` for a SKU that the store does not have.
  package static func forEachSeries(
    in book: Book, skus: [String] = [], window: MonthRange?, asOf: Day,
    _ body: ([UnitPrice], PricePlace) throws -> Void
  ) throws {
    let wanted = try book.ids(ofSKUs: skus)
    let fixed = try book.prices.mapValues { FixedPrices($0) }
    let names = try SKUNames(book)
    try book.forEachPricedContract(in: window, issuedBy: asOf) { sums in
      let wantedSums = sums.filter { wanted.isEmpty || wanted.contains($0.key.series.sku) }
      for (series, parts) in Dictionary(
        grouping: wantedSums, by: { PricedSeries($0.key.series, names) })
      {
        try body(UnitPrice.months(of: series, parts, fixed, names), PricePlace(series, names))
      }
    }
  }

  /// The prices of one series, by month.
  private static func months(
    of series: PricedSeries, _ parts: [(key: PriceSum.Key, value: PriceSum)],
    _ fixed: [ContractID: FixedPrices], _ names: SKUNames
  ) -> [UnitPrice] {
    let unit = parts.compactMap { $0.key.series.unit.flatMap { names.units[$0] } }.plainest
    var prices: [UnitPrice] = []
    for (month, sum) in PricedSeries.months(of: parts) {
      prices.append(
        UnitPrice(
          series, unit, month, sum, after: prices.last, fixed: fixed, names: names))
    }
    return prices
  }

  private init(
    _ series: PricedSeries, _ unit: String?, _ month: Month, _ sum: PriceSum,
    after previous: UnitPrice?, fixed prices: [ContractID: FixedPrices], names: SKUNames
  ) {
    let sku = names.skus[series.sku] ?? "?"
    let price = sum.price
    let fixed = UnitPrice.fixed(
      series.contract.flatMap { prices[$0] }, sku: sku, unit: series.unit, in: month)
    provider = names.directory.organizations.slug(of: series.provider)
    contract = series.contract.map { names.directory.contracts.reference(of: $0) }
    self.sku = sku
    self.unit = unit
    currency = series.currency
    self.month = month
    self.sum = sum
    self.price = price
    previousMonth = previous?.month
    change = UnitPrice.growth(
      price, from: previous?.price ?? .unavailable(.notApplicable, "first month"))
    self.fixed = fixed
    changeFromFixed = UnitPrice.growth(price, from: fixed.flatMap(UnitPrice.ratio))
    variance = fixed.flatMap { UnitPrice.variance(sum, at: $0) }
  }

  private static func ratio(of fixed: Recorded<ContractPrice>) -> Figure<Ratio> {
    fixed.unitPrice.ratio.map { .known($0) } ?? .tooLarge
  }

  /// The amount less the quantity at a fixed price.
  private static func variance(
    _ sum: PriceSum, at fixed: Recorded<ContractPrice>
  ) -> Figure<Money> {
    let currency = sum.amount.currency
    guard let quantity = sum.quantity.value,
      let units = fixed.unitPrice.units(times: quantity, scale: currency.scale)
    else { return .tooLarge }
    var variance = sum.amount
    variance.subtract(units: units)
    return variance.roundedToMinorUnit
  }

  private static func fixed(
    _ prices: FixedPrices?, sku: String, unit: UnitName?, in month: Month
  ) -> Figure<Recorded<ContractPrice>> {
    guard let fixed = prices?.price(of: sku.lowercased(), in: month) else {
      return .unavailable(.notRecorded, "no price fixed")
    }
    guard unit == UnitName(fixed.unit) else {
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
      return .tooLarge
    }
    return .ratio(growth)
  }
}

/// What lines have in common whose prices are followed through the months: units are the same however
/// they are spelled (METRICS, ruling 8).
private struct PricedSeries: Hashable {
  let provider: OrganizationID
  let contract: ContractID?
  let sku: Int64
  let unit: UnitName?
  let currency: Currency

  init(_ series: PriceSum.Series, _ names: SKUNames) {
    provider = series.provider
    contract = series.contract
    sku = series.sku
    unit = series.unit.flatMap { names.unitNames[$0] }
    currency = series.currency
  }

  /// The sum of each month, in order.
  static func months(
    of parts: [(key: PriceSum.Key, value: PriceSum)]
  ) -> [(month: Month, sum: PriceSum)] {
    var months: [Month: PriceSum] = [:]
    for (key, sum) in parts {
      months[key.month, default: PriceSum(key.series.currency)].add(sum)
    }
    return months.map { ($0, $1) }.sorted { $0.month < $1.month }
  }
}

/// Where the prices of a series come among all: by SKU, provider, contract, unit and currency.
package struct PricePlace: Comparable, Sendable {
  private let sku, provider, contract, unit, currency: String

  fileprivate init(_ series: PricedSeries, _ names: SKUNames) {
    sku = names.lowercasedSKUs[series.sku] ?? ""
    provider = names.directory.organizations.slug(of: series.provider)
    contract = series.contract.map { names.directory.contracts.reference(of: $0) } ?? ""
    unit = series.unit?.description ?? ""
    currency = series.currency.code
  }

  /// Whether `left` comes before `right`.
  package static func < (left: PricePlace, right: PricePlace) -> Bool {
    (left.sku, left.provider, left.contract, left.unit, left.currency)
      < (right.sku, right.provider, right.contract, right.unit, right.currency)
  }
}

extension PriceSum {
  /// Amount over quantity, divided once, or why there is none.
  var price: Figure<Ratio> {
    amount.figure.flatMap { amount in
      quantity.figure.flatMap { Ratio.of(amount, over: $0) }
    }
  }
}

extension [String] {
  /// The shortest of several spellings, of these the first by alphabet: the same one whatever the
  /// order of the rows.
  var plainest: String? { self.min { ($0.count, $0) < ($1.count, $1) } }
}

extension ExactDecimal {
  /// The number as a quotient.
  var ratio: Ratio? { Ratio(coefficient, over: .powerOfTen(decimals)) }
}

/// What the ids of lines are called.
struct SKUNames {
  let skus: [Int64: String]
  let lowercasedSKUs: [Int64: String]
  let units: [Int64: String]
  let unitNames: [Int64: UnitName]
  let directory: NameDirectory

  init(_ book: Book) throws {
    skus = try book.skus
    lowercasedSKUs = skus.mapValues { $0.lowercased() }
    units = try book.units
    unitNames = units.mapValues { UnitName($0) }
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
