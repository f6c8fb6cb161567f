internal import Ledger
internal import Procurement

/// How much of what was promised for some days was in service, day by day (METRICS, ruling 23).
///
/// Of each tranche a day counts from its due day on, and never more than was promised for it: more on one
/// day makes up for no other.
struct DeliveredDays: Hashable {
  /// Runs of days on which nothing changes, in order.
  private var runs: [Run] = []

  private struct Run: Hashable {
    let days: DayRange
    let promised: Int128
    let delivered: Int128
  }

  /// Delivered over promised unit-days; `nil` where nothing is due.
  /// - Throws: `MoneyError.tooLarge` if the sums do not fit.
  func ratioOfSums() throws -> Ratio? {
    var (promised, delivered) = (Int128(0), Int128(0))
    for run in runs {
      try promised += run.promised * Int128(run.days.dayCount)
      try delivered += run.delivered * Int128(run.days.dayCount)
    }
    return Ratio(delivered, over: promised)
  }

  /// The mean of the shares of those of `days` on which anything is due; `nil` where there are none.
  /// - Throws: `MoneyError.tooLarge` if it does not fit.
  func meanShare(of days: [DayRange]) throws -> Ratio? {
    var (sum, count) = (Ratio.zero, 0)
    for run in runs {
      let own = days.map { $0.overlap(run.days) }.reduce(0, +)
      guard own > 0, let share = Ratio(run.delivered, over: run.promised) else { continue }
      sum = try sum.adding(share.times(own))
      count += own
    }
    return try sum.divided(by: Ratio(Int128(count)))
  }
}

extension [TrancheStatus] {
  /// The tranches that are due by a day, and those whose due day is not known.
  func due(by day: Day) -> [TrancheStatus] {
    filter { ($0.promise?.dueOn?.last).map { $0 <= day } ?? true }
  }

  /// What was in service on `days` of what is promised by these tranches, through their as-of day.
  ///
  /// A tranche counts in its own measure; tranches of different measures are never added.
  func deliveredDays(in days: DayRange) -> Figure<DeliveredDays> {
    guard isOfOneKind else { return .unavailable(.measuresDiffer, "measures differ") }
    var (changes, parts): (Set<Day>, [TranchePart]) = ([days.from], [])
    for tranche in self {
      switch tranche.part {
      case .unavailable(let reason): return .unavailable(reason)
      case .known(let part):
        parts.append(part)
        changes.formUnion(part.changes.filter { days.from < $0 && $0 <= days.last })
      }
    }
    return DeliveredDays.over(parts, days, changes.sorted())
  }
}

extension DeliveredDays {
  /// The runs between changes; not known where a part that is due has no amount that settles it.
  fileprivate static func over(
    _ parts: [TranchePart], _ days: DayRange, _ changes: [Day]
  ) -> Figure<DeliveredDays> {
    var found = DeliveredDays()
    let ends = changes.dropFirst().map { $0.adding(days: -1) } + [days.last]
    for (from, last) in zip(changes, ends) {
      let due = parts.filter { $0.dueOn <= from }
      let promised = due.map(\.promised).units
      guard promised > 0 else { continue }
      let there = due.compactMap { $0.there(on: from) }
      guard there.count == due.count else {
        return .unavailable(.notDisclosed, "delivery not disclosed")
      }
      found.runs.append(
        Run(
          days: DayRange(from: from, through: last), promised: promised, delivered: there.units))
    }
    return .known(found)
  }
}

/// A tranche in its own measure.
private struct TranchePart: Hashable {
  let dueOn: Day
  let promised: Int
  /// The parts that came.
  let stays: [Stay]
  /// The last day on which anything is there: the as-of day.
  let lastDay: Day

  /// A part in service from one day up to and without another.
  struct Stay: Hashable {
    let from: Day
    /// `nil` while it has not been withdrawn.
    let until: Day?
    /// `nil` where that is not disclosed.
    let units: Int?
  }

  var changes: [Day] {
    [dueOn, lastDay.adding(days: 1)] + stays.flatMap { [$0.from, $0.until].compactMap { $0 } }
  }

  /// How many units are there on a day, no more than promised; `nil` where a part that is there does not
  /// say.
  func there(on day: Day) -> Int? {
    guard day <= lastDay else { return 0 }
    let units = stays.filter { $0.from <= day && ($0.until.map { day < $0 } ?? true) }.map(\.units)
    let known = units.compactMap { $0 }
    guard known.count == units.count else { return nil }
    return Int(clamping: min(max(known.units, 0), Int128(promised)))
  }
}

extension TrancheStatus {
  /// What a tranche is counted in: accelerators of a kind, else megawatts of a kind.
  fileprivate var kind: [String] {
    contracted(.accelerators) != nil
      ? ["accelerators", promise?.capacity.accelerator?.lowercased() ?? ""]
      : ["megawatts", megawattBasis?.rawValue ?? ""]
  }

  /// What is promised and came by the as-of day. What is dated later is not there (METRICS, ruling 16).
  fileprivate var part: Figure<TranchePart> {
    let measure: Measure = contracted(.accelerators) != nil ? .accelerators : .kilowatts
    guard let promised = contracted(measure) else {
      return .unavailable(.notRecorded, "capacity not known")
    }
    guard let due = promise?.dueOn?.last else {
      return .unavailable(.notRecorded, "due day not known")
    }
    var stays: [TranchePart.Stay] = []
    for delivery in deliveries where delivery.isDelivered(by: asOf) {
      guard let day = delivery.deliveredOn?.last else {
        return .unavailable(.notRecorded, "day of a delivery not known")
      }
      let end = delivery.withdrawnOn.flatMap { $0.last <= asOf ? max(day, $0.last) : nil }
      stays.append(
        TranchePart.Stay(from: day, until: end, units: delivery.capacity[measure]))
    }
    return .known(TranchePart(dueOn: due, promised: promised, stays: stays, lastDay: asOf))
  }

  /// Whether a delivery is on record by the as-of day.
  var hasDelivery: Bool { deliveries.contains { $0.isDelivered(by: asOf) } }
}

extension [TrancheStatus] {
  /// Whether all are counted in accelerators of one kind, or in megawatts of one kind.
  var isOfOneKind: Bool { Set(map(\.kind)).count <= 1 }

  /// Accelerators if every commitment says how many, else power.
  var commonMeasure: TrancheStatus.Measure {
    allSatisfy { $0.contracted(.accelerators) != nil } ? .accelerators : .kilowatts
  }
}

extension [Int] {
  /// Their sum, which always fits.
  fileprivate var units: Int128 { reduce(into: Int128(0)) { $0.add(units: Int64($1)) } }
}
