internal import Ledger
internal import Procurement

/// What was drawn on a contract's minimums: billed for the days of its service, by the as-of day.
struct CommitmentDraws {
  let measure: CommitmentMeasure
  let asOf: Day
  /// Days that something is charged for, neither a tax nor a credit; runs in the order of days.
  private let charged: [DayRange]
  /// What is drawn on days of one month each, in units of the measure, by the month.
  private let pieces: [Piece]
  /// How many full months the actual pace is the mean of, at most.
  private let paceMonths: Int

  /// A quantity or amount that a line has for some days.
  struct Draw {
    let days: DayRange
    let units: Int128
    /// Whether it charges for its days: a credit does not.
    let isCharge: Bool
  }

  private struct Piece {
    let month: Month
    let days: DayRange
    let units: Int128

    init(_ days: DayRange, _ units: Int128) {
      (month, self.days, self.units) = (days.from.month, days, units)
    }
  }

  /// - Throws: `MoneyError.tooLarge` where an amount cannot be split.
  init(_ draws: [Draw], _ measure: CommitmentMeasure, asOf: Day, paceMonths: Int) throws {
    self.measure = measure
    self.asOf = asOf
    self.paceMonths = paceMonths
    charged = draws.filter(\.isCharge).map(\.days).union
    var pieces: [Piece] = []
    pieces.reserveCapacity(draws.count)
    for draw in draws {
      let parts = draw.days.byMonth
      guard parts.count > 1 else {
        pieces.append(Piece(draw.days, draw.units))
        continue
      }
      let units = try Apportionment.pieces(of: draw.units, by: parts.map { Int128($0.dayCount) })
      for (part, units) in zip(parts, units) { pieces.append(Piece(part, units)) }
    }
    self.pieces = pieces.sorted { $0.month < $1.month }
  }

  /// What falls into some days; the pieces of a month's part add up (METRICS, ruling 19).
  /// - Throws: `MoneyError.tooLarge` where the sum does not fit.
  func units(in days: DayRange) throws -> Int128 {
    try pieces(from: days.from.month, through: days.last.month).reduce(0) { sum, piece in
      guard let own = piece.days.intersection(days) else { return sum }
      guard own != piece.days else { return try sum + piece.units }
      let weights = [
        own.from.days(since: piece.days.from), own.dayCount, piece.days.last.days(since: own.last),
      ]
      return try sum + Apportionment.pieces(of: piece.units, by: weights.map { Int128($0) })[1]
    }
  }

  /// The pieces of some months.
  private func pieces(from first: Month, through last: Month) -> ArraySlice<Piece> {
    let start = pieces.partitioningIndex { $0.month >= first }
    return pieces[start...].prefix { $0.month <= last }
  }

  /// What falls into runs of days that do not overlap.
  /// - Throws: `MoneyError.tooLarge` where the sum does not fit.
  func units(in runs: [DayRange]) throws -> Int128 {
    try runs.reduce(0) { try $0 + units(in: $1) }
  }

  /// The days of `days` that nothing is charged for.
  func uncharged(in days: DayRange) -> [DayRange] { charged.missing(of: days) }

  /// Whether anything is charged for a day of a month.
  func isCharged(_ month: Month) -> Bool {
    charged.contains { $0.overlap(DayRange(of: month)) > 0 }
  }

  /// The last of the full months of some days, over by the as-of day and charged for, that the pace is
  /// taken of; with what was drawn in them.
  func pace(of runs: [DayRange]) throws -> (months: [Month], units: Int128)? {
    let full = runs.flatMap(\.fullMonths).filter { $0.lastDay <= asOf && isCharged($0) }
    let last = full.sorted().suffix(paceMonths)
    guard !last.isEmpty else { return nil }
    return (Array(last), try last.reduce(0) { try $0 + units(in: DayRange(of: $1)) })
  }

  /// What is drawn by the end of an open interval, if each of its days that nothing is charged for takes
  /// the daily mean of the last full months of `runs` (METRICS, ruling 21).
  /// - Throws: `MoneyError.tooLarge` if it does not fit.
  func projected(to days: DayRange, paceOf runs: [DayRange]) throws -> Figure<Ratio> {
    let drawn = Ratio(try units(in: days))
    let left = uncharged(in: days).map(\.dayCount).reduce(0, +)
    guard left > 0 else { return .known(drawn) }
    guard let pace = try pace(of: runs) else {
      return .unavailable(.notBilled, "no full month billed")
    }
    let paceDays = pace.months.map(\.dayCount).reduce(0, +)
    return .known(
      try drawn.adding(Ratio(pace.units).times(Ratio(days: left, of: paceDays))))
  }
}

extension DayRange {
  /// The months that lie in it wholly.
  fileprivate var fullMonths: [Month] {
    byMonth.filter { $0.dayCount == $0.from.month.dayCount }.map(\.from.month)
  }
}

extension [Charge] {
  /// What is charged in a currency, without taxes and what buys one of some pools, in its stored units.
  ///
  /// A purchase for the very days of a pool buys it and draws nothing (METRICS, ruling 20).
  func draws(in currency: Currency, pools: Set<DayRange>) -> [CommitmentDraws.Draw] {
    filter {
      !$0.isTax && $0.amount.currency == currency
        && !($0.category == .purchase && pools.contains($0.days))
    }.map {
      CommitmentDraws.Draw(
        days: $0.days, units: Int128($0.amount.units), isCharge: $0.category != .credit)
    }
  }
}
