internal import Ledger
internal import Procurement

/// All fixed payments of one schedule, spread evenly over its days (METRICS, M16).
///
/// Months without a fee have their share. Where the schedule was amended, what is left is spread over
/// the days that are left, from the first month that the amendment changes. Source: ASC 842, IFRS 16.
struct StraightLine: Hashable {
  /// What falls into each month; they add up to all payments, to the last unit.
  private(set) var pieces: [Piece] = []

  /// What falls into some days of one month.
  struct Piece: Hashable {
    let days: DayRange
    let amount: Money

    /// The part for the days that have passed, the as-of day included, exact, in stored units.
    /// - Throws: `MoneyError.tooLarge` if it does not fit.
    func units(through asOf: Day) throws -> Ratio {
      guard let passed = DayRange(from: days.from, to: min(asOf, days.last).adding(days: 1)) else {
        return .zero
      }
      return try amount.exact.times(Ratio(days: passed.dayCount, of: days.dayCount))
    }
  }

  /// The schedule of a tranche, or of what names none, over the days of one term.
  static func over(
    _ versions: [FeeVersion], _ term: DayRange, of contract: ContractFile
  ) throws -> Figure<StraightLine> {
    var (line, recognised, from) = (StraightLine(), Int128(0), term.from)
    for (index, version) in versions.enumerated() where !version.rows.isEmpty {
      let sum = try version.total(for: term, of: contract)
      guard let total = sum.value else {
        return .unavailable(sum.unavailable ?? contract.unknown("fee"))
      }
      let next = index + 1 < versions.count ? versions[index + 1] : nil
      let stop = next.flatMap(version.firstChange(to:))?.firstDay.adding(days: -1)
      guard from <= term.last, stop.map({ from <= $0 }) ?? true else { continue }
      let rest = try Int128(Money(rounding: total, of: contract.currency).units) - recognised
      let left = DayRange(from: from, through: term.last)
      for piece in try left.pieces(of: rest, through: stop, contract.currency) {
        line.pieces.append(piece)
        try recognised += Int128(piece.amount.units)
      }
      from = min(stop ?? term.last, term.last).adding(days: 1)
    }
    return .known(line)
  }
}

extension DayRange {
  /// Splits an amount over the months through `last`, by days: in whole minor units if the amount
  /// is of whole minor units, else in stored units.
  fileprivate func pieces(
    of units: Int128, through last: Day?, _ currency: Currency
  ) throws -> [StraightLine.Piece] {
    let end = min(self.last, last ?? self.last)
    let parts = DayRange(from: from, through: end).byMonth
    let weights = parts.map { Int128($0.dayCount) }
    let grain = currency.grain(of: units)
    let pieces = try Apportionment.pieces(
      of: units / grain, by: weights + [Int128(self.last.days(since: end))])
    return try zip(parts, pieces).map {
      StraightLine.Piece(days: $0, amount: try Money(exactly: $1 * grain, of: currency))
    }
  }
}
