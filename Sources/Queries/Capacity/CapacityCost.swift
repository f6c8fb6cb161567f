package import Procurement
package import Ledger

/// What the capacity of a contract cost in a month or a run of months, by the days of the service
/// and the days on which the capacity was in service (METRICS, M11, M11b, M12).
package struct CapacityCost: Hashable, Sendable {
  /// The contract.
  package let contract: ContractFile
  /// The months.
  package let period: Period
  /// The currency of its amounts: the contract's, or that of the report.
  package let currency: Currency
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
  /// The rows of what was delivered, and the rates that convert the amounts.
  package let evidence: [Evidence]

  /// The selected contracts that have invoices or deliveries, in the months of `window` as a whole or
  /// period by period.
  ///
  /// Without a window, all months that have either, up to the as-of day's. Days after that day do not
  /// count, and neither do invoices that were issued after it. With a choice of a currency, each month's cost is
  /// converted at the rate of the month, and the fee at that of its month or, if it is to come, the last one.
  /// - Throws: `MissingRatesError` if an amount cannot be converted; `SQLiteError` if the store fails.
  package static func all(
    in book: Book, window: MonthRange?, by grain: Grain?, years: YearStart = .january, asOf: Day,
    tax: TaxTreatment = .exclude, choice: CurrencyChoice? = nil
  ) throws -> [CapacityCost] {
    let parts = try parts(in: book, window: window, by: grain, years: years, asOf: asOf)
    let conversion = try choice.map { choice in
      try CurrencyConversion(
        Set(parts.flatMap { $0.requests(choice.rule) }), into: choice, asOf: asOf, in: book)
    }
    return try parts.map { CapacityCost($0, try $0.cost(tax, conversion)) }
  }

  private static func parts(
    in book: Book, window: MonthRange?, by grain: Grain?, years: YearStart, asOf: Day
  ) throws -> [CapacityParts] {
    let spend = try AccruedSpend.all(in: book, asOf: asOf)
    return try book.contracts.flatMap { contract in
      let parts = TrancheStatus.all(of: contract, asOf: asOf)
      guard spend[contract.id] != nil || parts.contains(where: \.hasArrived) else {
        return [CapacityParts]()
      }
      let accrued = spend[contract.id] ?? []
      guard let months = window ?? CapacityCost.months(accrued, parts, asOf) else { return [] }
      let periods =
        grain.map { years.periods(of: $0, in: months, cutTo: months) }
        ?? [Period(months: months, label: months.description)]
      return periods.map {
        CapacityParts(of: contract, in: $0, spend: accrued, parts, asOf: asOf)
      }
    }
  }

  private init(_ parts: CapacityParts, _ cost: AccruedCost) {
    let window = parts.period.months
    let end = min(window.endDay, parts.asOf.adding(days: 1))
    let arrived = parts.tranches.flatMap(\.deliveries).filter { $0.isDelivered(by: parts.asOf) }
    let stood = Standing(arrived, from: window.firstDay, before: end)
    contract = parts.contract
    period = parts.period
    currency = cost.currency
    self.cost = cost.amount
    tax = cost.tax
    assumedLines = parts.spend.map(\.assumedLines).reduce(0, +)
    evidence = arrived.map(\.evidence) + cost.rates
    accelerator = stood.accelerator
    acceleratorHours = stood.acceleratorHours
    megawattMonths = stood.megawattMonths
    megawattBasis = stood.megawattBasis
    perAcceleratorHour = cost.each(stood.acceleratorHours.map { Ratio($0) }) {
      each throws(MoneyError) in
      try Money(exactly: each.rounded(toUnitsOf: 1), of: cost.currency)
    }
    perMegawattMonth = cost.each(stood.megawattMonths) { each throws(MoneyError) in
      try Money(rounding: each, of: cost.currency)
    }
    feePerAcceleratorMonth = cost.feePerAccelerator
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
}

extension AccruedCost {
  /// The cost over an amount of capacity, rounded once; n/a over nothing.
  fileprivate func each(
    _ capacity: Figure<Ratio>, _ rounded: (Ratio) throws(MoneyError) -> Money
  ) -> Figure<Money> {
    guard let cost = exact.value, let capacity = capacity.value else {
      let reason = exact.unavailable ?? capacity.unavailable
      return reason.map { .unavailable($0) } ?? .tooLarge
    }
    guard capacity > .zero else {
      return .unavailable(.zero, cost > .zero ? "paid for undelivered" : "nothing delivered")
    }
    return .held(try rounded(try cost.dividedFinely(by: capacity) ?? .zero))
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
