package import Procurement
package import Ledger

/// What a contract still costs if it is left on a day (METRICS, M18), next to its headline: every
/// exit that it allows, and the cheapest one that the buyer can take.
package struct ExitExposure: Hashable, Sendable {
  /// The contract to be left.
  package let contract: ContractFile
  /// The day on which notice is given.
  package let noticeDay: Day
  /// How its days become money.
  package let convention: DayConvention
  /// What shows its amounts in the currency of the report.
  package private(set) var rate: AmountRate
  private let ownFee: Figure<Money>
  /// When notice of the buyer's counts: then, or when the lock-in has ended; `nil` if it can give
  /// none.
  package let noticeOn: Day?
  /// Every way to leave it.
  package private(set) var exits: [ContractExit]
  /// The cheapest exit that the buyer can take; one of unknown cost if that may be lower; `nil` if
  /// there is no exit.
  package private(set) var cheapest: ContractExit?
  /// What state the contract is in.
  package let standing: ContractStanding
  /// All known fees of the schedule.
  package private(set) var scheduled: ScheduleSum
  /// The contract's row, and those of its fees, minimums, termination fees, pools, credits and
  /// promises.
  package let evidence: [Evidence]
  private let reason: Unavailable

  /// The day of the cheapest exit.
  package var exitOn: Figure<Day> { cheapest?.exitOn ?? .unavailable(reason) }
  /// The cost of the cheapest exit.
  package var costToLeave: Figure<Money> { cheapest?.amount ?? .unavailable(reason) }
  /// The cost to leave over the headline value.
  package var shareOfHeadline: Figure<Share> { cheapest?.shareOfHeadline ?? .unavailable(reason) }
  /// The cost to leave over all known fees of the schedule.
  package var shareOfSchedule: Figure<Share> { cheapest?.shareOfSchedule ?? .unavailable(reason) }
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

/// The fees of a schedule from its first to its last month.
package struct ScheduleSum: Hashable, Sendable {
  private let units: Figure<Ratio>
  private let isKnown: Bool
  /// What shows it in the currency of the report.
  fileprivate var rate: AmountRate
  /// How many months have a known fee.
  package let knownMonths: Int
  /// Months of which a fee exists and is not known.
  package let unknownMonths: Int
  /// Why there is no sum.
  private let reason: Unavailable

  /// The sum of the known ones; `nil` if none is known or the end is not.
  package var known: Money? { isKnown ? rate.rounded(units).value : nil }

  /// The sum, exact, in stored units of the contract's currency.
  fileprivate var own: Figure<Ratio> { isKnown ? units : .unavailable(reason) }

  /// The sum, or why there is none.
  package var total: Figure<Money> {
    isKnown ? rate.rounded(units) : .unavailable(reason)
  }
}

extension ExitExposure {
  /// A row for each contract, by provider, buyer and reference.
  /// - Throws: `SQLiteError`, or `MoneyError` if a sum does not fit.
  package static func all(
    in book: Book, asOf: Day, convention: DayConvention
  ) throws -> [ExitExposure] {
    try book.contracts.map {
      try ExitExposure(ExitFacts($0, in: book, asOf: asOf), on: asOf, convention)
    }
  }

  init(_ facts: ExitFacts, on day: Day, _ convention: DayConvention) throws {
    let contract = facts.contract
    let standing = contract.standing(on: day)
    let scheduled = try ScheduleSum(of: contract, standing)
    let exits = try ContractExit.ways(of: facts, on: day).map {
      try ContractExit($0, of: facts, on: day, convention, scheduled)
    }
    self.contract = contract
    noticeDay = day
    self.convention = convention
    self.standing = standing
    rate = AmountRate(of: contract.currency)
    ownFee =
      standing.overWords.map { .unavailable(Unavailable(.over, $0)) } ?? contract.fee(of: day.month)
    noticeOn = standing.buyerCanNotify ? contract.lockIn.firstNotice(from: day).value : nil
    self.exits = exits
    cheapest = exits.cheapest(on: day)
    self.scheduled = scheduled
    evidence = facts.evidence
    reason =
      standing.overWords.map { Unavailable(.over, $0) }
      ?? Unavailable(.notRecorded, "exit terms not known")
  }
}

extension ExitExposure: ContractBalance {
  /// The fee of that day's month.
  package var monthlyFee: Figure<Money> { rate.shown(ownFee) }

  /// The headline value.
  package var headline: Figure<Money> { rate.shown(contract.headlineValue) }

  /// The cost of the cheapest exit, exact, in stored units.
  var ownCostToLeave: Figure<Ratio> { cheapest?.parts.cost ?? .unavailable(reason) }

  /// The fees, the headline value and what the exits come to, part by part.
  package var recordedAmounts: [Figure<Ratio>] {
    [ownFee.map(\.exact), contract.headlineValue.map(\.exact), scheduled.own]
      + exits.flatMap(\.parts.all)
  }

  /// Shows the fees, the headline value and every exit at a rate.
  package mutating func show(at rate: AmountRate) {
    self.rate = rate
    scheduled.rate = rate
    cheapest?.rate = rate
    for index in exits.indices { exits[index].rate = rate }
  }
}

extension ExitExposure {
  /// Until when no notice can be given.
  package var lockIn: LockIn { contract.lockIn }
  /// The term at whose end it can be left; `nil` if it has ended, if notice was given, or if no end is
  /// known.
  package var term: ContractTerm? { standing.isOver ? nil : standing.term }
  /// Whether it may bind nobody, so that it stands apart.
  package var isAnnounced: Bool { contract.status.isTalk && !standing.isOver }
}

extension ContractStanding {
  /// Whether the buyer may give notice for convenience on its day.
  fileprivate var buyerCanNotify: Bool {
    !isOver && notice == nil && contract.noticePeriod != nil && contract.exit.noticeBy != .provider
  }
}

extension [ContractExit] {
  /// The cheapest exit that the buyer can take, the earliest of several; one of unknown cost if it
  /// comes no later than that.
  fileprivate func cheapest(on day: Day) -> ContractExit? {
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
  /// Fees count by the contract's days in their month, through its end where the rows go on, or have none
  /// (METRICS, ruling 25); those of a contract that renews itself through their own.
  fileprivate init(of contract: ContractFile, _ standing: ContractStanding) throws {
    let end = standing.isRenewing ? nil : standing.exitOn
    let lastMonth = end.map { $0.adding(days: -1).month }
    var sum = Figure.known(Ratio.zero)
    var (known, unknown, isEndKnown) = (0, 0, true)
    for fee in contract.fees {
      guard let last = [fee.toMonth, lastMonth].compactMap(\.self).min() else {
        isEndKnown = false
        continue
      }
      let first = max(fee.fromMonth, contract.firstDay?.month ?? fee.fromMonth)
      guard first <= last else { continue }
      let months = MonthRange(from: first, to: last.adding(months: 1))
      let count = months.to.number - months.from.number
      guard let amount = fee.monthlyFee else {
        unknown += count
        continue
      }
      known += count
      sum = try .held {
        let share = try contract.feeMonths(of: months, before: end)
        return try sum.adding(.known(amount.exact.times(share)))
      }
    }
    units = sum
    isKnown = known > 0 && isEndKnown
    rate = AmountRate(of: contract.currency)
    knownMonths = known
    unknownMonths = unknown
    reason =
      sum.unavailable
      ?? (contract.isUsageBased
        ? Unavailable(.usageBased, "usage-based")
        : contract.unknown(isEndKnown ? "fees" : "end of the schedule"))
  }
}

extension ContractFile {
  /// How many monthly fees its days of some months are worth; those from `end` on are not its.
  fileprivate func feeMonths(of months: MonthRange, before end: Day?) throws -> Ratio {
    let ends = Set([months.from, months.to.adding(months: -1)])
    let between = months.to.number - months.from.number - ends.count
    return try ends.reduce(Ratio(Int128(between))) { sum, month in
      let next = month.adding(months: 1).firstDay
      let days = days(from: month.firstDay, before: min(end ?? next, next))?.dayCount ?? 0
      return try sum.adding(Ratio(days: days, of: month.dayCount))
    }
  }
}
