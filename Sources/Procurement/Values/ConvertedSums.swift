/// Amounts of several currencies under keys, each with the rate that converts it: the exact sum of each
/// key in one currency (METRICS, rule 7).
package struct ConvertedSums<Key: Hashable> {
  /// The currency of the sums.
  package let currency: Currency
  /// What a stored unit at each rate is worth in stored units of the currency.
  private let rates: [Ratio]
  private var units: [Key: [Int: Int128]] = [:]
  /// The keys whose sum left what can be kept exactly.
  private var tooLarge: Set<Key> = []

  /// No amounts yet; `rates` are what one stored unit is worth in stored units of the currency.
  package init(in currency: Currency, at rates: [Ratio]) {
    self.currency = currency
    self.rates = rates
  }

  /// Adds an amount at the rate of a place in the list.
  package mutating func add(_ amount: MoneySum, at rate: Int, to key: Key) {
    add(amount.units, at: rate, to: key)
    if amount.isTooLarge { tooLarge.insert(key) }
  }

  private mutating func add(_ amount: Int128, at rate: Int, to key: Key) {
    let (sum, overflow) = units[key, default: [:]][rate, default: 0]
      .addingReportingOverflow(amount)
    units[key, default: [:]][rate] = sum
    if overflow { tooLarge.insert(key) }
  }

  /// All amounts again, under what several keys have in common.
  package func grouped<Other: Hashable>(by group: (Key) -> Other) -> ConvertedSums<Other> {
    var sums = ConvertedSums<Other>(in: currency, at: rates)
    for (key, parts) in units {
      for (rate, amount) in parts { sums.add(amount, at: rate, to: group(key)) }
      if tooLarge.contains(key) { sums.tooLarge.insert(group(key)) }
    }
    return sums
  }

  /// The exact sum of each key, in stored units of the currency.
  ///
  /// All are brought over one denominator and divided once. A sum whose terms are too long to be kept is
  /// rounded to 10^-12 of a stored unit, far below what is ever shown.
  package var sums: [Key: Figure<Ratio>] {
    let common = CommonDenominator(rates)
    return Dictionary(
      uniqueKeysWithValues: units.map { key, parts in
        (key, tooLarge.contains(key) ? .tooLarge : common.sum(of: parts))
      })
  }
}

/// Ratios over one denominator.
private struct CommonDenominator {
  private var denominator = WideInteger(1)
  private var numerators: [WideInteger] = []

  init(_ ratios: [Ratio]) {
    let ratios = ratios.map(\.reduced)
    for ratio in ratios {
      let rest = denominator.quotientAndRemainder(dividingBy: WideInteger(ratio.denominator))
        .remainder.int128
      // What is left of a division by 128 bits fits them.
      let shared = CommonDenominator.commonDivisor(ratio.denominator, rest ?? 0)
      denominator = denominator * WideInteger(ratio.denominator / shared)
    }
    for ratio in ratios {
      let factor = denominator.quotientAndRemainder(dividingBy: WideInteger(ratio.denominator))
      numerators.append(factor.quotient * WideInteger(ratio.numerator))
    }
  }

  /// The sum of amounts, by the place of their rate.
  func sum(of parts: [Int: Int128]) -> Figure<Ratio> {
    var sum = WideInteger.zero
    for (rate, units) in parts { sum = sum + WideInteger(units) * numerators[rate] }
    return Ratio.fine(sum, over: denominator)
  }

  private static func commonDivisor(_ left: Int128, _ right: Int128) -> Int128 {
    var (divisor, rest) = (left, right)
    while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
    return divisor
  }
}

extension Ratio {
  /// The denominator of what is too long to be kept as it is.
  fileprivate static let finest = Int128.powerOfTen(12)

  /// A quotient, rounded to 10^-12 where its terms are too long to be kept; or that it is too large.
  fileprivate static func fine(
    _ numerator: WideInteger, over denominator: WideInteger
  ) -> Figure<Ratio> {
    if let exact = Ratio(exactly: numerator, over: denominator) { return .known(exact) }
    let fine = (numerator * WideInteger(finest)).dividedHalfToEven(by: denominator)
    return fine.int128.flatMap { Ratio($0, over: finest) }.map { .known($0) } ?? .tooLarge
  }

  /// The product, or that it is too large; where its terms are too long, rounded to 10^-12.
  package func timesFinely(_ other: Ratio) -> Figure<Ratio> {
    if let product = try? times(other).reduced, product.isShort { return .known(product) }
    let (left, right) = (reduced, other.reduced)
    return Ratio.fine(
      WideInteger(left.numerator) * WideInteger(right.numerator),
      over: WideInteger(left.denominator) * WideInteger(right.denominator))
  }

  /// The sum, or that it is too large; where its terms are too long, rounded to 10^-12 as a converted sum is.
  package func addingFinely(_ other: Ratio) -> Figure<Ratio> {
    if let sum = try? adding(other).reduced, sum.isShort { return .known(sum) }
    let (sum, overflow) = rounded(toUnitsOf: Int64(Ratio.finest))
      .addingReportingOverflow(other.rounded(toUnitsOf: Int64(Ratio.finest)))
    return overflow ? .tooLarge : Ratio(sum, over: Ratio.finest).map { .known($0) } ?? .tooLarge
  }

  /// The quotient; where its terms are too long to be kept, rounded to 10^-18, far below what is ever shown.
  /// `nil` over zero.
  /// - Throws: `MoneyError.tooLarge` where even that does not fit.
  package func dividedFinely(by other: Ratio) throws(MoneyError) -> Ratio? {
    guard !other.isZero else { return nil }
    if let exact = try? divided(by: other) { return exact }
    let (own, divisor) = (self.reduced, other.reduced)
    let dividend = WideInteger(own.numerator) * WideInteger(divisor.denominator)
    let whole = WideInteger(own.denominator) * WideInteger(divisor.numerator)
    let isNegative = divisor.numerator < 0
    let fine = ((isNegative ? dividend.negated : dividend) * WideInteger(Ratio.finestQuotient))
      .dividedHalfToEven(by: isNegative ? whole.negated : whole)
    guard let units = fine.int128 else { throw .tooLarge }
    return Ratio(units, over: Ratio.finestQuotient)
  }

  /// The denominator of a quotient that is too long to be kept as it is.
  private static let finestQuotient = Int128.powerOfTen(18)

  /// Whether products of its terms fit.
  private var isShort: Bool {
    denominator <= Ratio.finest && numerator.magnitude < Int128.powerOfTen(30).magnitude
  }

  /// `nil` where the terms are so long that products of them may not fit.
  fileprivate init?(exactly numerator: WideInteger, over denominator: WideInteger) {
    guard let divisor = denominator.int128, divisor <= Ratio.finest,
      let units = numerator.int128, units.magnitude < Int128.powerOfTen(30).magnitude
    else { return nil }
    self.init(units, over: divisor)
  }
}
