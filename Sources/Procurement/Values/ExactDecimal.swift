/// An exact decimal number: `coefficient` × 10^-`decimals`.
///
/// Quantities, unit prices and exchange rates are kept like this, and amounts are read through it,
/// so nothing is rounded on the way in. Two decimals are equal when their values are: `2.50 == 2.5`.
package struct ExactDecimal: Hashable, Sendable {
  /// The value without its point, and without trailing zeros after the point.
  package let coefficient: Int128
  /// How many digits stand after the point: 0 to `maximumDecimals`.
  package let decimals: Int

  /// 0, without decimals.
  package static let zero = ExactDecimal(coefficient: 0, decimals: 0)

  /// Longer fractions are refused: no supplier's price has them, and products must fit `Int128`.
  package static let maximumDecimals = 18

  /// Drops trailing zeros after the point, so that equal values are equal.
  package init(coefficient: Int128, decimals: Int) {
    var (coefficient, decimals) = (coefficient, decimals)
    // Almost every number fits a machine word, which is divided far faster.
    if var narrow = Int64(exactly: coefficient) {
      while decimals > 0, narrow % 10 == 0 {
        narrow /= 10
        decimals -= 1
      }
      coefficient = Int128(narrow)
    }
    while decimals > 0, coefficient % 10 == 0 {
      coefficient /= 10
      decimals -= 1
    }
    self.coefficient = coefficient
    self.decimals = decimals
  }
}

extension ExactDecimal {
  /// The value in whole units of 10^-`places`, rounded half to even; `nil` beyond `Int128`.
  ///
  /// `places` is 0 to `maximumDecimals`.
  /// Nothing is rounded where `decimals` is at most `places`.
  package func rounded(toPlaces places: Int) -> Int128? {
    guard places >= decimals else {
      return coefficient.dividedHalfToEven(by: .powerOfTen(decimals - places))
    }
    let (units, overflow) = coefficient.multipliedReportingOverflow(
      by: .powerOfTen(places - decimals))
    return overflow ? nil : units
  }

  /// The exact sum; `nil` where it does not fit at the places of the more precise of the two.
  package func adding(_ other: ExactDecimal) -> ExactDecimal? {
    let places = max(decimals, other.decimals)
    guard let left = rounded(toPlaces: places), let right = other.rounded(toPlaces: places) else {
      return nil
    }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : ExactDecimal(coefficient: sum, decimals: places)
  }
}

extension ExactDecimal {
  /// The number of the other sign.
  package var negated: ExactDecimal {
    // None that is read or computed is -2^127, which has no negative.
    ExactDecimal(coefficient: 0 &- coefficient, decimals: decimals)
  }

  /// Whether it is less than 10^18, either side of zero: what a file may say. Products of such a number
  /// with days, months and scales fit `Int128`.
  package var isMultipliable: Bool {
    // Almost every number fits a machine word, and has decimals or is small.
    if let narrow = Int64(exactly: coefficient), decimals > 0 || narrow.magnitude < 1 << 59 {
      return true
    }
    return coefficient.magnitude < Int128.powerOfTen(18 + decimals).magnitude
  }

  /// Whether it is from 0 to 100.
  package var isPercentage: Bool {
    coefficient >= 0 && coefficient <= .powerOfTen(decimals + 2)
  }
}

extension ExactDecimal: CustomStringConvertible {
  /// The canonical text: `-1234.5`, `0.000123`, `7`.
  package var description: String { FixedPoint.text(coefficient, decimals: decimals) }
}

extension Int128 {
  /// 10^`exponent`, for exponents from 0 to 38.
  package static func powerOfTen(_ exponent: Int) -> Int128 {
    precondition(0...38 ~= exponent, "10^\(exponent) is not an Int128")
    var narrow: Int64 = 1
    for _ in 0..<Swift.min(exponent, 18) { narrow &*= 10 }
    var power = Int128(narrow)
    for _ in 18..<Swift.max(exponent, 18) { power = power &* 10 }
    return power
  }

  /// `self / divisor`, rounded half to even; `divisor` is not zero.
  ///
  /// Source: METRICS, rule 6: half-even, once.
  package func dividedHalfToEven(by divisor: Int128) -> Int128 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    let rest = remainder.magnitude
    let other = divisor.magnitude - rest
    guard rest > other || (rest == other && quotient % 2 != 0) else { return quotient }
    // What has a remainder is not the greatest number.
    return quotient &+ ((self < 0) == (divisor < 0) ? 1 : -1)
  }
}
