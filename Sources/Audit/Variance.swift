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

  /// The rest of `billed` less `expected` is arithmetic; parts are in stored units. `nil` where a part is
  /// too large to be kept.
  init?(
    billed: Money, expected: Money, price: Int128 = 0, quantity: Int128 = 0, cross: Int128 = 0
  ) {
    let currency = billed.currency
    let whole = Int128(billed.units, less: expected.units)
    guard let rest = try? whole - price - quantity - cross, let total = currency.money(whole),
      let price = currency.money(price), let quantity = currency.money(quantity),
      let cross = currency.money(cross), let arithmetic = currency.money(rest)
    else { return nil }
    self.price = price
    self.quantity = quantity
    self.cross = cross
    self.arithmetic = arithmetic
    self.total = total
  }

  /// The variance of a fee that was billed whole though only a share was delivered; `nil` where a part is
  /// too large to be kept.
  init?(billed: Money, fee: Money, share: Ratio, expected: Money) {
    let beyond = Int128(billed.units, less: fee.units)
    let product = try? beyond * share.numerator
    let price =
      product.flatMap { Ratio($0, over: share.denominator)?.rounded(toUnitsOf: 1) } ?? beyond
    self.init(
      billed: billed, expected: expected, price: price,
      quantity: Int128(fee.units, less: expected.units), cross: beyond &- price)
  }
}

extension Tolerance {
  /// Whether a variance from what was expected, both in stored units, is tolerated: every bound that is
  /// given holds; without any, nothing may differ.
  func allows(_ variance: Int128, of expected: Int128) -> Bool {
    guard variance != 0 else { return true }
    guard amount != nil || percent != nil else { return false }
    if let amount, variance.magnitude > amount.units.magnitude { return false }
    guard let percent else { return true }
    // variance × 100 × 10^decimals <= expected × coefficient, in 256 bits.
    let (whole, isTooLarge) = variance.magnitude.multipliedReportingOverflow(by: 100)
    guard !isTooLarge else { return false }
    let left = whole.multipliedFullWidth(by: Int128.powerOfTen(percent.decimals).magnitude)
    let right = expected.magnitude.multipliedFullWidth(by: percent.coefficient.magnitude)
    return (left.high, left.low) <= (right.high, right.low)
  }
}

extension Currency {
  /// The amount of so many stored units; `nil` where it is too large to be kept.
  func money(_ units: Int128) -> Money? { try? Money(exactly: units, of: self) }

  /// The amount of so many stored units in words, however large.
  func words(_ units: Int128) -> String {
    money(units).map { "\($0)" } ?? ExactDecimal(coefficient: units, decimals: scale).description
  }
}
