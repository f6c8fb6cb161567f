internal import Ledger
internal import Procurement

/// What was drawn on a contract's minimums: billed for the days of its service, by the as-of day.
struct CommitmentDraws {
  let measure: CommitmentMeasure
  let asOf: Day
  /// The months for which anything was billed.
  let months: Set<Month>
  private let draws: [(days: DayRange, units: Int128)]
  /// How many full months the actual pace is the mean of, at most.
  private let paceMonths: Int

  init(
    _ draws: [(days: DayRange, units: Int128)], _ measure: CommitmentMeasure, asOf: Day,
    paceMonths: Int
  ) {
    self.draws = draws
    self.measure = measure
    self.asOf = asOf
    self.paceMonths = paceMonths
    months = Set(
      draws.flatMap {
        MonthRange(from: $0.days.from.month, through: $0.days.last.month).months
      })
  }

  /// The last day that anything was billed for.
  var lastDay: Day? { draws.map(\.days.last).max() }

  /// What falls into some days; the pieces of adjoining ones add up.
  func units(in days: DayRange) throws -> Int128 {
    try draws.reduce(0) { try $0 + CommitmentDraws.piece($1.units, of: $1.days, in: days) }
  }

  /// The difference of what falls before the end and before the start of some days, each rounded half
  /// to even: so pieces add up, wherever a service is cut.
  private static func piece(_ whole: Int128, of service: DayRange, in days: DayRange) throws
    -> Int128
  {
    let start = min(max(days.from.days(since: service.from), 0), service.dayCount)
    let end = min(max(days.last.days(since: service.from) + 1, 0), service.dayCount)
    let parts = try [start, end].map { dayCount in
      try Ratio(whole * Int128(dayCount), over: Int128(service.dayCount))?.rounded(toUnitsOf: 1)
        ?? 0
    }
    return try parts[1] - parts[0]
  }

  /// The last of the full months, over by the as-of day and billed, that the pace is taken of; with
  /// what was drawn in them.
  func pace() throws -> (months: [Month], units: Int128)? {
    let full = months.filter { $0.lastDay <= asOf }.sorted().suffix(paceMonths)
    guard !full.isEmpty else { return nil }
    return (Array(full), try full.reduce(0) { try $0 + units(in: DayRange(of: $1)) })
  }

  /// What is drawn by the end of an open interval, if each day that is not billed yet takes the mean
  /// of the days of the last full months.
  func projected(to days: DayRange) throws -> Figure<CommitmentAmount> {
    let billed = try units(in: days)
    let last = lastDay.map { min($0, days.last) } ?? days.from.adding(days: -1)
    let left = days.last.days(since: max(last, days.from.adding(days: -1)))
    guard left > 0 else { return .known(CommitmentAmount(measure: measure, units: billed)) }
    guard let pace = try pace() else { return .unavailable(.notBilled, "no full month billed") }
    let paceDays = pace.months.map(\.dayCount).reduce(0, +)
    guard let more = try Ratio(pace.units * Int128(left), over: Int128(paceDays)) else {
      return .unavailable(.notBilled, "no full month billed")
    }
    return .known(
      CommitmentAmount(measure: measure, units: try billed + more.rounded(toUnitsOf: 1)))
  }
}

extension [Charge] {
  /// What is charged in a currency, without taxes, in its stored units.
  func draws(in currency: Currency) -> [(days: DayRange, units: Int128)] {
    filter { !$0.isTax && $0.amount.currency == currency }
      .map { ($0.days, Int128($0.amount.units)) }
  }
}
