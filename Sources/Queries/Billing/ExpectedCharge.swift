package import Procurement
package import Ledger

/// What the invoices of a contract should charge for a month: each fee times the share of its capacity
/// that was in service (METRICS, M22). Credits and taxes are excluded.
package struct ExpectedCharge: Hashable, Sendable {
  /// The contract.
  package let contract: ContractFile
  /// The month of the service.
  package let month: Month
  /// A part for each fee of the month.
  package let parts: [Part]
  /// The fees of the month, whatever was delivered.
  package let fee: Figure<Money>
  /// The sum of the parts, exact, in stored units, or why it cannot be confirmed.
  package let units: Figure<Ratio>
  /// The sum of the parts for the whole month, where the contract has only some of its days.
  package let wholeUnits: Figure<Ratio>
  /// The fees for the days of the month that count, whatever was delivered, in stored units.
  private let feeUnitsOfDays: Figure<Ratio>

  /// The delivered share of a single fee; of several, the exact sum of the parts over all fees for the days
  /// that count.
  package let share: Figure<Ratio>

  /// The sum of the parts, rounded half to even to the minor unit, or why it cannot be confirmed.
  package var amount: Figure<Money> { units.rounded(to: contract.currency) }

  /// What an invoice of the month is expected to charge, in stored units: what was delivered or, where that cannot
  /// be confirmed, the fees for its days.
  package var bill: Figure<Ratio> { units.value == nil ? feeUnitsOfDays : units }

  /// One fee of the month with the part of it that is due.
  package struct Part: Hashable, Sendable {
    /// The fee.
    package let fee: Recorded<Fee>
    /// The days that it is for over the days of the month.
    package let days: Ratio
    /// The mean of the days' delivered shares; 1 for a fee that depends on no capacity.
    package let share: Figure<Ratio>
    /// Whether the fee depends on no capacity.
    package let isFixed: Bool
    /// The fee times both, in stored units.
    let units: Figure<Ratio>
  }

  /// The months of a contract that have a fee, through the as-of day's and before the exit day; days
  /// after the as-of day do not count (METRICS, ruling 16).
  package static func all(
    of contract: ContractFile, in window: MonthRange? = nil, asOf: Day
  ) throws -> [ExpectedCharge] {
    let months = Set(contract.fees.flatMap { $0.months(before: asOf.month.adding(months: 1)) })
    let wanted = months.filter { window?.contains($0) ?? true }.sorted()
    guard !wanted.isEmpty else { return [] }
    let service = ServiceDays(of: contract, asOf: asOf)
    return try wanted.compactMap { month in
      try service.days(of: month).map { try ExpectedCharge(service, in: month, for: [$0]) }
    }
  }

  /// What should be charged for some days of a month.
  init(_ service: ServiceDays, in month: Month, for days: [DayRange]) throws {
    let contract = service.contract
    let rows = contract.fees.covering(month)
    let parts = try rows.map { row in
      try Part(
        of: row, for: days, in: month, service,
        isFixed: contract.hasTrancheFees && row.tranche == nil)
    }
    self.contract = contract
    self.month = month
    self.parts = parts
    let fee = contract.fee(of: month)
    self.fee = fee
    let sum = parts.reduce(Figure.known(Ratio.zero)) { $0.adding($1.units) }
    // Without a row, of all or of a tranche, there is no fee, or it is not known.
    let isWhole = !rows.isEmpty && fee.value != nil
    let units = isWhole || sum.value == nil ? sum : fee.map(\.exact)
    self.units = units
    let part = Ratio(days: days.map(\.dayCount).reduce(0, +), of: month.dayCount)
    let hasGap = sum.value != nil && !isWhole
    share =
      try (hasGap ? nil : parts.share)
      ?? .held { try units.flatMap { try fee.share($0, of: part) } }
    feeUnitsOfDays = fee.map(\.exact).times(part)
    wholeUnits = try Figure.held {
      try parts.reduce(Figure.known(Ratio.zero)) { sum, part in
        sum.adding(try part.units.map { try $0.divided(by: part.days) ?? .zero })
      }
    }
  }
}

/// The days of a contract that have passed by an as-of day, with its capacity.
struct ServiceDays {
  let contract: ContractFile
  let asOf: Day
  /// What was promised, with what came.
  let promised: [TrancheStatus]
  /// What was promised, by tranche.
  fileprivate let promisedByTranche: [String?: [TrancheStatus]]
  private let standing: ContractStanding

  init(of contract: ContractFile, asOf: Day) {
    self.contract = contract
    self.asOf = asOf
    promised = TrancheStatus.all(of: contract, asOf: asOf).filter { $0.promise != nil }
    promisedByTranche = Dictionary(grouping: promised, by: \.tranche)
    standing = contract.standing(on: asOf)
  }

  /// The days of a month that the contract has, whenever they are; `nil` if there are none.
  func allDays(of month: Month) -> DayRange? { standing.days(of: month) }

  /// Whether fees are owed for a day of a month, whenever it is.
  func owesFees(of month: Month) -> Bool { standing.owesFees && allDays(of: month) != nil }

  /// Its days of a month that have passed, the as-of day included; `nil` if there are none.
  func days(of month: Month) -> DayRange? {
    allDays(of: month).flatMap { DayRange(from: $0.from, to: min($0.last, asOf).adding(days: 1)) }
  }
}

extension ServiceDays {
  /// What should be charged for some days, in stored units: nothing for those that are not the
  /// contract's, and for use, which only a bill tells.
  /// - Throws: `MoneyError.tooLarge` if it does not fit.
  func deliveredValue(of days: [DayRange]) throws -> Figure<Ratio> {
    guard !contract.isUsageBased, contract.standing(on: asOf).owesFees else { return .known(.zero) }
    let months = Dictionary(grouping: days.flatMap(\.byMonth), by: \.from.month)
    return try months.sorted { $0.key < $1.key }.reduce(.known(.zero)) { sum, part in
      guard let own = self.days(of: part.key) else { return sum }
      let days = part.value.compactMap { $0.intersection(own) }
      return days.isEmpty
        ? sum : sum.adding(try ExpectedCharge(self, in: part.key, for: days).units)
    }
  }
}

extension ExpectedCharge.Part {
  fileprivate init(
    of fee: Recorded<Fee>, for days: [DayRange], in month: Month, _ service: ServiceDays,
    isFixed: Bool
  ) throws {
    let isFree = isFixed || service.promised.isEmpty
    let share = isFree ? .known(.one) : try service.share(of: fee.tranche, in: month, for: days)
    let part = Ratio(days: days.map(\.dayCount).reduce(0, +), of: month.dayCount)
    self.fee = fee
    self.days = part
    self.share = share
    self.isFixed = isFree
    guard let whole = fee.monthlyFee else {
      units = .unavailable(service.contract.unknown("fee"))
      return
    }
    // A free month is free whatever was delivered.
    units =
      whole.units == 0
      ? .known(.zero) : try .held { try share.map { try whole.exact.times(part).times($0) } }
  }
}

extension ServiceDays {
  /// The share of some days of a month for which the capacity that a fee pays for was in service, each
  /// tranche from its due day on.
  fileprivate func share(
    of tranche: String?, in month: Month, for days: [DayRange]
  ) throws -> Figure<Ratio> {
    let due: [TrancheStatus]
    if let tranche {
      due = promisedByTranche[tranche] ?? []
      guard !due.isEmpty else {
        return .unavailable(.notRecorded, "tranche \(tranche) not promised")
      }
    } else {
      due = promised.due(by: month.lastDay)
    }
    guard !due.isEmpty else { return .unavailable(.notYet, "nothing due yet") }
    let span = days.dropFirst().reduce(days.first ?? DayRange(of: month)) {
      DayRange(from: min($0.from, $1.from), through: max($0.last, $1.last))
    }
    // No delivery on record does not mean that none took place.
    guard due.allSatisfy({ $0.hasDelivery || $0.isDue(after: span.last) }) else {
      return .unavailable(.noDeliveryRecorded, "no delivery recorded")
    }
    return try due.deliveredDays(in: span).flatMap { delivered in
      try delivered.meanShare(of: days).map { .known($0) }
        ?? .unavailable(.notYet, "nothing due yet")
    }
  }
}

extension TrancheStatus {
  /// Whether its due day is known to come after a day.
  fileprivate func isDue(after day: Day) -> Bool { promise?.dueOn.map { day < $0.last } ?? false }
}

extension [ExpectedCharge.Part] {
  /// The delivered share of a single fee; `nil` of several.
  fileprivate var share: Figure<Ratio>? {
    guard count == 1, let part = first else { return nil }
    return part.isFixed ? .unavailable(.notApplicable, "fixed fee") : part.share
  }
}

extension Figure<Money> {
  /// The share that an amount in stored units is of it, for a part of its days.
  fileprivate func share(_ units: Ratio, of part: Ratio) throws -> Figure<Ratio> {
    try flatMap {
      try units.divided(by: $0.exact.times(part)).map { .known($0) }
        ?? .unavailable(.zero, "fee is zero")
    }
  }
}
