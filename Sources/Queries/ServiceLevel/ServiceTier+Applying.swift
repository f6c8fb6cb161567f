internal import Ledger
internal import Procurement

extension [Recorded<ServiceTier>] {
  /// The lowest that an availability, a fraction of 1, is below; `nil` if it is below none.
  func applying(to availability: Ratio) throws -> Recorded<ServiceTier>? {
    try filter { tier in
      let places = Int128.powerOfTen(tier.belowPercent.decimals)
      return try availability.numerator * 100 * places
        < tier.belowPercent.coefficient * availability.denominator
    }.min { $0.belowPercent.isBelow($1.belowPercent) }
  }
}

extension ExactDecimal {
  /// Compares percentages, which fit at any number of places.
  fileprivate func isBelow(_ other: ExactDecimal) -> Bool {
    let places = max(decimals, other.decimals)
    return (rounded(toPlaces: places) ?? 0) < (other.rounded(toPlaces: places) ?? 0)
  }
}
