package import Procurement
package import Ledger

/// The fixed payments of a contract spread evenly over its days, against what was billed by then
/// (METRICS, M16).
package struct StraightLineMonth: Hashable, Sendable {
  /// The contract.
  package let contract: ContractFile
  /// The month; of the as-of day's, the days through that day.
  package let month: Month
  /// Its share of all fixed payments, rounded half to even to the minor unit.
  package private(set) var straightLine: Money
  /// The shares of all months through this one, rounded half to even to the minor unit.
  package private(set) var straightLineToDate: Money
  /// What was charged by invoices of all billing months through this one, issued by the as-of day;
  /// without taxes and credits. The as-of day's month counts to that day. Rounded half to even to the
  /// minor unit.
  package private(set) var billedToDate: Money
  /// The exact one to date less the other, rounded half to even to the minor unit: what is accrued, or
  /// negative what is prepaid.
  package private(set) var balance: Money

  /// The exact amounts, in stored units of the contract's currency.
  private let units: Units

  private struct Units: Hashable {
    let own, toDate, billed, balance: Ratio
  }

  /// The shares of all months through this one, exact, in stored units of the contract's currency.
  var spreadToDate: Ratio { units.toDate }

  /// The amounts that are converted, in stored units of the contract's currency.
  package var recordedAmounts: [Figure<Ratio>] {
    [units.own, units.toDate, units.billed, units.balance].map { .known($0) }
  }

  /// The currency in which its amounts are shown.
  package var currency: Currency { balance.currency }

  /// What is spread and not billed: 0 at least.
  package var accrued: Money { Money(units: max(balance.units, 0), of: balance.currency) }
  /// What is billed and not spread yet: 0 at least.
  package var prepaid: Money { Money(units: max(-balance.units, 0), of: balance.currency) }
}

/// The straight line of a contract, month by month, or why there is none.
package struct StraightLineSchedule: Hashable, Sendable {
  /// The contract.
  package let contract: ContractFile
  /// Its months through the as-of day's.
  package let months: Figure<[StraightLineMonth]>
  /// All fixed payments; `nil` if they are not known.
  package let total: Money?
  /// The rows of its fees.
  package let evidence: [Evidence]

  /// The schedule of a contract that has a fee; each tranche's fees start a schedule of their own, and so
  /// does each term that the contract renews for.
  init?(of contract: ContractFile, _ charges: [Charge], asOf: Day) throws {
    guard !contract.fees.isEmpty else { return nil }
    let lines = try StraightLineSchedule.lines(of: contract, asOf: asOf)
    let evidence = contract.fees.map(\.evidence)
    if let reason = lines.compactMap(\.unavailable).first {
      self.init(
        contract: contract, months: .unavailable(reason), total: nil, evidence: evidence)
      return
    }
    let pieces = lines.compactMap(\.value).flatMap(\.pieces)
    self.init(
      contract: contract,
      months: try .held {
        .known(
          try StraightLineMonth.all(of: contract, pieces: pieces, charges: charges, asOf: asOf))
      },
      total: pieces.map(\.amount).sum(in: contract.currency).value,
      evidence: evidence)
  }

  init(
    contract: ContractFile, months: Figure<[StraightLineMonth]>, total: Money?,
    evidence: [Evidence]
  ) {
    self.contract = contract
    self.months = months
    self.total = total
    self.evidence = evidence
  }

  private static func lines(
    of contract: ContractFile, asOf: Day
  ) throws -> [Figure<StraightLine>] {
    let schedules = Dictionary(grouping: contract.feeHistory, by: \.fee.tranche)
    let dueDays = Dictionary(contract.promises.map { ($0.tranche, $0.dueOn?.last) }) { first, _ in
      first
    }
    let amendments = contract.amendmentDays
    return try schedules.sorted { $0.key ?? "" < $1.key ?? "" }.flatMap { tranche, rows in
      guard let start = contract.scheduleStart(of: tranche, rows, dueDays) else {
        return [Figure<StraightLine>]()
      }
      guard let ends = contract.scheduleEnds(rows, asOf: asOf) else {
        return [.unavailable(contract.unknown("end of the schedule"))]
      }
      let versions = FeeVersion.all(rows, amendments: amendments)
      return try zip([start] + ends, ends).compactMap { from, end in
        try DayRange(from: max(from, start), to: end).map { days in
          try .held { try StraightLine.over(versions, days, of: contract) }
        }
      }
    }
  }
}

extension ContractFile {
  /// The first day of the schedule of a tranche, its due day, or of what names none, the contract's start;
  /// no later than the first fee.
  fileprivate func scheduleStart(
    of tranche: String?, _ rows: [FeeRevision], _ dueDays: [String: Day?]
  ) -> Day? {
    guard let first = rows.map(\.fee.fromMonth).min()?.firstDay else { return nil }
    let begins =
      tranche.map { dueDays[$0] ?? nil } ?? firstDay
    return max(min(first, begins ?? first), firstDay ?? first)
  }

  /// The exit days of the terms that have begun by a day: of the first, and of each that the contract
  /// renewed for; the last is that of the contract where it ends. `nil` if none is known.
  fileprivate func scheduleEnds(_ rows: [FeeRevision], asOf: Day) -> [Day]? {
    let standing = standing(on: asOf)
    guard let last = standing.end ?? runningTerm(on: asOf)?.exitOn else {
      let live = rows.filter { $0.until == nil }.map(\.fee.toMonth)
      guard !live.contains(nil) else { return nil }
      return live.compactMap { $0 }.max().map { [$0.adding(months: 1).firstDay] }
    }
    let ends = terms(before: last) + [last]
    return ends.firstIndex { $0 > asOf }.map { Array(ends[...$0]) } ?? ends
  }
}

extension StraightLineMonth {
  fileprivate static func all(
    of contract: ContractFile, pieces: [StraightLine.Piece], charges: [Charge], asOf: Day
  ) throws -> [StraightLineMonth] {
    let billed = charges.ofFees(in: contract.currency)
    let spread = Dictionary(grouping: pieces) { $0.days.from.month }
    let standing = contract.standing(on: asOf)
    var sums = (spread: Ratio.zero, billed: Ratio.zero)
    let begun = spread.filter { $0.value.contains { $0.days.from <= asOf } }
    let months = Set(begun.keys).union(billed.keys).filter { $0 <= asOf.month }
    return try months.sorted().map { month in
      let piece = try (spread[month] ?? []).units(through: asOf)
      let bill = try Money.sum((billed[month] ?? []).map(\.amount), of: contract.currency)
      sums.spread = try sums.spread.adding(piece)
      sums.billed = try sums.billed.adding(bill.exact.times(standing.share(of: month, by: asOf)))
      return try StraightLineMonth(contract, month, piece, sums)
    }
  }

  /// Exact amounts in stored units, each rounded once, for showing.
  private init(
    _ contract: ContractFile, _ month: Month, _ piece: Ratio, _ sums: (spread: Ratio, billed: Ratio)
  ) throws {
    func shown(_ units: Ratio) throws -> Money {
      try Money(rounding: units, of: contract.currency)
    }
    let balance = try sums.spread.subtracting(sums.billed)
    self.init(
      contract: contract, month: month, straightLine: try shown(piece),
      straightLineToDate: try shown(sums.spread), billedToDate: try shown(sums.billed),
      balance: try shown(balance),
      units: Units(own: piece, toDate: sums.spread, billed: sums.billed, balance: balance))
  }

  /// Shows its amounts at a rate; where one would be too large, all stay as they are.
  package mutating func show(at rate: AmountRate) {
    guard let own = rate.rounded(units.own).value,
      let toDate = rate.rounded(units.toDate).value,
      let billed = rate.rounded(units.billed).value,
      let balance = rate.rounded(units.balance).value
    else { return }
    (straightLine, straightLineToDate, billedToDate) = (own, toDate, billed)
    self.balance = balance
  }
}

extension [StraightLine.Piece] {
  /// The part for the days that have passed, exact, in stored units.
  fileprivate func units(through asOf: Day) throws -> Ratio {
    try reduce(.zero) { try $0.adding($1.units(through: asOf)) }
  }
}

extension ContractStanding {
  /// The share of what is billed for a month that counts by a day: by the contract's days of the month
  /// (METRICS, ruling 4); all of a month of which it has none.
  fileprivate func share(of month: Month, by day: Day) -> Ratio {
    guard let own = days(of: month), day < own.last else { return .one }
    let passed = DayRange(from: own.from, to: day.adding(days: 1))
    return Ratio(days: passed?.dayCount ?? 0, of: own.dayCount)
  }
}
