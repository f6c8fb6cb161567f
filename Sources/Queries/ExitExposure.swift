package import Procurement
package import Store

/// What a contract still costs if notice is given on a day (METRICS, M18), beside its headline.
package struct ExitExposure: Hashable, Sendable {
  /// The contract to be left.
  package let contract: ContractTerms
  /// The day on which notice is given.
  package let asOf: Day
  /// How its days become money.
  package let convention: DayConvention
  /// The fee of the as-of day's month.
  package let monthlyFee: KnownOr<Money>
  /// When notice counts that is given on the as-of day: then, or when the lock-in is over.
  package let noticeOn: Day?
  /// Until when no notice can be given.
  package let lockIn: LockIn
  /// The day on which it ends: notice day and notice period, or the last day of the term.
  package let exitOn: KnownOr<Day>
  /// Fees from the as-of day to the exit, and the termination fee.
  package let firm: KnownOr<Money>
  /// What the firm amount is the sum of: `3 × 1250000000.00`; `nil` where it is not known.
  package let firmWords: String?
  /// All known fees of the schedule.
  package let scheduled: ScheduleSum
  /// The firm amount over the headline value.
  package let shareOfHeadline: RatioFigure
  /// The firm amount over all known fees of the schedule.
  package let shareOfSchedule: RatioFigure
  /// The schedule's rows, for explanations.
  package let fees: [ScheduledFee]
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
  package static func all(
    _ selection: Selection, asOf: Day, convention: DayConvention, from store: borrowing Store
  ) throws -> [ExitExposure] {
    let fees = try ScheduledFee.all(selection, from: store)
    return try ContractTerms.all(selection, from: store).map { contract in
      try ExitExposure(
        contract, fees.filter { $0.contract == contract.id }, asOf: asOf, convention)
    }
  }

  private init(
    _ contract: ContractTerms, _ fees: [ScheduledFee], asOf: Day, _ convention: DayConvention
  ) throws {
    let way = WayOut(of: contract, asOf: asOf)
    let firm = try FirmAmount.onTheWayOut(way, of: contract, fees, asOf: asOf, convention)
    let scheduled = try ScheduleSum(fees, in: contract.currency)
    self.contract = contract
    self.asOf = asOf
    self.convention = convention
    self.fees = fees
    monthlyFee = try fees.fee(of: asOf.month)
    noticeOn = way.noticeOn
    lockIn = way.lockIn
    exitOn = way.exitOn
    self.firm = firm.map(\.amount)
    firmWords = firm.value?.words
    self.scheduled = scheduled
    shareOfHeadline = ExitExposure.share(
      firm, of: contract.headline, or: "no headline value known")
    shareOfSchedule = ExitExposure.share(
      firm, of: scheduled.known, or: scheduled.reason ?? "no fee known")
  }

  private static func share(
    _ firm: KnownOr<FirmAmount>, of whole: Money?, or reason: String
  ) -> RatioFigure {
    guard let amount = firm.value else { return .undefined(firm.reason ?? "not known") }
    guard let whole else { return .undefined(reason) }
    guard let ratio = amount.share(of: whole) else { return .undefined("value is zero") }
    return .ratio(ratio)
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
