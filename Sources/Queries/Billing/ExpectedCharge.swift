package import Procurement
package import Store

/// What the invoices of a contract should charge for a month: each fee times the share of its capacity
/// that stood there (METRICS, M22). Credits and taxes are apart.
package struct ExpectedCharge: Hashable, Sendable {
  /// The contract.
  package let contract: ContractTerms
  /// The month of the service.
  package let month: Month
  /// A part for each fee of the month.
  package let parts: [Part]
  /// The fees of the month, whatever was delivered.
  package let fee: KnownOr<Money>
  /// The sum of the parts, or why it cannot be confirmed.
  package let amount: KnownOr<Money>

  /// One fee of the month with what is to be paid of it.
  package struct Part: Hashable, Sendable {
    /// The fee.
    package let fee: ScheduledFee
    /// Delivered over promised unit-days; 1 for a fee that depends on none.
    package let share: KnownOr<Ratio>
    /// Whether the fee depends on no capacity.
    package let isFixed: Bool
    /// The fee times the share, rounded half to even to the coin.
    package let amount: KnownOr<Money>
  }

  /// The months of the selected contracts that have a fee, through the as-of day's; days after that
  /// count as not delivered.
  package static func all(
    _ selection: Selection, in window: MonthRange? = nil, asOf: Day, from store: borrowing Store
  ) throws -> [ExpectedCharge] {
    let fees = Dictionary(
      grouping: try ScheduledFee.all(selection, from: store), by: \.contract)
    let tranches = Dictionary(
      grouping: try TrancheStatus.all(selection, asOf: asOf, from: store)
    ) { $0.contract?.id }
    return try ContractTerms.all(selection, from: store).flatMap { contract in
      try ExpectedCharge.all(
        contract, fees[contract.id] ?? [], tranches[contract.id] ?? [], window, asOf)
    }
  }

  /// Those of one contract.
  static func all(
    _ contract: ContractTerms, _ fees: [ScheduledFee], _ tranches: [TrancheStatus],
    _ window: MonthRange?, _ asOf: Day
  ) throws -> [ExpectedCharge] {
    let months = Set(fees.flatMap { $0.months(before: asOf.month.adding(months: 1)) })
    return try months.filter { window?.contains($0) ?? true }.sorted().map { month in
      try ExpectedCharge(contract, month, fees, tranches, asOf)
    }
  }

  private init(
    _ contract: ContractTerms, _ month: Month, _ fees: [ScheduledFee],
    _ tranches: [TrancheStatus], _ asOf: Day
  ) throws {
    let rows = fees.covering(month)
    // Beside fees of tranches, one that names none is for something else.
    let isByTranche = rows.contains { $0.tranche != nil }
    let parts = try rows.map { row in
      try Part(row, month, tranches, isFixed: isByTranche && row.tranche == nil, asOf)
    }
    self.contract = contract
    self.month = month
    self.parts = parts
    fee = try fees.fee(of: month)
    amount = try parts.reduce(.known(.zero(contract.currency))) { sum, part in
      try sum.adding(part.amount)
    }
  }
}

extension ExpectedCharge.Part {
  fileprivate init(
    _ fee: ScheduledFee, _ month: Month, _ tranches: [TrancheStatus], isFixed: Bool, _ asOf: Day
  ) throws {
    let isFree = isFixed || !tranches.contains { $0.promise != nil }
    let share: KnownOr<Ratio> =
      isFree
      ? Ratio(1, over: 1).map { .known($0) } ?? .unknown("")
      : tranches.share(of: fee.tranche, in: DayRange(of: month), through: asOf)
    self.fee = fee
    self.share = share
    self.isFixed = isFree
    guard let whole = fee.amount else {
      amount = .unknown("fee not disclosed")
      return
    }
    amount =
      switch share {
      case .known(let share):
        .known(
          try Money(
            roundingToCoin: Int128(whole.units) * share.numerator, over: share.denominator,
            of: whole.currency))
      case .unknown(let reason): .unknown(reason)
      }
  }
}

extension [TrancheStatus] {
  /// How much of the days of a month what a fee is for stood there: of its tranche all days of the
  /// month; without one, of each tranche the days from its due day on.
  fileprivate func share(
    of tranche: String?, in month: DayRange, through last: Day
  ) -> KnownOr<Ratio> {
    let promised = filter { $0.promise != nil }
    guard let tranche else {
      let due = promised.filter { ($0.promise?.dueOn?.last).map { $0 <= month.last } ?? true }
      guard !due.isEmpty else { return .unknown("nothing due yet") }
      return due.confirmed { $0.dueUnitDays(in: month, through: last) }
    }
    guard let status = promised.first(where: { $0.tranche == tranche }) else {
      return .unknown("tranche \(tranche) not promised")
    }
    return [status].confirmed {
      status.unitDays($0.commonMeasure, in: month, through: last)
    }
  }

  /// A share of unit-days, where each tranche has a delivery recorded: nothing recorded is not known
  /// to be nothing.
  private func confirmed(_ unitDays: ([TrancheStatus]) -> KnownOr<UnitDays>) -> KnownOr<Ratio> {
    guard allSatisfy({ $0.deliveries.contains { $0.status == .delivered } }) else {
      return .unknown("no delivery recorded")
    }
    switch unitDays(self) {
    case .known(let sum): return sum.share.map { .known($0) } ?? .unknown("no capacity promised")
    case .unknown(let reason): return .unknown(reason)
    }
  }
}

extension KnownOr<Money> {
  /// The sum; not known where one of the two is not.
  func adding(_ other: KnownOr<Money>) throws -> KnownOr<Money> {
    guard let left = value, let right = other.value else { return value == nil ? self : other }
    return .known(try left.adding(right))
  }
}
