internal import Ledger
package import Procurement

/// How late a committed tranche was delivered (METRICS, M13).
package struct DeliverySlip: Hashable, Sendable {
  /// The day that it is compared with; a date without a day counts as its last.
  package let due: PartialDate
  /// Days from `due` to the part that completed the commitment, negative for early; to the as-of
  /// day if it is still open.
  package let days: Int
  /// Whether a part of the commitment has not arrived.
  package let isOpen: Bool
  /// How much arrived when; `nil` if the commitment does not say how much it is.
  package let amounts: Amounts?

  /// Parts of a commitment, in one measure.
  package struct Amounts: Hashable, Sendable {
    /// What the parts are counted in.
    package let measure: TrancheStatus.Measure
    /// All that is committed.
    package let promised: Int
    /// What had arrived by the due day.
    package let onTime: Int
    /// What had not arrived by the as-of day.
    package let open: Int
    /// The sum of each part times the days that it was late, or is late by now; early parts do not
    /// offset it.
    package let unitDaysLate: Int128

    /// Days late, weighted by amount: `unitDaysLate` over all that is committed.
    package var weightedDays: Ratio? { Ratio(unitDaysLate, over: Int128(promised)) }
    /// What arrived on time over all that is committed.
    package var onTimeShare: Ratio? { Ratio(Int128(onTime), over: Int128(promised)) }
  }
}

extension TrancheStatus {
  /// The slip against the due day as last amended.
  package var slip: Figure<DeliverySlip> { slip(against: promise?.dueOn) }

  /// The slip against the due day as first recorded.
  package var originalSlip: Figure<DeliverySlip> { slip(against: firstDueOn) }

  /// The due day as first recorded.
  package var firstDueOn: PartialDate? {
    promise.flatMap { contract?.firstDueDays[$0.tranche] }
  }

  private func slip(against due: PartialDate?) -> Figure<DeliverySlip> {
    guard promise != nil else { return .unavailable(.notApplicable, "nothing promised") }
    guard let due else { return .unavailable(.notRecorded, "due day not known") }
    let arrived = deliveries.filter { $0.isDelivered(by: asOf) }
      .sorted { ($0.deliveredOn?.last ?? asOf) < ($1.deliveredOn?.last ?? asOf) }
    guard !arrived.isEmpty else {
      return overdue(due, contractedAmount.map { ($0.measure, $0.count, [:], 0) })
    }
    guard let (measure, promised) = contractedAmount else {
      return .unavailable(.notDisclosed, "not disclosed")
    }
    guard arrived.allSatisfy({ $0.deliveredOn != nil }) else {
      return .unavailable(.notRecorded, "day of a delivery not known")
    }
    guard let (lateness, last) = fill(promised, measure, with: arrived, after: due.last) else {
      return .unavailable(.notDisclosed, "not disclosed")
    }
    let count = lateness.values.reduce(0, +)
    guard count == promised else { return overdue(due, (measure, promised, lateness, count)) }
    return .held(
      DeliverySlip(
        due: due, days: last.days(since: due.last), isOpen: false,
        amounts: try DeliverySlip.Amounts(measure, promised, lateness, open: 0, openDays: 0)))
  }

  /// How much of a commitment arrived how many days after it was due, and the day of its last part;
  /// `nil` if a part does not say how much it is.
  private func fill(
    _ promised: Int, _ measure: Measure, with parts: [Recorded<CapacityDelivery>],
    after due: Day
  ) -> (lateness: [Int: Int], last: Day)? {
    // Parts fill the commitment in the order in which they arrived; any surplus is ignored.
    var (left, last) = (promised, due)
    var lateness: [Int: Int] = [:]
    for part in parts {
      guard let count = part.capacity[measure], let day = part.deliveredOn?.last else {
        return nil
      }
      guard left > 0 else { break }
      lateness[day.days(since: due), default: 0] += min(count, left)
      left -= min(count, left)
      last = day
    }
    return (lateness, last)
  }

  /// The slip of a commitment that is partly outstanding.
  private func overdue(
    _ due: PartialDate,
    _ parts: (measure: Measure, promised: Int, lateness: [Int: Int], arrived: Int)?
  ) -> Figure<DeliverySlip> {
    let days = asOf.days(since: due.last)
    guard days > 0 else { return .unavailable(.notYet, "not due yet") }
    guard let parts else {
      return .known(DeliverySlip(due: due, days: days, isOpen: true, amounts: nil))
    }
    return .held(
      DeliverySlip(
        due: due, days: days, isOpen: true,
        amounts: try DeliverySlip.Amounts(
          parts.measure, parts.promised, parts.lateness, open: parts.promised - parts.arrived,
          openDays: days)))
  }

  /// Power if the commitment and all deliveries give it in the same megawatts, else accelerators.
  private var contractedAmount: (measure: Measure, count: Int)? {
    let arrived = deliveries.filter { $0.isDelivered(by: asOf) }
    if let kilowatts = contracted(.kilowatts), kilowatts > 0,
      arrived.allSatisfy({
        $0.capacity.kilowatts != nil && $0.capacity.megawattBasis == megawattBasis
      })
    {
      return (.kilowatts, kilowatts)
    }
    return contracted(.accelerators).flatMap { $0 > 0 ? (.accelerators, $0) : nil }
  }
}

extension DeliverySlip.Amounts {
  /// `lateness` is how much came how many days after the due day.
  fileprivate init(
    _ measure: TrancheStatus.Measure, _ promised: Int, _ lateness: [Int: Int], open: Int,
    openDays: Int
  ) throws(MoneyError) {
    self.measure = measure
    self.promised = promised
    self.open = open
    onTime = lateness.filter { $0.key <= 0 }.values.reduce(0, +)
    var unitDays = try Int128(open) * Int128(openDays)
    for (days, count) in lateness { try unitDays += Int128(max(days, 0)) * Int128(count) }
    unitDaysLate = unitDays
  }
}
