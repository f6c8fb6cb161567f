/// Splitting a whole into pieces that add up to it, to the last unit.
///
/// Source: METRICS, rule 5: shares rounded down, then one more unit each for the largest remainders
/// (Hamilton's method).
package enum Apportionment {
  /// The piece of `whole` for each of `weights`; of equal remainders the first comes first.
  ///
  /// The pieces of a negative whole are those of its negative, negated.
  /// - Precondition: no weight is negative, and one is not zero; `whole` is not `Int128.min`.
  /// - Throws: `MoneyError.tooLarge` where the weights have a sum that does not fit.
  package static func pieces(
    of whole: Int128, by weights: [Int128]
  ) throws(MoneyError) -> [Int128] {
    var sum = Int128(0)
    for weight in weights { try sum += weight }
    return pieces(of: whole, by: weights, of: sum)
  }

  /// `sum` is that of the weights, so that no piece is greater than the whole.
  fileprivate static func pieces(
    of whole: Int128, by weights: [Int128], of sum: Int128
  ) -> [Int128] {
    precondition(sum > 0 && weights.allSatisfy { $0 >= 0 }, "weights have a sum")
    let shares = weights.map { weight in
      sum.magnitude.dividingFullWidth(
        weight.magnitude.multipliedFullWidth(by: whole.magnitude))
    }
    var pieces = shares.map(\.quotient)
    let rest = Int(whole.magnitude - pieces.reduce(0, +))
    let byRemainder = shares.indices.sorted { left, right in
      (shares[right].remainder, left) < (shares[left].remainder, right)
    }
    for index in byRemainder.prefix(rest) { pieces[index] += 1 }
    return pieces.map { whole < 0 ? 0 &- Int128($0) : Int128($0) }
  }
}

extension Money {
  /// Pieces in proportion to `weights` that add up to the amount, in stored units.
  /// - Precondition: no weight is negative, and their sum is not zero.
  package func split(by weights: [Int]) -> [Money] {
    let wide = weights.map { Int128($0) }
    // So many numbers of 64 bits that their sum does not fit are not to be had.
    let sum = wide.reduce(0) { $0 &+ $1 }
    // No piece is greater than the whole.
    return Apportionment.pieces(of: Int128(units), by: wide, of: sum).map {
      Money(units: Int64($0), of: currency)
    }
  }

  /// Pieces in proportion to `weights` that add up to the amount, in minor units if it is in whole ones,
  /// else in stored units. Without a weight that is not zero, the first piece is the whole.
  /// - Precondition: no weight is negative.
  /// - Throws: `MoneyError.tooLarge` if the weights do not fit a common denominator.
  package func minorUnits(by weights: [Ratio]) throws(MoneyError) -> [Money] {
    var denominator = Ratio.one
    for weight in weights { denominator = try denominator.commonDenominator(with: weight) }
    var wholes: [Int128] = []
    for weight in weights { wholes.append(try weight.times(denominator).reduced.numerator) }
    if !wholes.contains(where: { $0 > 0 }), !wholes.isEmpty { wholes[0] = 1 }
    let grain = units % Int64(currency.unitsPerMinorUnit) == 0 ? currency.unitsPerMinorUnit : 1
    // No piece is greater than the whole.
    let pieces = try Apportionment.pieces(of: Int128(units) / grain, by: wholes)
    return pieces.map { Money(units: Int64($0 &* grain), of: currency) }
  }
}

extension Ratio {
  /// The least whole number that is a multiple of a whole number and of the denominator of another.
  fileprivate func commonDenominator(with other: Ratio) throws(MoneyError) -> Ratio {
    let lowest = other.reduced
    let shared = Ratio(numerator: numerator, denominator: lowest.denominator).reduced
    return try times(Ratio(shared.denominator))
  }
}
