import BigInt

extension BigInt {
  /// `self / divisor` rounded half to even, by the rule as it is told in school: floor, then look at
  /// twice the rest.
  func roundedHalfToEven(dividedBy divisor: BigInt) -> BigInt {
    let dividend = divisor < 0 ? -self : self
    let positive = BigInt(divisor.magnitude)
    var (floor, rest) = dividend.quotientAndRemainder(dividingBy: positive)
    if rest < 0 {
      floor -= 1
      rest += positive
    }
    let isUp = 2 * rest > positive || (2 * rest == positive && floor % 2 != 0)
    return isUp ? floor + 1 : floor
  }

  /// Itself where an amount of money can have so many units.
  var asUnits: BigInt? {
    let bound = BigInt(Int64.max)
    return self >= -bound && self <= bound ? self : nil
  }
}
