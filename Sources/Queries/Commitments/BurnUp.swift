package import Ledger
package import Procurement

/// How a contract's minimums of one kind build up month by month, and what was drawn on them (METRICS, M4 to M6):
/// at the end of each month the sums that `CommitmentProgress` has of the as-of day.
package struct BurnUp: Hashable, Sendable {
  /// The contract.
  package let contract: ContractFile
  /// What the minimums are counted in.
  package private(set) var measure: CommitmentMeasure
  /// The months, in order.
  package private(set) var months: [Month]
  /// How many full months the pace is the mean of.
  package let paceMonths: Int

  /// Where the sums are at the end of a month.
  package struct Month: Hashable, Sendable {
    /// The month.
    package let month: Procurement.Month
    /// The minimums of its days and those before.
    package fileprivate(set) var committed: CommitmentAmount
    /// What was drawn for its days and those before, by the as-of day; `nil` of a month to come.
    package fileprivate(set) var applied: CommitmentAmount?
    /// What is drawn if it goes on at the pace of the last full months; `nil` before them, and where there is
    /// no pace.
    package fileprivate(set) var projected: CommitmentAmount?
  }

  /// The most months that are told, of those that are nearest to the as-of day.
  private static let mostMonths = 120

  /// Build-ups of the first `limit` kinds of minimums, in the order of `CommitmentProgress.forEach`. Where a
  /// figure is too large, there is none. `rates` are those of their contracts in the currency of the report.
  package static func first(
    _ limit: Int, in book: Book, asOf: Day, paceMonths: Int, at rates: [AmountOrigin: AmountRate]
  ) throws -> [BurnUp] {
    var all: [BurnUp] = []
    try book.forEachPart { part in
      for contract in try part.contracts where all.count < limit {
        for kind in contract.kindsOfMinimums where all.count < limit {
          let burnUp = try unlessTooLarge {
            try BurnUp(
              ContractMinimums.all(
                [kind], of: contract, in: part, asOf: asOf, paceMonths: paceMonths)[0])
          }
          guard var burnUp else { continue }
          if let rate = rates[contract.origin] { burnUp.show(at: rate) }
          all.append(burnUp)
        }
      }
    }
    return all
  }

  private init(_ minimums: ContractMinimums) throws {
    let (asOf, runs, draws) = (minimums.asOf, minimums.days, minimums.draws)
    let intervals = try minimums.intervals
    let pace = try draws.pace(of: runs)
    func amount(_ units: Ratio) -> CommitmentAmount {
      CommitmentAmount(measure: minimums.measure, units: units)
    }
    contract = minimums.contract
    measure = minimums.measure
    paceMonths = pace?.months.count ?? 0
    months = try BurnUp.months(of: runs, around: asOf).map { month in
      let committed = try intervals.reduce(Ratio.zero) {
        try $0.adding($1.minimum(through: month.lastDay))
      }
      let applied =
        month.firstDay <= asOf
        ? Ratio(try draws.units(in: runs.through(min(month.lastDay, asOf)))) : nil
      return Month(
        month: month, committed: amount(committed), applied: applied.map(amount),
        projected: try draws.projected(through: month, pace, in: runs).map(amount))
    }
  }

  private static func months(of runs: [DayRange], around asOf: Day) -> [Procurement.Month] {
    guard let first = runs.first?.from.month, let last = runs.last?.last.month else { return [] }
    let from = max(first, asOf.month.adding(months: -mostMonths / 2))
    let through = min(last, max(asOf.month, from).adding(months: mostMonths / 2))
    return from <= through ? MonthRange(from: from, through: through).months : []
  }

  private mutating func show(at rate: AmountRate) {
    guard case .money = measure else { return }
    measure = .money(rate.currency)
    for index in months.indices {
      months[index].committed = months[index].committed.shown(at: rate)
      months[index].applied = months[index].applied?.shown(at: rate)
      months[index].projected = months[index].projected?.shown(at: rate)
    }
  }
}

extension CommitmentDraws {
  /// What is drawn by the end of a month that no month of the pace comes after, if each after them takes their
  /// mean.
  fileprivate func projected(
    through month: Month, _ pace: (months: [Month], units: Int128)?, in runs: [DayRange]
  ) throws -> Ratio? {
    guard let pace, let last = pace.months.last, month >= last else { return nil }
    let drawn = Ratio(try units(in: runs.through(last.lastDay)))
    let share = Ratio(days: month.number - last.number, of: pace.months.count)
    return try drawn.adding(Ratio(pace.units).times(share))
  }
}
