internal import Ledger
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
  /// The four parts as they are before they are rounded, in stored units.
  private let exactParts: [Ratio]

  /// All of it, before it is rounded: what sums and conversions are made of (METRICS, ruling 28).
  var exactTotal: Figure<Ratio> { exactParts.map { .known($0) }.fineSum }

  /// Whether it is shown as it is.
  var isExact: Bool { exactTotal.value == total.exact }

  /// The rest of `billed` less `expected` is arithmetic. Parts are given in stored units; where the whole
  /// is of minor units, so are they, each rounded down and those that lose the most up (METRICS, rule 5).
  /// `exact` are the parts before any amount is rounded. `nil` where a part is too large to be kept.
  init?(
    billed: Money, expected: Money, price: Int128 = 0, quantity: Int128 = 0, cross: Int128 = 0,
    exact: [Ratio]? = nil
  ) {
    let currency = billed.currency
    let whole = Int128(billed.units, less: expected.units)
    guard let rest = try? whole - price - quantity - cross, let total = currency.money(whole) else {
      return nil
    }
    let parts = currency.parts([price, quantity, cross, rest], of: whole).compactMap(currency.money)
    guard parts.count == 4 else { return nil }
    self.price = parts[0]
    self.quantity = parts[1]
    self.cross = parts[2]
    arithmetic = parts[3]
    self.total = total
    exactParts = exact ?? [price, quantity, cross, rest].map { Ratio($0) }
  }

  /// The variance of a fee that was billed whole though only a share was delivered; `exact` are the amounts
  /// before they are rounded. `nil` where a part is too large to be kept.
  init?(
    billed: Money, fee: Money, share: Ratio, expected: Money,
    exact: (billed: Ratio, expected: Ratio)
  ) {
    let beyond = Int128(billed.units, less: fee.units)
    let product = try? beyond * share.numerator
    let price =
      product.flatMap { Ratio($0, over: share.denominator)?.rounded(toUnitsOf: 1) } ?? beyond
    self.init(
      billed: billed, expected: expected, price: price,
      quantity: Int128(fee.units, less: expected.units), cross: beyond &- price,
      exact: Variance.parts(of: exact, fee: fee.exact))
  }

  /// The exact parts of a whole that is due to a price, but for its arithmetic rest.
  static func parts(price: Int128, of whole: Int128) -> [Ratio] {
    [Ratio(price), .zero, .zero, Ratio(whole &- price)]
  }

  /// The exact parts for a fee; `nil` where their terms are too long.
  private static func parts(of exact: (billed: Ratio, expected: Ratio), fee: Ratio) -> [Ratio]? {
    try? { () throws -> [Ratio] in
      let beyond = try exact.billed.subtracting(fee)
      let price = try beyond.times(exact.expected.divided(by: fee) ?? .zero)
      return [
        price, try fee.subtracting(exact.expected), try beyond.subtracting(price), .zero,
      ]
    }()
  }
}

extension Variance {
  /// The parts in another currency: whole minor units that add up to what is shown of the total.
  init?(_ variance: Variance, shownAs total: Figure<Money>, at rate: AmountRate) {
    let parts = variance.exactParts.map { rate.exact($0) }
      .minorUnits(of: total, in: rate.currency).compactMap(\.value)
    guard let total = total.value, parts.count == 4 else { return nil }
    (price, quantity, cross, arithmetic) = (parts[0], parts[1], parts[2], parts[3])
    self.total = total
    exactParts = parts.map(\.exact)
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
  /// Parts of a whole that add up to it, in minor units if the whole is.
  fileprivate func parts(_ parts: [Int128], of whole: Int128) -> [Int128] {
    guard whole % unitsPerMinorUnit == 0 else { return parts }
    // Modulo of a positive divisor, so that a rest is never negative.
    let rests = parts.map { part in
      let rest = part % unitsPerMinorUnit
      return rest < 0 ? rest &+ unitsPerMinorUnit : rest
    }
    let up = rests.reduce(0, &+) / unitsPerMinorUnit
    let byRest = rests.indices.sorted { (rests[$1], $0) < (rests[$0], $1) }
    return parts.indices.map { index in
      let isUp = byRest.prefix(Int(clamping: up)).contains(index)
      return parts[index] &- rests[index] &+ (isUp ? unitsPerMinorUnit : 0)
    }
  }

  /// The amount of a quantity of stored units; `nil` where it is too large to be kept.
  func money(_ units: Int128) -> Money? { try? Money(exactly: units, of: self) }

  /// An amount in stored units as a fact of a finding, however large: facts are digested, so that
  /// their form never changes.
  func fact(_ units: Int128) -> String {
    money(units).map { "\($0)" } ?? ExactDecimal(coefficient: units, decimals: scale).description
  }
}
