internal import Ledger
package import Procurement

/// An interval of a commitment with what was drawn in it: its shortfall, and what it carries
/// forward (METRICS, M7).
///
/// S = max(0, M·ρ − E − B of the one before); B = min(cap, max(0, E + B of the one before − M·ρ)) where
/// what is more is carried forward, else 0. Source: ASC 440, take-or-pay.
package struct CommittedStretch: Hashable, Sendable {
  /// Its state on the as-of day.
  package enum State: Hashable, Sendable {
    /// It has ended, and no invoice of it is missing.
    case assessed
    /// It has ended, and the invoices of these months of it are missing.
    case invoicesMissing([Month])
    /// It has not ended; what is drawn is projected to its end, or why it cannot be.
    case open(projected: Figure<CommitmentAmount>)
  }

  /// Its days.
  package let days: DayRange
  /// The minimum: of a part of an interval, M × days / days of the interval.
  package private(set) var minimum: CommitmentAmount
  /// The share of the committed capacity that was delivered, if late delivery gives relief; else 1.
  package let relief: Figure<Ratio>
  /// The minimum times the relief.
  package private(set) var required: Figure<CommitmentAmount>
  /// What was drawn: billed for its days, without taxes.
  package private(set) var applied: CommitmentAmount
  /// What was brought forward from the interval before.
  package private(set) var broughtForward: CommitmentAmount
  /// What is missing so far; projected to the end if the interval is open. For an interval that has ended,
  /// days that nothing is charged for count with their delivered value.
  package private(set) var shortfall: Figure<CommitmentAmount>
  /// What is carried forward to the next interval.
  package private(set) var carriedForward: CommitmentAmount
  /// Where it stands.
  package private(set) var state: State
  /// The shortfall of an interval that is assessed, where it must be paid for (METRICS, ruling 2); `nil`
  /// if nothing is due.
  package private(set) var shortfallDue: Figure<CommitmentAmount>?
  /// The due day of the shortfall: the last day and the payment terms.
  package let dueOn: Day
}

extension CommittedStretch {
  /// An interval of minimums that has begun, with what is brought forward into it.
  /// - Throws: `MoneyError.tooLarge` if a sum does not fit.
  init(_ interval: CommittedInterval, of minimums: ContractMinimums, carried: Ratio) throws {
    let commitment = interval.commitment
    func amount(_ units: Ratio) -> CommitmentAmount {
      CommitmentAmount(measure: minimums.measure, units: units)
    }
    let minimum = try interval.minimum
    let applied = Ratio(try minimums.draws.units(in: interval.days))
    let relief =
      commitment.hasRelief ? try minimums.deliveredShare(of: interval.days) : .known(.one)
    let required = try relief.map { try minimum.times($0) }
    let state = try minimums.state(of: interval.days)
    let drawn = try minimums.drawn(by: applied, in: interval.days, state)
    // Whatever was delivered, no more than the minimum is asked for; what was charged counts in any case.
    let most = required.value ?? minimum
    let isReached = try applied.adding(carried) >= most
    let asked = isReached ? .known(most) : required
    let counted = isReached ? .known(drawn.value ?? applied) : drawn
    let balance = try asked.flatMap { asked in
      try counted.map { try $0.adding(carried).subtracting(asked) }
    }
    let cap = try commitment.carryForwardCap.map { Ratio(try minimums.measure.units(of: $0)) }
    let beyond = balance.value?.positivePart ?? .zero
    days = interval.days
    self.minimum = amount(minimum)
    self.relief = relief
    self.required = required.map(amount)
    self.applied = amount(applied)
    self.state = state
    broughtForward = amount(carried)
    shortfall = try balance.map { amount(try Ratio.zero.subtracting($0).positivePart) }
    carriedForward = amount(commitment.carriesForward ? min(cap ?? beyond, beyond) : .zero)
    shortfallDue = shortfall.due(minimums, state)
    dueOn = interval.days.last.adding(days: minimums.contract.paymentTermsDays ?? 0)
  }
}

extension CommittedStretch {
  /// Every amount of money at one rate.
  func shown(at rate: AmountRate) -> CommittedStretch {
    var stretch = self
    for amount in [\Self.minimum, \.applied, \.broughtForward, \.carriedForward] {
      stretch[keyPath: amount] = self[keyPath: amount].shown(at: rate)
    }
    stretch.required = required.map { $0.shown(at: rate) }
    stretch.shortfall = shortfall.map { $0.shown(at: rate) }
    stretch.shortfallDue = shortfallDue.map { due in due.map { $0.shown(at: rate) } }
    if case .open(let projected) = state {
      stretch.state = .open(projected: projected.map { $0.shown(at: rate) })
    }
    return stretch
  }
}

extension Figure<CommitmentAmount> {
  /// The shortfall that must be paid for.
  fileprivate func due(
    _ minimums: ContractMinimums, _ state: CommittedStretch.State
  ) -> Figure<CommitmentAmount>? {
    guard state == .assessed, minimums.draw == .buildUp,
      minimums.contract.standing(on: minimums.asOf).owesFees, value?.units != .zero
    else { return nil }
    return self
  }
}

extension ContractMinimums {
  /// What counts as drawn in an interval: projected if it is open; if it has ended, days that nothing is
  /// charged for count with their delivered value.
  fileprivate func drawn(
    by applied: Ratio, in days: DayRange, _ state: CommittedStretch.State
  ) throws -> Figure<Ratio> {
    if case .open(let projected) = state { return projected.map(\.units) }
    guard case .money = measure, draw == .buildUp else { return .known(applied) }
    return try service.deliveredValue(of: draws.uncharged(in: days)).map {
      try applied.adding($0)
    }
  }

  fileprivate func state(of days: DayRange) throws -> CommittedStretch.State {
    guard days.last <= asOf else {
      let projected = try draws.projected(to: days, paceOf: self.days)
      return .open(
        projected: projected.map { CommitmentAmount(measure: measure, units: $0) })
    }
    let missing = MonthRange(from: days.from.month, through: days.last.month).months
      .filter(isInvoiceMissing)
    return missing.isEmpty ? .assessed : .invoicesMissing(missing)
  }

  /// Unit-days delivered over unit-days due, in the days up to the as-of day; 1 where nothing is due in
  /// the interval. A tranche that is due later does not count (METRICS, rulings 22 and 23).
  fileprivate func deliveredShare(of days: DayRange) throws -> Figure<Ratio> {
    let past = DayRange(from: days.from, through: min(days.last, asOf))
    guard !tranches.isEmpty else {
      return .unavailable(.notApplicable, "no capacity promised")
    }
    guard !tranches.due(by: days.last).isEmpty else { return .known(.one) }
    guard tranches.contains(where: \.hasDelivery) else {
      return .unavailable(.noDeliveryRecorded, "no delivery recorded")
    }
    return try tranches.due(by: past.last).deliveredDays(in: past)
      .map { try $0.ratioOfSums() ?? .one }
  }
}
