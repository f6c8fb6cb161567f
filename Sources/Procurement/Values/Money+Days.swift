extension Currency {
  /// What an amount is divided into: minor units if it is a whole number of them, else stored units.
  package func grain(of units: Int128) -> Int128 {
    units % unitsPerMinorUnit == 0 ? unitsPerMinorUnit : 1
  }
}

extension Money {
  /// The part for some of a number of days, in whole minor units if the amount is in whole ones.
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
  ///
  /// The whole is split before days are left out, so that the piece of a month that is over is the same
  /// whatever `last` is.
  package func pieces(of whole: Money, through last: Day? = nil) -> [(Month, Money)] {
    var pieces: [(Month, Money)] = []
    forEachPiece(of: whole, through: last) { pieces.append(($0, $1)) }
    return pieces
  }

  /// Lends the pieces of `pieces(of:through:)`, one after the other.
  package func forEachPiece(
    of whole: Money, through last: Day? = nil, _ body: (Month, Money) -> Void
  ) {
    let end = last ?? self.last
    let month = from.month
    // Almost every line is for days of one month.
    if self.last <= end, self.last <= month.lastDay { return body(month, whole) }
    let runs = byMonth
    for (run, piece) in zip(runs, whole.split(by: runs.map(\.dayCount))) where run.from <= end {
      body(run.from.month, run.part(of: piece, through: end))
    }
  }

  /// What an amount for its days is for those through `end`, its first or later.
  private func part(of amount: Money, through end: Day) -> Money {
    guard end < last else { return amount }
    return amount.split(by: [end.days(since: from) + 1, last.days(since: end)])[0]
  }
}
