package import Procurement
package import Ledger

/// What the capacity of a contract cost in a month or a run of months, by the days of the service
/// and the days on which the capacity was in service (METRICS, M11, M11b, M12).
package struct CapacityCost: Hashable, Sendable {
  /// The contract.
  package let contract: ContractFile
  /// The months.
  package let period: Period
  /// What was accrued in them, net of tax unless it is asked for.
  package let cost: Figure<Money>
  /// The tax on it, whether or not it is in the cost; `nil` without an invoice.
  package let tax: Figure<Money>?
  /// How many of its lines but taxes have no service period, so that the billing month was assumed.
  package let assumedLines: Int
  /// The accelerators in service; `nil` if the sources do not say which.
  package let accelerator: String?
  /// Accelerators times real hours: 672 to 744 a month each.
  package let acceleratorHours: Figure<Int128>
  /// Power of each day of a month over the days of that month, added up.
  package let megawattMonths: Figure<Ratio>
  /// Which megawatts these are; `nil` if the source does not say.
  package let megawattBasis: MegawattBasis?
  /// The cost over the accelerator-hours, rounded half to even to a stored unit.
  package let perAcceleratorHour: Figure<Money>
  /// The cost over the MW-months, rounded half to even to the minor unit.
  package let perMegawattMonth: Figure<Money>
  /// The fee of the last of the months over the accelerators promised, rounded half to even to the
  /// minor unit.
  package let feePerAcceleratorMonth: Figure<Money>
  /// The rows of what was delivered.
  package let evidence: [Evidence]

  /// The selected contracts that have invoices or deliveries, in the months of `window` as a whole or
  /// period by period.
  ///
  /// Without a window, all months that have either, up to the as-of day's. Days after that day do not
  /// count, and neither do invoices that were issued after it.
  package static func all(
    in book: Book, window: MonthRange?, by grain: Grain?, years: YearStart = .january, asOf: Day,
    tax: TaxTreatment = .exclude
  ) throws -> [CapacityCost] {
    let spend = try AccruedSpend.all(in: book, asOf: asOf)
    return try book.contracts.flatMap { contract in
      let parts = TrancheStatus.all(of: contract, asOf: asOf)
      guard spend[contract.id] != nil || parts.contains(where: \.hasArrived) else {
        return [CapacityCost]()
      }
      let accrued = spend[contract.id] ?? []
      guard let months = window ?? CapacityCost.months(accrued, parts, asOf) else { return [] }
      let periods =
        grain.map { years.periods(of: $0, in: months, cutTo: months) }
        ?? [Period(months: months, label: months.description)]
      return periods.map { period in
        CapacityCost(
          of: contract, in: period, spend: accrued, tax, tranches: parts, asOf: asOf)
      }
    }
  }

  private init(
    of contract: ContractFile, in period: Period, spend: [AccruedSpend],
    _ treatment: TaxTreatment, tranches: [TrancheStatus], asOf: Day
  ) {
    let window = period.months
    let spend = spend.filter { window.contains($0.month) }
    let end = min(window.endDay, asOf.adding(days: 1))
    let arrived = tranches.flatMap(\.deliveries).filter { $0.isDelivered(by: asOf) }
    let sum = CapacityCost.sum(spend.map(\.sum), in: contract.currency)
    let cost = sum.flatMap { $0.spend(treatment).figure }
    let stood = Standing(arrived, from: window.firstDay, before: end)
    self.contract = contract
    self.period = period
    self.cost = cost
    tax = sum.value?.tax.figure
    assumedLines = spend.map(\.assumedLines).reduce(0, +)
    evidence = arrived.map(\.evidence)
    accelerator = stood.accelerator
    acceleratorHours = stood.acceleratorHours
    megawattMonths = stood.megawattMonths
    megawattBasis = stood.megawattBasis
    perAcceleratorHour = CapacityCost.quotient(cost, hours: stood.acceleratorHours)
    perMegawattMonth = CapacityCost.quotient(cost, megawattMonths: stood.megawattMonths)
    feePerAcceleratorMonth = CapacityCost.fee(
      of: window.last, contract.standing(on: asOf), tranches)
  }

  /// From the first month with a cost or a delivery to that of the as-of day.
  private static func months(
    _ spend: [AccruedSpend], _ tranches: [TrancheStatus], _ asOf: Day
  ) -> MonthRange? {
    let delivered = tranches.flatMap(\.deliveries).filter { $0.isDelivered(by: asOf) }
    let first = (spend.map(\.month) + delivered.compactMap { $0.deliveredOn?.last.month }).min()
    return first.flatMap { first in
      first <= asOf.month ? MonthRange(from: first, through: asOf.month) : nil
    }
  }

  /// Lines in another currency than the contract's are not added.
  private static func sum(
    _ sums: [BilledSum], in currency: Currency
  ) -> Figure<BilledSum> {
    guard sums.allSatisfy({ $0.net.currency == currency }) else {
      return .unavailable(.currenciesDiffer, "invoiced in another currency")
    }
    return BilledSum.total(sums).map { .known($0) } ?? .unavailable(.notBilled, "no invoice")
  }

  private static func quotient(
    _ cost: Figure<Money>, hours: Figure<Int128>
  ) -> Figure<Money> {
    divide(cost, hours) { cost, hours throws(MoneyError) in
      guard let each = Ratio(Int128(cost.units), over: hours) else { return nil }
      return try Money(exactly: each.rounded(toUnitsOf: 1), of: cost.currency)
    }
  }

  private static func quotient(
    _ cost: Figure<Money>, megawattMonths: Figure<Ratio>
  ) -> Figure<Money> {
    divide(cost, megawattMonths) { cost, months throws(MoneyError) in
      guard months > .zero, let each = try cost.exact.divided(by: months) else { return nil }
      return try Money(rounding: each, of: cost.currency)
    }
  }

  private static func divide<Amount>(
    _ cost: Figure<Money>, _ amount: Figure<Amount>,
    _ quotient: (Money, Amount) throws(MoneyError) -> Money?
  ) -> Figure<Money> {
    guard let cost = cost.value, let amount = amount.value else {
      let reason = cost.unavailable ?? amount.unavailable
      return reason.map { .unavailable($0) } ?? .tooLarge
    }
    let words = cost.units > 0 ? "paid for undelivered" : "nothing delivered"
    return Figure<Money?>.held(try quotient(cost, amount)).flatMap {
      $0.map { .known($0) } ?? .unavailable(.zero, words)
    }
  }

  private static func fee(
    of month: Month, _ standing: ContractStanding, _ tranches: [TrancheStatus]
  ) -> Figure<Money> {
    let contract = standing.contract
    guard !contract.fees.covering(month).isEmpty, standing.days(of: month) != nil else {
      return .unavailable(.notRecorded, "no fee known")
    }
    let fee = contract.fee(of: month)
    guard let amount = fee.value else { return fee }
    guard let count = tranches.compactMap(\.promise).acceleratorCount else {
      return .unavailable(.notRecorded, "accelerators not known")
    }
    return Figure<FeePerAccelerator?>.held(try FeePerAccelerator(amount, over: count))
      .flatMap { $0.map { .known($0.amount) } ?? .unavailable(.zero, "no accelerators promised") }
  }
}

/// The capacity in service, and on how many days.
private struct Standing {
  let accelerator: String?
  let acceleratorHours: Figure<Int128>
  let megawattMonths: Figure<Ratio>
  let megawattBasis: MegawattBasis?

  init(_ deliveries: [Recorded<CapacityDelivery>], from start: Day, before end: Day) {
    let parts = deliveries.filter { $0.dayCount(from: start, before: end) != 0 }
    let accelerators = Set(parts.compactMap { $0.capacity.accelerator?.lowercased() })
    let bases = Set(parts.map(\.capacity.megawattBasis))
    accelerator =
      accelerators.count == 1 ? parts.lazy.compactMap(\.capacity.accelerator).first : nil
    megawattBasis = bases.count == 1 ? bases.first ?? nil : nil
    let reason = Standing.reason(deliveries, parts)
    acceleratorHours =
      if let reason {
        .unavailable(reason)
      } else if accelerators.count > 1 {
        .unavailable(.measuresDiffer, "different accelerators")
      } else {
        .held(try Standing.hours(parts, start, end))
      }
    megawattMonths =
      if let reason {
        .unavailable(reason)
      } else if bases.count > 1 {
        .unavailable(.measuresDiffer, "different megawatts")
      } else {
        .held(try Standing.months(parts, start, end))
      }
  }

  /// Why nothing can be counted; `nil` if it can.
  private static func reason(
    _ deliveries: [Recorded<CapacityDelivery>], _ parts: [Recorded<CapacityDelivery>]
  ) -> Unavailable? {
    if deliveries.isEmpty { return Unavailable(.noDeliveryRecorded, "no delivery recorded") }
    let isDayMissing = parts.contains { $0.deliveredOn == nil }
    return isDayMissing ? Unavailable(.notRecorded, "day of a delivery not known") : nil
  }

  private static func hours(
    _ parts: [Recorded<CapacityDelivery>], _ start: Day, _ end: Day
  ) throws(MoneyError) -> Figure<Int128> {
    var hours = Int128(0)
    for part in parts {
      guard let count = part.capacity.acceleratorCount,
        let days = part.dayCount(from: start, before: end)
      else { return .unavailable(.notRecorded, "accelerators not known") }
      try hours += Int128(count) * Int128(days) * 24
    }
    return .known(hours)
  }

  /// Over the common denominator of all lengths of months: 28 × 29 × 30 × 31.
  private static func months(
    _ parts: [Recorded<CapacityDelivery>], _ start: Day, _ end: Day
  ) throws(MoneyError) -> Figure<Ratio> {
    let denominator = 28 * 29 * 30 * 31
    var sum = Int128(0)
    guard start < end else {
      return Ratio(0, over: 1).map { .known($0) } ?? .unavailable(.notApplicable, "no days")
    }
    let window = MonthRange(from: start.month, through: end.adding(days: -1).month)
    for part in parts {
      guard let kilowatts = part.capacity.kilowatts else {
        return .unavailable(.notRecorded, "power not known")
      }
      for month in window.months {
        let from = max(month.firstDay, start)
        let to = min(month.adding(months: 1).firstDay, end)
        let days = part.dayCount(from: from, before: to) ?? 0
        try sum += Int128(kilowatts) * Int128(days) * Int128(denominator / month.dayCount)
      }
    }
    // Kilowatts are thousandths of a megawatt.
    return Ratio(sum, over: Int128(denominator * 1000)).map { .known($0) }
      ?? .unavailable(.notApplicable, "no days")
  }
}

extension TrancheStatus {
  /// Whether anything was delivered for it by now.
  fileprivate var hasArrived: Bool { deliveries.contains { $0.isDelivered(by: asOf) } }
}

extension [Recorded<CapacityCommitment>] {
  /// The count of tranche `total` if there is one, else the sum of the tranches; `nil` if a part of
  /// the promise does not say how many.
  var acceleratorCount: Int? {
    let parts = first { $0.tranche == CapacityCommitment.whole }.map { [$0] } ?? self
    let counts = parts.compactMap(\.capacity.acceleratorCount)
    guard counts.count == parts.count, !parts.isEmpty else { return nil }
    return Int(exactly: counts.reduce(Int128(0)) { $0 &+ Int128($1) })
  }
}
