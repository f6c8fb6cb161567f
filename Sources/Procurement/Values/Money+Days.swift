extension Currency {
  /// What an amount is divided into: minor units if it is a whole number of them, else stored units.
  package func grain(of units: Int128) -> Int128 {
    units % unitsPerMinorUnit == 0 ? unitsPerMinorUnit : 1
  }
}

extension Money {
  /// The part for some of so many days, in whole minor units if the amount is in whole ones.
  package func part(ofDays days: Int, of all: Int) -> Money {
    let grain = currency.grain(of: Int128(units))
    let pieces = Money(units: Int64(Int128(units) / grain), of: currency)
      .split(by: [days, all - days])
    // A part is no greater than the whole.
    return Money(units: Int64(Int128(pieces[0].units) &* grain), of: currency)
  }

  /// What is left of it without a part of it, as `part(ofDays:of:)` makes one, which always fits.
  package func rest(without part: Money) -> Money {
    Money(units: units &- part.units, of: currency)
  }
}

extension DayRange {
  /// Splits an amount over the months, by days; days after `last` do not count.
  package func pieces(of whole: Money, through last: Day? = nil) -> [(Month, Money)] {
    let end = min(self.last, last ?? self.last)
    guard from <= end else { return [] }
    // Almost every line is for days of one month.
    if end == self.last, from.month == end.month { return [(from.month, whole)] }
    let counted = DayRange(from: from, through: end)
    let months = MonthRange(from: from.month, through: end.month).months
    let weights =
      months.map { counted.overlap(DayRange(of: $0)) } + [self.last.days(since: end)]
    return Array(zip(months, whole.split(by: weights)))
  }
}
