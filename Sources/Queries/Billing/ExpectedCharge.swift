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
  /// The sum of the parts, or why it cannot be confirmed.
  package let amount: Figure<Money>

  /// One fee of the month with what is to be paid of it.
  package struct Part: Hashable, Sendable {
    /// The fee.
    package let fee: Recorded<Fee>
    /// Delivered over promised unit-days; 1 for a fee that depends on none.
    package let share: Figure<Ratio>
    /// Whether the fee depends on no capacity.
    package let isFixed: Bool
    /// The fee times the share, rounded half to even to the minor unit.
    package let amount: Figure<Money>
  }

  /// The months of a contract that have a fee, through the as-of day's and before the exit day; days
  /// after the as-of day count as not delivered.
  package static func all(
    of contract: ContractFile, in window: MonthRange? = nil, asOf: Day
  ) throws -> [ExpectedCharge] {
    let months = Set(contract.fees.flatMap { $0.months(before: asOf.month.adding(months: 1)) })
    let tranches = TrancheStatus.all(of: contract, asOf: asOf)
    let standing = contract.standing(on: asOf)
    return try months.filter { month in
      (window?.contains(month) ?? true) && standing.reaches(month)
    }.sorted().map { month in
      try ExpectedCharge(of: contract, in: month, tranches: tranches, asOf: asOf)
    }
  }

  private init(
    of contract: ContractFile, in month: Month, tranches: [TrancheStatus], asOf: Day
  ) throws {
    let rows = contract.fees.covering(month)
    // Beside fees of tranches, one that names none is for something else.
    let isByTranche = rows.contains { $0.tranche != nil }
    let parts = try rows.map { row in
      try Part(
        of: row, in: month, tranches: tranches, isFixed: isByTranche && row.tranche == nil,
        asOf: asOf)
    }
    self.contract = contract
    self.month = month
    self.parts = parts
    fee = try contract.fee(of: month)
    amount = parts.reduce(.known(.zero(contract.currency))) { sum, part in
      sum.adding(part.amount)
    }
  }
}

extension ExpectedCharge.Part {
  fileprivate init(
    of fee: Recorded<Fee>, in month: Month, tranches: [TrancheStatus], isFixed: Bool, asOf: Day
  ) throws {
    let isFree = isFixed || !tranches.contains { $0.promise != nil }
    let share: Figure<Ratio> =
      isFree
      ? Ratio(1, over: 1).map { .known($0) } ?? .unavailable(.tooLarge, "too large")
      : try tranches.share(of: fee.tranche, in: DayRange(of: month), through: asOf)
    self.fee = fee
    self.share = share
    self.isFixed = isFree
    guard let whole = fee.monthlyFee else {
      amount = .unavailable(.notDisclosed, "fee not disclosed")
      return
    }
    amount = try share.map {
      try Money(
        roundingToMinorUnit: Int128(whole.units) * $0.numerator, over: $0.denominator,
        of: whole.currency)
    }
  }
}

extension [TrancheStatus] {
  /// The share of a month for which the capacity that a fee pays for was in service: all days of
  /// the month for its tranche; without one, the days from the due day on for each tranche.
  fileprivate func share(
    of tranche: String?, in month: DayRange, through last: Day
  ) throws -> Figure<Ratio> {
    let promised = filter { $0.promise != nil }
    guard let tranche else {
      let due = promised.filter { ($0.promise?.dueOn?.last).map { $0 <= month.last } ?? true }
      guard !due.isEmpty else { return .unavailable(.notYet, "nothing due yet") }
      return try due.confirmed { try $0.dueUnitDays(in: month, through: last) }
    }
    guard let status = promised.first(where: { $0.tranche == tranche }) else {
      return .unavailable(.notRecorded, "tranche \(tranche) not promised")
    }
    return try [status].confirmed {
      try status.unitDays($0.commonMeasure, in: month, through: last)
    }
  }

  /// A share of unit-days, if every tranche has a delivery on record; no delivery on record does
  /// not mean that none took place.
  private func confirmed(
    _ unitDays: ([TrancheStatus]) throws -> Figure<UnitDays>
  ) throws -> Figure<Ratio> {
    guard allSatisfy({ $0.deliveries.contains { $0.status == .delivered } }) else {
      return .unavailable(.noDeliveryRecorded, "no delivery recorded")
    }
    return try unitDays(self).flatMap { sum in
      sum.share.map { .known($0) } ?? .unavailable(.notApplicable, "no capacity promised")
    }
  }
}
