internal import Ledger
internal import Procurement

/// Accelerators, or kilowatts, times days: how many were committed, and how many were in service.
struct UnitDays: Hashable {
  var promised = Int128(0)
  /// Never more than promised.
  var delivered = Int128(0)

  /// `nil` if none were promised.
  var share: Ratio? { promised > 0 ? Ratio(delivered, over: promised) : nil }
}

extension TrancheStatus {
  /// The unit-days of a tranche in `days`; capacity in service counts through `last`.
  func unitDays(
    _ measure: Measure, in days: DayRange, through last: Day
  ) throws(MoneyError) -> Figure<UnitDays> {
    guard let count = contracted(measure) else {
      return .unavailable(.notRecorded, "capacity not known")
    }
    let promised = try Int128(count) * Int128(days.dayCount)
    let end = min(days.last, last).adding(days: 1)
    var stood = Int128(0)
    for part in deliveries where part.status == .delivered {
      guard let units = part.capacity[measure] else {
        return .unavailable(.notDisclosed, "delivery not disclosed")
      }
      guard let dayCount = part.dayCount(from: days.from, before: end) else {
        return .unavailable(.notRecorded, "day of a delivery not known")
      }
      try stood += Int128(units) * Int128(dayCount)
    }
    return .known(UnitDays(promised: promised, delivered: min(stood, promised)))
  }
}

extension [TrancheStatus] {
  /// The unit-days of all committed tranches in `days`, each from its due day on; capacity in
  /// service counts through `last`.
  func dueUnitDays(
    in days: DayRange, through last: Day
  ) throws(MoneyError) -> Figure<UnitDays> {
    let promised = filter { $0.promise != nil }
    guard !promised.isEmpty else { return .unavailable(.notApplicable, "no capacity promised") }
    let measure = promised.commonMeasure
    var sum = UnitDays()
    for tranche in promised {
      guard let due = tranche.promise?.dueOn?.last else {
        return .unavailable(.notRecorded, "due day not known")
      }
      let from = Swift.max(due, days.from)
      guard from <= days.last else { continue }
      switch try tranche.unitDays(
        measure, in: DayRange(from: from, through: days.last), through: last)
      {
      case .known(let unitDays):
        try sum.promised += unitDays.promised
        try sum.delivered += unitDays.delivered
      case .unavailable(let reason): return .unavailable(reason)
      }
    }
    return .known(sum)
  }

  /// Accelerators if every commitment says how many, else power.
  var commonMeasure: TrancheStatus.Measure {
    allSatisfy { $0.contracted(.accelerators) != nil } ? .accelerators : .kilowatts
  }
}
