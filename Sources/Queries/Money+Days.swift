internal import Procurement

extension Currency {
  /// What an amount is divided into: coins where it is of whole ones, else stored units.
  func grain(of units: Int128) -> Int128 { units % unitsPerCoin == 0 ? unitsPerCoin : 1 }
}

extension Money {
  /// What of it falls on some of so many days, in whole coins where it is of whole ones.
  func part(ofDays days: Int, of all: Int) -> Money {
    let grain = currency.grain(of: Int128(units))
    let pieces = Apportionment.pieces(
      of: Int128(units) / grain, by: [Int128(days), Int128(all - days)])
    // A part is no greater than the whole.
    return Money(units: Int64(pieces[0] * grain), of: currency)
  }
}
