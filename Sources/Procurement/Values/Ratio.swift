/// An exact quotient, rounded only when it is shown (METRICS, rule 2: divide once, at the end).
package struct Ratio: Hashable, Sendable {
  /// What is divided, exact.
  package let numerator: Int128
  /// Never zero.
  package let denominator: Int128

  /// - Returns: `nil` over zero.
  package init?(_ numerator: Int128, over denominator: Int128) {
    guard denominator != 0 else { return nil }
    self.init(numerator: numerator, denominator: denominator)
  }

  init(numerator: Int128, denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// - Returns: `nil` over zero, or where the currencies differ.
  package init?(_ numerator: Money, over denominator: Money) {
    guard numerator.currency == denominator.currency else { return nil }
    self.init(Int128(numerator.units), over: Int128(denominator.units))
  }

  /// An amount over a quantity, or why there is no quotient: over zero, or too large.
  package static func of(_ amount: Money, over quantity: ExactDecimal) -> Figure<Ratio> {
    let places = quantity.decimals - amount.currency.scale
    let (units, isAmountTooLarge) = Int128(amount.units).multipliedReportingOverflow(
      by: .powerOfTen(max(places, 0)))
    let (divisor, isDivisorTooLarge) = quantity.coefficient.multipliedReportingOverflow(
      by: .powerOfTen(max(-places, 0)))
    guard !isAmountTooLarge, !isDivisorTooLarge else { return .tooLarge }
    return Ratio(units, over: divisor).map { .known($0) }
      ?? .unavailable(.zero, "quantity is zero")
  }

  /// The quotient in units of `1 / scale`, rounded half to even; `scale` is 1 or more.
  ///
  /// `Ratio(1, over: 3)?.rounded(toUnitsOf: 10_000)` is 3333. The product is kept in 256 bits, so
  /// only a quotient that does not fit `Int128` saturates, at the bound of its sign.
  package func rounded(toUnitsOf scale: Int64) -> Int128 {
    let isNegative = (numerator < 0) != (denominator < 0)
    let product = numerator.magnitude.multipliedFullWidth(by: UInt128(scale.magnitude))
    guard let magnitude = Ratio.halfToEven(product, by: denominator.magnitude),
      let units = Int128(exactly: magnitude)
    else { return isNegative ? .min : .max }
    return isNegative ? 0 &- units : units
  }

  /// `product / divisor`; `nil` where it does not fit.
  private static func halfToEven(
    _ product: (high: UInt128, low: UInt128), by divisor: UInt128
  ) -> UInt128? {
    guard product.high < divisor else { return nil }
    let (quotient, rest) = divisor.dividingFullWidth(product)
    let other = divisor - rest
    guard rest > other || (rest == other && quotient % 2 != 0) else { return quotient }
    let (above, overflow) = quotient.addingReportingOverflow(1)
    return overflow ? nil : above
  }

  /// The quotient as a decimal with `places` digits after the point, 0 to 18, rounded half to
  /// even.
  package func decimal(places: Int) -> String {
    let units = rounded(toUnitsOf: Int64(Int128.powerOfTen(places)))
    return FixedPoint.text(units, decimals: places)
  }

  /// The ratio as a number.
  package func exactDecimal(places: Int) -> ExactDecimal {
    ExactDecimal(
      coefficient: rounded(toUnitsOf: Int64(Int128.powerOfTen(places))), decimals: places)
  }

  /// The ratio in percent, with 0 to 16 digits after the point.
  package func percent(places: Int) -> ExactDecimal {
    ExactDecimal(
      coefficient: rounded(toUnitsOf: Int64(Int128.powerOfTen(places + 2))), decimals: places)
  }
}
