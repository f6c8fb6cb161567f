/// Sums and products of exact quotients, rounded once, when they are shown (METRICS, ruling 28). What
/// does not fit is an error and never wraps: a stored value may be of any size.
extension Ratio {
  /// Nothing.
  package static let zero = Ratio(0)
  /// All of something.
  package static let one = Ratio(1)

  /// A whole number.
  package init(_ whole: Int128) { self.init(numerator: whole, denominator: 1) }

  /// A part of `days` days out of `all`, which are 1 or more.
  package init(days: Int, of all: Int) {
    self.init(numerator: Int128(days), denominator: Int128(Swift.max(all, 1)))
  }

  /// The exact sum.
  /// - Throws: `MoneyError.tooLarge` where it does not fit.
  package func adding(_ other: Ratio) throws(MoneyError) -> Ratio {
    if denominator == other.denominator {
      return Ratio(
        numerator: try numerator + other.numerator, denominator: denominator)
    }
    let divisor = Ratio.commonDivisor(denominator, other.denominator)
    let (left, right) = (other.denominator / divisor, denominator / divisor)
    return Ratio(
      numerator: try numerator * left + other.numerator * right,
      denominator: try denominator * left)
  }

  /// The exact difference.
  /// - Throws: `MoneyError.tooLarge` where it does not fit.
  package func subtracting(_ other: Ratio) throws(MoneyError) -> Ratio {
    try adding(Ratio(numerator: -other.numerator, denominator: other.denominator))
  }

  /// The exact product.
  /// - Throws: `MoneyError.tooLarge` where it does not fit.
  package func times(_ other: Ratio) throws(MoneyError) -> Ratio {
    let first = Ratio(numerator: numerator, denominator: other.denominator).reduced
    let second = Ratio(numerator: other.numerator, denominator: denominator).reduced
    return Ratio(
      numerator: try first.numerator * second.numerator,
      denominator: try first.denominator * second.denominator)
  }

  /// A multiple of it.
  /// - Throws: `MoneyError.tooLarge` where it does not fit.
  package func times(_ factor: Int) throws(MoneyError) -> Ratio { try times(Ratio(Int128(factor))) }

  /// The exact quotient; `nil` over zero.
  /// - Throws: `MoneyError.tooLarge` where it does not fit.
  package func divided(by other: Ratio) throws(MoneyError) -> Ratio? {
    guard let inverse = Ratio(other.denominator, over: other.numerator) else { return nil }
    return try times(inverse)
  }

  /// Itself, or zero where it is below it.
  package var positivePart: Ratio { numerator < 0 ? .zero : self }

  /// The greatest whole number that is not greater.
  package var floor: Int128 {
    let lowest = reduced
    let (quotient, rest) = lowest.numerator.quotientAndRemainder(dividingBy: lowest.denominator)
    // A quotient that has a remainder is not the least number.
    return rest < 0 ? quotient &- 1 : quotient
  }

  /// Whether it is not zero.
  package var isZero: Bool { numerator == 0 }

  /// In lowest terms, over a positive denominator.
  package var reduced: Ratio {
    let divisor = Ratio.commonDivisor(numerator, denominator)
    guard divisor != 1 || denominator < 0 else { return self }
    // Only -2^127 has no negative, and 1 divides it.
    guard numerator != .min, denominator != .min else { return self }
    let sign: Int128 = denominator < 0 ? -1 : 1
    return Ratio(numerator: sign &* numerator / divisor, denominator: sign &* denominator / divisor)
  }

  private static func commonDivisor(_ left: Int128, _ right: Int128) -> Int128 {
    var (divisor, rest) = (left.magnitude, right.magnitude)
    while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
    return Int128(exactly: divisor) ?? 1
  }
}

extension Ratio: Comparable {
  /// Whether both are the same number, whatever their terms.
  package static func == (left: Ratio, right: Ratio) -> Bool {
    let (one, other) = (left.reduced, right.reduced)
    return one.numerator == other.numerator && one.denominator == other.denominator
  }

  /// Hashes the number, whatever its terms.
  package func hash(into hasher: inout Hasher) {
    let lowest = reduced
    hasher.combine(lowest.numerator)
    hasher.combine(lowest.denominator)
  }

  /// Whether `left` is the smaller number.
  package static func < (left: Ratio, right: Ratio) -> Bool {
    let (one, other) = (left.reduced, right.reduced)
    if (one.numerator < 0) != (other.numerator < 0) { return one.numerator < 0 }
    let ours = one.numerator.magnitude.multipliedFullWidth(by: other.denominator.magnitude)
    let theirs = other.numerator.magnitude.multipliedFullWidth(by: one.denominator.magnitude)
    let isCloserToZero = (ours.high, ours.low) < (theirs.high, theirs.low)
    let isEqual = ours.high == theirs.high && ours.low == theirs.low
    return one.numerator < 0 ? !isCloserToZero && !isEqual : isCloserToZero
  }
}

extension Money {
  /// The exact sum of amounts of a currency.
  /// - Throws: `MoneyError` where it does not fit, or the currencies differ.
  package static func sum(_ amounts: [Money], of currency: Currency) throws(MoneyError) -> Money {
    var sum = Money.zero(currency)
    for amount in amounts { sum = try sum.adding(amount) }
    return sum
  }

  /// The amount as a quotient of stored units.
  package var exact: Ratio { Ratio(Int128(units)) }

  /// The amount of a quotient of stored units, rounded half to even to the minor unit.
  /// - Throws: `MoneyError.tooLarge` where it does not fit.
  package init(rounding units: Ratio, of currency: Currency) throws(MoneyError) {
    let minorUnits = try units.times(Ratio.unit(of: currency)).rounded(toUnitsOf: 1)
    let (stored, isTooLarge) = minorUnits.multipliedReportingOverflow(
      by: currency.unitsPerMinorUnit)
    guard !isTooLarge else { throw .tooLarge }
    try self.init(exactly: stored, of: currency)
  }
}

extension Ratio {
  /// The amount of a quantity of stored units, rounded half to even to the minor unit; or that it is too large.
  package func rounded(to currency: Currency) -> Figure<Money> {
    .held(try Money(rounding: self, of: currency))
  }

  /// The amount of a quantity of stored units, rounded half to even to a whole one; or that it is too large.
  package func roundedToStoredUnit(of currency: Currency) -> Figure<Money> {
    .held(try Money(exactly: rounded(toUnitsOf: 1), of: currency))
  }

  /// A stored unit in minor units.
  fileprivate static func unit(of currency: Currency) -> Ratio {
    Ratio(numerator: 1, denominator: currency.unitsPerMinorUnit)
  }
}
