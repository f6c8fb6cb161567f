internal import Ledger
internal import Procurement

/// A payment that falls into a month: `numerator / denominator` stored units.
struct OwedPayment: Hashable {
  let month: Month
  let numerator: Int128
  let denominator: Int
}

/// Everything that must be paid on an exit path.
struct OwedPayments: Hashable {
  let words: String
  let parts: [OwedPayment]

  /// Fees up to the exit, and what minimums ask for beyond them.
  static func onExitPath(
    _ way: ExitPath, of contract: ContractFile, _ charges: [Charge], asOf: Day,
    _ convention: DayConvention
  ) throws -> Figure<OwedPayments> {
    let (fees, minimums) = (contract.fees, contract.builtUpMinimums)
    guard let end = way.exitOn.value else {
      return .unavailable(way.exitOn.unavailable ?? Unavailable(.notRecorded, "not known"))
    }
    guard !fees.isEmpty || !minimums.isEmpty else {
      return .unavailable(.notRecorded, "no fee known")
    }
    let sum = try FeeSum.onExitPath(way, of: contract, asOf: asOf, convention)
    // If there are minimums alone, there is no fee to be known.
    if let reason = sum.unavailable, !fees.isEmpty { return .unavailable(reason) }
    let stretches = FeeStretch.onExitPath(way, asOf: asOf, before: end, convention)
    let ofMinimums = try minimums.flatMap {
      try OwedPayment.beyondFees($0.fact, fees, charges, asOf: asOf, before: end)
    }
    let beyond = try ofMinimums.map { try $0.minimumWords(in: contract.currency) }
    return try atTheExit(way, of: contract, asOf: asOf).map { termination in
      OwedPayments(
        words: ([sum.value?.words] + beyond + [termination.words]).compactMap { $0 }
          .filter { !$0.isEmpty }.joined(separator: " + "),
        parts: try stretches.payments(fees) + ofMinimums + termination.payments(in: end.month))
    }
  }

  /// A termination fee is owed where notice was given (METRICS, M0); an exit that is still to be chosen
  /// is one without.
  private static func atTheExit(
    _ way: ExitPath, of contract: ContractFile, asOf: Day
  ) throws -> Figure<TerminationCost> {
    guard let exit = contract.standing(on: asOf).notice?.exitOn.value, way.exitOn.value == exit
    else {
      return .known(.none(in: contract.currency))
    }
    return try TerminationTerms(of: contract).cost(of: exit, on: asOf)
  }
}

extension [FeeStretch] {
  fileprivate func payments(_ fees: [Recorded<Fee>]) throws -> [OwedPayment] {
    try flatMap { stretch in
      try fees.covering(stretch.month).compactMap(\.monthlyFee).map {
        OwedPayment(
          month: stretch.month, numerator: try Int128($0.units) * Int128(stretch.parts),
          denominator: stretch.of)
      }
    }
  }
}

extension OwedPayment {
  /// Rounded half to even to a stored unit.
  private var roundedUnits: Int128 {
    Ratio(numerator, over: Int128(denominator))?.rounded(toUnitsOf: 1) ?? 0
  }

  /// `10000.00 up to the minimum in 2026-12`, of what is owed beyond fees.
  func minimumWords(in currency: Currency) throws -> String {
    "\(try Money(exactly: numerator, of: currency)) up to the minimum in \(month)"
  }

  /// For each interval that is not over: its minimum up to the exit, less what was applied and the
  /// fees of its days that are not billed yet; due in the month in which it ends. What is carried
  /// forward is not counted on.
  static func beyondFees(
    _ minimum: Commitment, _ fees: [Recorded<Fee>], _ charges: [Charge], asOf: Day,
    before end: Day
  ) throws -> [OwedPayment] {
    guard case .spend(let whole) = minimum.minimum else { return [] }
    let draws = CommitmentDraws(
      charges.draws(in: whole.currency), .money(whole.currency), asOf: asOf, paceMonths: 1)
    let days = DayRange(from: minimum.from, through: minimum.to)
    return try minimum.interval.stretches(of: days).compactMap { stretch in
      guard stretch.days.last >= asOf, stretch.days.from < end else { return nil }
      let last = min(stretch.days.last, end.adding(days: -1))
      let due = CommitmentStretch(
        days: DayRange(from: stretch.days.from, through: last), wholeDayCount: stretch.wholeDayCount
      )
      let required = try CommittedStretch.minimum(of: due, Int128(whole.units))
      // Days that are not billed yet will be, for their fee.
      let billed = draws.lastDay.map { $0.adding(days: 1) } ?? stretch.days.from
      let unbilled = FeeStretch.calendarDays(
        max(billed, stretch.days.from), last.adding(days: 1))
      let coming = try unbilled.payments(fees).map(\.roundedUnits).reduce(0, +)
      let applied = try draws.units(in: DayRange(from: stretch.days.from, through: last))
      let missing = try required - applied - coming
      return missing > 0 ? OwedPayment(month: last.month, numerator: missing, denominator: 1) : nil
    }
  }
}

extension TerminationCost {
  /// What it adds to the payments of a month.
  fileprivate func payments(in month: Month) -> [OwedPayment] {
    amount.units == 0
      ? [] : [OwedPayment(month: month, numerator: Int128(amount.units), denominator: 1)]
  }
}
