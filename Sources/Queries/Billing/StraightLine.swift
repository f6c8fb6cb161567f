internal import Procurement

/// All fixed payments of one schedule, spread evenly over its days (METRICS, M16).
///
/// Months without a fee have their share. Where the schedule was amended, what is left is spread over
/// the days that are left, from the first month that the amendment changes. Source: ASC 842, IFRS 16.
struct StraightLine: Hashable {
  /// What falls into each month; the pieces add up to all payments, to the last unit.
  let pieces: [Month: Money]

  /// The schedule of a tranche, or of what names none, over `days`, which are longer than the months
  /// with a fee where some are free.
  static func over(
    _ versions: [FeeVersion], from start: Day, to end: Day?, in currency: Currency
  ) throws -> Figure<StraightLine> {
    var (pieces, recognised): ([Month: Int128], Int128) = ([:], 0)
    var from = start
    for (index, version) in versions.enumerated() where !version.rows.isEmpty {
      let sum = try version.total(in: currency)
      guard let total = sum.value, let last = version.lastDay else {
        return .unavailable(sum.unavailable ?? Unavailable(.notRecorded, "no fee known"))
      }
      let next = index + 1 < versions.count ? versions[index + 1] : nil
      let whole = DayRange(from: from, through: max(end ?? last, last, from))
      let stop = next.flatMap(version.firstChange(to:))?.firstDay.adding(days: -1)
      guard stop.map({ from <= $0 }) ?? true else { continue }
      let rest = try Int128(total.units) - recognised
      for (month, piece) in try whole.coinPieces(of: rest, through: stop, currency) {
        try pieces[month, default: 0] += piece
        try recognised += piece
      }
      from = min(stop ?? whole.last, whole.last).adding(days: 1)
    }
    return .known(
      StraightLine(pieces: try pieces.mapValues { try Money(exactly: $0, of: currency) }))
  }
}

extension DayRange {
  /// Splits an amount over the months through `last`, by days: in whole minor units if the amount
  /// is of whole minor units, else in stored units.
  fileprivate func coinPieces(
    of units: Int128, through last: Day?, _ currency: Currency
  ) throws(MoneyError) -> [(Month, Int128)] {
    let end = min(self.last, last ?? self.last)
    let counted = DayRange(from: from, through: end)
    let months = MonthRange(from: from.month, through: end.month).months
    let weights = months.map { Int128(counted.overlap(DayRange(of: $0))) }
    let grain = currency.grain(of: units)
    let pieces = try Apportionment.pieces(
      of: units / grain, by: weights + [Int128(self.last.days(since: end))])
    return zip(months, pieces).map { ($0, $1 &* grain) }
  }
}
