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

  /// The piece of `whole` for each of `amounts`, in proportion to them, whatever their signs: each is rounded
  /// down, then those that lost the most get one more unit; of equal ones the first.
  /// - Precondition: the amounts have a sum that is not zero.
  /// - Throws: `MoneyError.tooLarge` where a product does not fit.
  package static func pieces(
    of whole: Int128, inProportionTo amounts: [Int128]
  ) throws(MoneyError) -> [Int128] {
    var sum = Int128(0)
    for amount in amounts { try sum += amount }
    let sign: Int128 = sum < 0 ? -1 : 1
    let divisor = try sum * sign
    var (pieces, rests): ([Int128], [Int128]) = ([], [])
    for amount in amounts {
      let product = try amount * sign * whole
      let (quotient, rest) = product.quotientAndRemainder(dividingBy: divisor)
      pieces.append(rest < 0 ? quotient &- 1 : quotient)
      rests.append(rest < 0 ? rest &+ divisor : rest)
    }
    let left = Int(clamping: whole &- pieces.reduce(0, &+))
    let byRest = rests.indices.sorted { (rests[$1], $0) < (rests[$0], $1) }
    for index in byRest.prefix(left) { pieces[index] = pieces[index] &+ 1 }
    return pieces
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

  /// The exact `parts`, in stored units, in whole minor units that add up to this amount: each rounded
  /// down, then one more each for those that lost the most (METRICS, rule 5); of equal ones the first.
  /// - Precondition: this amount is their sum rounded to the minor unit.
  /// - Throws: `MoneyError.tooLarge` if a part does not fit.
  package func minorUnits(of parts: [Ratio]) throws(MoneyError) -> [Money] {
    let minorUnit = Ratio(currency.unitsPerMinorUnit)
    var (floors, rests): ([Int128], [Ratio]) = ([], [])
    for part in parts {
      let exact = try part.divided(by: minorUnit)?.reduced ?? .zero
      floors.append(exact.floor)
      rests.append(try exact.subtracting(Ratio(exact.floor)))
    }
    let left = Int128(units) / currency.unitsPerMinorUnit &- floors.reduce(0, &+)
    let byRest = rests.indices.sorted { (rests[$1], $0) < (rests[$0], $1) }
    for index in byRest.prefix(Int(clamping: max(left, 0))) { floors[index] = floors[index] &+ 1 }
    var amounts: [Money] = []
    for floor in floors {
      amounts.append(try Money(exactly: floor * currency.unitsPerMinorUnit, of: currency))
    }
    return amounts
  }
}

extension [Figure<Ratio>] {
  /// Exact amounts in whole minor units, which add up to their sum, rounded once (METRICS, rule 5); where
  /// the sum is too large, each is rounded for itself.
  package func minorUnits(in currency: Currency) -> [Figure<Money>] {
    minorUnits(of: fineSum.flatMap { $0.rounded(to: currency) }, in: currency)
  }

  /// The sum, with 12 decimals where its terms are too long to be kept; not known where a part is not.
  package var fineSum: Figure<Ratio> {
    reduce(Figure<Ratio>.known(.zero)) { (sum: Figure<Ratio>, part: Figure<Ratio>) in
      sum.flatMap { sum in part.flatMap { sum.addingFinely($0) } }
    }
  }

  /// Whole minor units that add up to a given whole.
  package func minorUnits(of whole: Figure<Money>, in currency: Currency) -> [Figure<Money>] {
    guard let whole = whole.value, let pieces = try? whole.minorUnits(of: compactMap(\.value)),
      pieces.count == count
    else { return map { part in part.flatMap { $0.rounded(to: currency) } } }
    return pieces.map { .known($0) }
  }
}
