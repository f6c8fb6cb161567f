package import Procurement
package import Store

/// What a contract still costs if it is left on a day (METRICS, M18), beside its headline: every exit
/// that it knows, and the least that the buyer can take.
package struct ExitExposure: Hashable, Sendable {
  /// The contract to be left.
  package let contract: ContractTerms
  /// The day on which notice is given.
  package let noticeDay: Day
  /// How its days become money.
  package let convention: DayConvention
  /// The fee of that day's month.
  package let monthlyFee: KnownOr<Money>
  /// When notice of the buyer's counts: then, or when the lock-in is over; `nil` where it can give
  /// none.
  package let noticeOn: Day?
  /// Until when no notice can be given.
  package let lockIn: LockIn
  /// Every way to leave it.
  package let exits: [ContractExit]
  /// The least that the buyer can take; one that is not known where it may be less; `nil` where there
  /// is none.
  package let least: ContractExit?
  /// The term at whose end it can be left; `nil` where it is over or no end is known.
  package let term: ContractTerm?
  /// All known fees of the schedule.
  package let scheduled: ScheduleSum
  /// The contract's row, and those of its fees, minimums, termination fees, pools, credits and
  /// promises.
  package let evidence: [Evidence]
  private let reason: String

  /// The day of the least exit.
  package var exitOn: KnownOr<Day> { least?.exitOn ?? .unknown(reason) }
  /// What the least exit comes to.
  package var firm: KnownOr<Money> { least?.amount ?? .unknown(reason) }
  /// The firm amount over the headline value.
  package var shareOfHeadline: RatioFigure { least?.shareOfHeadline ?? .undefined(reason) }
  /// The firm amount over all known fees of the schedule.
  package var shareOfSchedule: RatioFigure { least?.shareOfSchedule ?? .undefined(reason) }
}

/// How the days of a notice period become money.
package enum DayConvention: String, CaseIterable, Sendable {
  /// Thirty days of notice are one monthly fee; days before it count by their month.
  case months
  /// A day is 12 monthly fees / 365.
  case days

  /// For headings: `months (30 days of notice = 1 fee)`.
  package var label: String {
    switch self {
    case .months: "months (30 days of notice = 1 monthly fee)"
    case .days: "days (a day = 12 monthly fees / 365)"
    }
  }
}

/// A figure, or why it is not known.
package enum KnownOr<Value: Hashable & Sendable>: Hashable, Sendable {
  /// The figure.
  case known(Value)
  /// Why it is not known: `fee of 2026-11 not disclosed`.
  case unknown(String)

  /// The figure; `nil` where it is not known.
  package var value: Value? { if case .known(let value) = self { value } else { nil } }
  /// Why it is not known; `nil` where it is.
  package var reason: String? { if case .unknown(let reason) = self { reason } else { nil } }

  /// The same of something of the figure.
  package func map<Other>(_ change: (Value) -> Other) -> KnownOr<Other> {
    switch self {
    case .known(let value): .known(change(value))
    case .unknown(let reason): .unknown(reason)
    }
  }
}

/// When notice can first be given.
package enum LockIn: Hashable, Sendable {
  /// Notice can be given at any time.
  case none
  /// The last day on which no notice can be given; whether its start was taken from the signing.
  case until(Day, isFromSigning: Bool)
  /// Why its end is not known.
  case unknown(String)
}

/// The fees of a schedule from its first to its last month.
package struct ScheduleSum: Hashable, Sendable {
  /// The sum of the known ones; `nil` where none is known or the end is not.
  package let known: Money?
  /// How many months have a known fee.
  package let knownMonths: Int
  /// Months of which a fee exists and is not known.
  package let unknownMonths: Int
  /// Whether every row of the schedule has a last month.
  package let isEndKnown: Bool

  /// Why there is no sum, or `nil`.
  package var reason: String? {
    if known != nil { return nil }
    return isEndKnown ? "no fee known" : "end of schedule not known"
  }
}

extension ExitExposure {
  /// A row for each contract, by provider, buyer and reference.
  /// - Throws: `SQLiteError`, or `MoneyError` where a sum does not fit.
  package static func all(
    _ selection: Selection, asOf: Day, convention: DayConvention, from store: borrowing Store
  ) throws -> [ExitExposure] {
    try ExitFacts.all(selection, asOf: asOf, from: store).map {
      try ExitExposure($0, on: asOf, convention)
    }
  }

  init(_ facts: ExitFacts, on day: Day, _ convention: DayConvention) throws {
    let contract = facts.contract
    let over = contract.reasonItHasEnded(by: day)
    let scheduled = try ScheduleSum(facts.fees, in: contract.currency)
    let exits = try ContractExit.ways(of: facts, on: day).map {
      try ContractExit($0, of: facts, on: day, convention, scheduled)
    }
    self.contract = contract
    noticeDay = day
    self.convention = convention
    monthlyFee = try facts.fees.fee(of: day.month)
    lockIn = LockIn(of: contract)
    noticeOn =
      over == nil && contract.exit.noticeBy != .provider
      ? contract.exit.noticeDays.flatMap { WayOut.notice(of: contract, $0, on: day).noticeOn } : nil
    self.exits = exits
    least = exits.least(on: day)
    term = over == nil ? contract.term(on: day) : nil
    self.scheduled = scheduled
    evidence = facts.evidence
    reason = over ?? "exit terms not known"
  }
}

extension [ContractExit] {
  /// The least that the buyer can take, of several the first to come; one that is not known where it
  /// would come no later than that.
  fileprivate func least(on day: Day) -> ContractExit? {
    let open = filter { $0.kind != .provider && !$0.isClosed }
    let best = open.filter { $0.amount.value != nil }.min { left, right in
      (left.amount.value?.units ?? 0, left.exitOn.value ?? day)
        < (right.amount.value?.units ?? 0, right.exitOn.value ?? day)
    }
    guard let best, let bestDay = best.exitOn.value else { return open.first }
    let unknown = open.first { exit in
      guard exit.amount.value == nil else { return false }
      return exit.exitOn.value.map { $0 <= bestDay } ?? (bestDay > day)
    }
    return unknown ?? best
  }
}

extension ScheduleSum {
  fileprivate init(_ fees: [ScheduledFee], in currency: Currency) throws {
    var sum = Money.zero(currency)
    var (known, unknown) = (0, 0)
    for fee in fees {
      guard let last = fee.toMonth else { continue }
      let months = last.number - fee.fromMonth.number + 1
      guard let amount = fee.amount else {
        unknown += months
        continue
      }
      known += months
      sum = try sum.adding(amount.multiplied(by: months))
    }
    let isEndKnown = fees.allSatisfy { $0.toMonth != nil }
    self.init(
      known: known > 0 && isEndKnown ? sum : nil, knownMonths: known, unknownMonths: unknown,
      isEndKnown: isEndKnown)
  }
}
