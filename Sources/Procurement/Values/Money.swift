/// An exact amount: a whole number of its currency's stored units.
///
/// 1 USD is 1,000,000 units, so a line of 0.000123 dollars and a campus of a trillion are both exact.
/// Amounts of different currencies are never added (METRICS, rule 7).
package struct Money: Hashable, Sendable {
  /// Multiples of 10^-`currency.scale`. What is computed is never `Int64.min`, so that every amount
  /// has its negative.
  package let units: Int64
  /// What `units` counts.
  package let currency: Currency

  /// An amount read from the store, or computed within its bounds.
  package init(units: Int64, of currency: Currency) {
    self.units = units
    self.currency = currency
  }

  /// Nothing, of a currency.
  package static func zero(_ currency: Currency) -> Money { Money(units: 0, of: currency) }

  /// The amount that `decimal` says, rounded half to even where the currency's scale is too coarse.
  ///
  /// - Throws: `MoneyError.tooLarge` beyond ±9.2 × 10^18 units.
  package init(_ decimal: ExactDecimal, in currency: Currency) throws(MoneyError) {
    guard let units = decimal.rounded(toPlaces: currency.scale) else { throw .tooLarge }
    try self.init(exactly: units, of: currency)
  }

  /// The amount of exactly `units` stored units.
  /// - Throws: `MoneyError.tooLarge` where they do not fit.
  package init(exactly units: Int128, of currency: Currency) throws(MoneyError) {
    guard let narrow = Int64(exactly: units), narrow != .min else { throw .tooLarge }
    self.init(units: narrow, of: currency)
  }
}

// MARK: Arithmetic

extension Money {
  /// The exact sum.
  /// - Throws: `MoneyError` where it does not fit or the currencies differ.
  package func adding(_ other: Money) throws(MoneyError) -> Money {
    guard currency == other.currency else { throw .currenciesDiffer }
    return try Money(exactly: Int128(units) + Int128(other.units), of: currency)
  }

  /// The exact difference.
  /// - Throws: `MoneyError` where it does not fit or the currencies differ.
  package func subtracting(_ other: Money) throws(MoneyError) -> Money {
    guard currency == other.currency else { throw .currenciesDiffer }
    return try Money(exactly: Int128(units) - Int128(other.units), of: currency)
  }

  /// By how much it is more than another: 0 at least.
  /// - Throws: `MoneyError` where it does not fit or the currencies differ.
  package func excess(over other: Money) throws(MoneyError) -> Money {
    guard currency == other.currency else { throw .currenciesDiffer }
    return try units > other.units ? subtracting(other) : .zero(currency)
  }

  /// The exact product.
  /// - Throws: `MoneyError.tooLarge` where it does not fit.
  package func multiplied(by factor: Int) throws(MoneyError) -> Money {
    try Money(exactly: Int128(units) * Int128(factor), of: currency)
  }

  /// `self × numerator / denominator`, rounded half to even to the stored unit; `denominator` is not
  /// zero.
  /// - Throws: `MoneyError.tooLarge` where it does not fit.
  package func prorated(_ numerator: Int, of denominator: Int) throws(MoneyError) -> Money {
    let product = try Int128(units) * Int128(numerator)
    return try Money(exactly: product.dividedHalfToEven(by: Int128(denominator)), of: currency)
  }

  /// The whole number of minor units nearest to `units / divisor` stored units, half to even: a computed
  /// amount, divided and rounded once.
  /// - Throws: `MoneyError.tooLarge` where it does not fit.
  package init(
    roundingToMinorUnit units: Int128, over divisor: some BinaryInteger, of currency: Currency
  ) throws(MoneyError) {
    let minorUnit = currency.unitsPerMinorUnit
    try self.init(
      exactly: try units.dividedHalfToEven(by: Int128(divisor) * minorUnit) * minorUnit,
      of: currency)
  }

  /// Whether it is below zero.
  package var isNegative: Bool { units < 0 }

  /// The amount as an exact decimal.
  package var decimal: ExactDecimal {
    ExactDecimal(coefficient: Int128(units), decimals: currency.scale)
  }
}

extension Money: CustomStringConvertible {
  /// All decimals of the minor unit, and more where the amount has them: `1250000000.00`, `0.000123`.
  package var description: String { currency.text(of: decimal) }
}

extension Currency {
  /// An amount of it with all decimals of the minor unit, and more where the amount has them.
  package func text(of amount: ExactDecimal) -> String {
    let wanted = minorDigits ?? 0
    guard amount.decimals < wanted else { return amount.description }
    let point = amount.decimals == 0 ? "." : ""
    return amount.description + point
      + String(repeating: "0", count: wanted - amount.decimals)
  }
}

/// Why an amount cannot be kept.
package enum MoneyError: Error, Equatable {
  case tooLarge
  case currenciesDiffer
}

extension MoneyError: CustomStringConvertible {
  /// The end of a sentence that begins with the amount: `is too large: …`.
  package var description: String {
    switch self {
    case .tooLarge: "is too large: more than the store can keep exactly in this currency"
    case .currenciesDiffer: "is in another currency, and currencies are never added"
    }
  }
}
