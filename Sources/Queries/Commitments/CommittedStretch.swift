package import Procurement

/// An interval of a commitment with what was drawn in it: its shortfall, and what it carries
/// forward (METRICS, M7).
///
/// S = max(0, M·ρ − E − B of the one before); B = min(cap, max(0, E + B of the one before − M·ρ)) where
/// what is more is carried forward, else 0. Source: ASC 440, take-or-pay.
package struct CommittedStretch: Hashable, Sendable {
  /// Its state on the as-of day.
  package enum State: Hashable, Sendable {
    /// It has ended, and every month of it has an invoice.
    case assessed
    /// It has ended, and these months of it have no invoice.
    case invoicesMissing([Month])
    /// It has not ended; what is drawn is projected to its end, or why it cannot be.
    case open(projected: Figure<CommitmentAmount>)
  }

  /// Its days.
  package let days: DayRange
  /// The minimum: of a part of an interval, M × days / days of the interval.
  package let minimum: CommitmentAmount
  /// The share of the committed capacity that was delivered, if late delivery gives relief; else 1.
  package let relief: Figure<Ratio>
  /// The minimum times the relief.
  package let required: Figure<CommitmentAmount>
  /// What was drawn: billed for its days, without taxes.
  package let applied: CommitmentAmount
  /// What was brought forward from the interval before.
  package let broughtForward: CommitmentAmount
  /// What is missing so far; projected to the end if the interval is open.
  package let shortfall: Figure<CommitmentAmount>
  /// What is carried forward to the next interval.
  package let carriedForward: CommitmentAmount
  /// Where it stands.
  package let state: State
}

extension CommittedStretch {
  /// The intervals of one commitment that have begun by `draws.asOf`, with `carried` brought
  /// forward.
  static func all(
    of commitment: Commitment, _ draws: CommitmentDraws, _ tranches: [TrancheStatus],
    carried: Int128
  ) throws -> [CommittedStretch] {
    var carried = carried
    let days = DayRange(from: commitment.from, through: commitment.to)
    return try commitment.interval.stretches(of: days)
      .filter { $0.days.from <= draws.asOf }
      .map { stretch in
        let result = try CommittedStretch(
          stretch, of: commitment, draws: draws, tranches: tranches, carried: carried)
        carried = result.carriedForward.units
        return result
      }
  }

  /// The minimum of a stretch, rounded half to even to a unit.
  package static func minimum(
    of stretch: CommitmentStretch, _ whole: Int128
  ) throws(MoneyError) -> Int128 {
    try Ratio(whole * Int128(stretch.days.dayCount), over: Int128(stretch.wholeDayCount))?
      .rounded(toUnitsOf: 1) ?? 0
  }

  private init(
    _ stretch: CommitmentStretch, of commitment: Commitment, draws: CommitmentDraws,
    tranches: [TrancheStatus], carried: Int128
  ) throws {
    let measure = draws.measure
    let whole = try measure.units(of: commitment.minimum)
    let cap = try commitment.carryForwardCap.map { try measure.units(of: $0) }
    let minimum = try CommittedStretch.minimum(of: stretch, whole)
    let relief: Figure<Ratio> =
      commitment.hasRelief
      ? try tranches.deliveredShare(of: stretch.days, upTo: draws.asOf) : .one
    let required = try relief.map { try $0.times(minimum) }
    let applied = try draws.units(in: stretch.days)
    let state = try CommittedStretch.state(of: stretch.days, draws)
    var drawn: Figure<Int128> = .known(applied)
    if case .open(let projected) = state { drawn = projected.map(\.units) }
    days = stretch.days
    self.minimum = CommitmentAmount(measure: measure, units: minimum)
    self.relief = relief
    self.required = required.map { CommitmentAmount(measure: measure, units: $0) }
    self.applied = CommitmentAmount(measure: measure, units: applied)
    self.state = state
    broughtForward = CommitmentAmount(measure: measure, units: carried)
    guard let required = required.value, let drawn = drawn.value else {
      shortfall = .unavailable(
        required.unavailable ?? drawn.unavailable ?? Unavailable(.notRecorded, "not known"))
      carriedForward = CommitmentAmount(measure: measure, units: 0)
      return
    }
    let missing = try max(0, required - drawn - carried)
    let more = try max(0, drawn + carried - required)
    shortfall = .known(CommitmentAmount(measure: measure, units: missing))
    carriedForward = CommitmentAmount(
      measure: measure,
      units: commitment.carriesForward ? min(cap ?? more, more) : 0)
  }

  private static func state(of days: DayRange, _ draws: CommitmentDraws) throws -> State {
    guard days.last <= draws.asOf else {
      return .open(projected: try draws.projected(to: days))
    }
    let missing = MonthRange(from: days.from.month, through: days.last.month).months
      .filter { !draws.months.contains($0) }
    return missing.isEmpty ? .assessed : .invoicesMissing(missing)
  }
}

extension Figure<Ratio> {
  fileprivate static var one: Figure<Ratio> {
    Ratio(1, over: 1).map { .known($0) } ?? .unavailable(.tooLarge, "too large")
  }
}

extension Ratio {
  fileprivate func times(_ units: Int128) throws(MoneyError) -> Int128 {
    try Ratio(numerator * units, over: denominator)?.rounded(toUnitsOf: 1) ?? 0
  }
}

extension [TrancheStatus] {
  /// Unit-days delivered over unit-days due, in the days up to the as-of day; 1 where none are due.
  fileprivate func deliveredShare(
    of days: DayRange, upTo asOf: Day
  ) throws(MoneyError) -> Figure<Ratio> {
    guard days.from <= asOf else { return .one }
    let past = DayRange(from: days.from, through: Swift.min(days.last, asOf))
    switch try dueUnitDays(in: past, through: past.last) {
    case .known(let unitDays):
      return unitDays.share.map { .known($0) } ?? .one
    case .unavailable(let reason): return .unavailable(reason)
    }
  }
}
