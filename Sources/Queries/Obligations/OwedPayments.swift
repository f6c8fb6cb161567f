internal import Procurement

/// A payment that falls into a month: `numerator / denominator` stored units.
struct OwedPayment: Hashable {
  let month: Month
  let numerator: Int128
  let denominator: Int
}

/// Everything that must be paid on the way out.
struct OwedPayments: Hashable {
  let words: String
  let parts: [OwedPayment]

  /// Fees up to the exit, and what minimums ask for beyond them.
  static func onTheWayOut(
    _ way: WayOut, of contract: ContractTerms, _ fees: [ScheduledFee], _ minimums: [Commitment],
    _ charges: [ServiceCharge], asOf: Day, _ convention: DayConvention
  ) throws -> KnownOr<OwedPayments> {
    guard let end = way.freeFrom else { return .unknown(way.exitOn.reason ?? "not known") }
    guard !fees.isEmpty || !minimums.isEmpty else { return .unknown("no fee known") }
    let sum = try FeeSum.onTheWayOut(way, of: contract, fees, asOf: asOf, convention)
    // Where there are minimums alone, there is no fee to be known.
    if let reason = sum.reason, !fees.isEmpty { return .unknown(reason) }
    let stretches = FeeStretch.onTheWayOut(way, asOf: asOf, before: end, convention)
    let ofFees = stretches.payments(fees)
    let ofMinimums = minimums.flatMap {
      OwedPayment.beyondFees($0, fees, charges, asOf: asOf, before: end)
    }
    let beyond = try ofMinimums.map { try $0.minimumWords(in: contract.currency) }
    return .known(
      OwedPayments(
        words: ([sum.value?.words].compactMap { $0 }.filter { !$0.isEmpty } + beyond)
          .joined(separator: " + "),
        parts: ofFees + ofMinimums))
  }
}

extension [FeeStretch] {
  fileprivate func payments(_ fees: [ScheduledFee]) -> [OwedPayment] {
    flatMap { stretch in
      fees.covering(stretch.month).compactMap(\.amount).map {
        OwedPayment(
          month: stretch.month, numerator: Int128($0.units) * Int128(stretch.parts),
          denominator: stretch.of)
      }
    }
  }
}

extension OwedPayment {
  /// `10000.00 up to the minimum in 2026-12`, of what is owed beyond fees.
  func minimumWords(in currency: Currency) throws -> String {
    "\(try Money(exactly: numerator, of: currency)) up to the minimum in \(month)"
  }

  /// For each interval that is not over: its minimum up to the exit, less what was applied and the
  /// fees of its days that are not billed yet; due in the month in which it ends. What is carried
  /// forward is not counted on.
  static func beyondFees(
    _ minimum: Commitment, _ fees: [ScheduledFee], _ charges: [ServiceCharge], asOf: Day,
    before end: Day
  ) -> [OwedPayment] {
    guard case .spend(let whole) = minimum.minimum else { return [] }
    let draws = CommitmentDraws(
      charges.filter { !$0.isTax && $0.amount.currency == whole.currency }
        .map { ($0.days, Int128($0.amount.units)) },
      .money(whole.currency), asOf: asOf, paceMonths: 1)
    let days = DayRange(from: minimum.from, through: minimum.to)
    return minimum.interval.stretches(of: days).compactMap { stretch in
      guard stretch.days.last >= asOf, stretch.days.from < end else { return nil }
      let last = min(stretch.days.last, end.adding(days: -1))
      let due = CommitmentStretch(
        days: DayRange(from: stretch.days.from, through: last), wholeDayCount: stretch.wholeDayCount)
      let required = CommittedStretch.minimum(of: due, Int128(whole.units))
      // Days that are not billed yet will be, for their fee.
      let billed = draws.lastDay.map { $0.adding(days: 1) } ?? stretch.days.from
      let unbilled = FeeStretch.calendarDays(
        max(billed, stretch.days.from), last.adding(days: 1))
      let coming = unbilled.payments(fees).reduce(Int128(0)) { sum, payment in
        sum
          + (Ratio(payment.numerator, over: Int128(payment.denominator))?
            .rounded(toUnitsOf: 1) ?? 0)
      }
      let applied = draws.units(in: DayRange(from: stretch.days.from, through: last))
      let missing = required - applied - coming
      return missing > 0 ? OwedPayment(month: last.month, numerator: missing, denominator: 1) : nil
    }
  }
}
