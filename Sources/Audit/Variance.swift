package import Procurement

/// Billed less expected, in parts that add up to it exactly (METRICS, M21).
///
/// Of a quantity and its price: price = (billed − expected price) × expected quantity, quantity =
/// (billed − expected quantity) × expected price, cross = both differences multiplied; the arithmetic
/// rest is what the amount differs from quantity × price. Source: purchase price variance.
package struct Variance: Hashable, Sendable {
  /// The part due to a different price.
  package let price: Money
  /// The part due to a different quantity.
  package let quantity: Money
  /// The part due to both at once.
  package let cross: Money
  /// The part due to neither.
  package let arithmetic: Money
  /// Billed less expected: the sum of the four.
  package let total: Money

  /// The rest of `billed` less `expected` is arithmetic; parts are in stored units.
  init(
    billed: Money, expected: Money, price: Int128 = 0, quantity: Int128 = 0, cross: Int128 = 0
  ) throws(MoneyError) {
    let currency = billed.currency
    let whole = Int128(billed.units, less: expected.units)
    self.price = try Money(exactly: price, of: currency)
    self.quantity = try Money(exactly: quantity, of: currency)
    self.cross = try Money(exactly: cross, of: currency)
    arithmetic = try Money(exactly: whole - price - quantity - cross, of: currency)
    total = try Money(exactly: whole, of: currency)
  }

  /// The variance of a fee that was billed whole though only a share was delivered.
  init(
    billed: Money, fee: Money, share: Ratio, expected: Money
  ) throws(MoneyError) {
    let beyond = Int128(billed.units, less: fee.units)
    let price =
      try Ratio(beyond * share.numerator, over: share.denominator)?.rounded(toUnitsOf: 1) ?? beyond
    try self.init(
      billed: billed, expected: expected, price: price,
      quantity: Int128(fee.units, less: expected.units), cross: beyond - price)
  }
}

extension Tolerance {
  /// Whether a variance from what was expected is tolerated: every bound that is given holds;
  /// without any, nothing may differ.
  func allows(_ variance: Money, of expected: Money) -> Bool {
    guard variance.units != 0 else { return true }
    guard amount != nil || percent != nil else { return false }
    let size = Int128(variance.units.magnitude)
    if let amount, size > Int128(amount.units) { return false }
    guard let percent else { return true }
    // A percentage and an amount both multiplied out; neither product is rounded.
    let bound = expected.units.magnitude.wide.multipliedFullWidth(by: percent.coefficient.magnitude)
    let product = variance.units.magnitude.wide.multipliedFullWidth(
      by: Int128.powerOfTen(percent.decimals + 2).magnitude)
    return (product.high, product.low) <= (bound.high, bound.low)
  }
}

extension UInt64 {
  fileprivate var wide: UInt128 { UInt128(self) }
}
