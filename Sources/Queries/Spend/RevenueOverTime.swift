package import Ledger
package import Procurement

/// What is known of an organization's revenue over a stretch of months.
///
/// Rows inside the stretch count whole; one that reaches beyond it is prorated by days; rows never
/// overlap; for one period the figure said last counts (METRICS, M2).
package struct RevenueOverTime: Hashable, Sendable {
  /// What kind of figure all of the rows are; kinds are never added.
  package let basis: RevenueBasis
  /// The revenue of the months that it covers.
  package let amount: Money
  /// The months of the stretch that are covered from first to last day.
  package let coveredMonths: Set<Month>
  /// How many months the stretch has.
  package let monthCount: Int
  /// Whether a row reaches beyond the covered months, so that its days were counted.
  package let isProrated: Bool
  /// The rows that make it up, by period; none without a day in a covered month.
  package let rows: [Recorded<Revenue>]

  /// Whether all months are covered.
  package var isComplete: Bool { coveredMonths.count == monthCount }

  /// How many days of a row lie in covered months, so that they count.
  package func countedDays(of row: Recorded<Revenue>) -> Int {
    coveredMonths.reduce(0) { $0 + row.period.overlap($1) }
  }

  /// The figures of one basis that cover the most months; where two cover as many, the basis that
  /// comes first.
  ///
  /// `bases` are those that may be used, the preferred first; a run rate is no revenue of a period.
  /// Figures in other currencies than `currency` are passed over. It is `nil` if no month is
  /// covered.
  /// - Throws: `MoneyError.tooLarge` if the sum does not fit.
  package static func best(
    of figures: [Recorded<Revenue>], over months: MonthRange, bases: [RevenueBasis],
    in currency: Currency
  ) throws(MoneyError) -> RevenueOverTime? {
    var best: RevenueOverTime?
    for basis in bases where basis != .runRate {
      let candidates = figures.filter { $0.basis == basis && $0.amount.currency == currency }
      guard let found = try cover(months, with: candidates, basis) else { continue }
      if found.coveredMonths.count > best?.coveredMonths.count ?? 0 { best = found }
    }
    return best
  }

  /// The currencies in which figures of these kinds touch a stretch, by code.
  static func currencies(
    of figures: [Recorded<Revenue>], over months: MonthRange, bases: [RevenueBasis]
  ) -> [Currency] {
    let touching = figures.filter {
      $0.basis != .runRate && bases.contains($0.basis) && $0.period.touches(months)
    }
    return Set(touching.map(\.amount.currency)).sorted { $0.code < $1.code }
  }

  private static func cover(
    _ months: MonthRange, with figures: [Recorded<Revenue>], _ basis: RevenueBasis
  ) throws(MoneyError) -> RevenueOverTime? {
    let chosen = choice(of: figures, over: months)
    let covered = Set(
      months.months.filter { month in
        chosen.reduce(0) { $0 + $1.period.overlap(month) } == month.dayCount
      })
    let counted = chosen.filter { figure in covered.contains { figure.period.overlap($0) > 0 } }
    guard let first = counted.first else { return nil }
    var amount = Money.zero(first.amount.currency)
    var isProrated = false
    for figure in counted {
      let days = covered.reduce(0) { $0 + figure.period.overlap($1) }
      isProrated = isProrated || days < figure.period.dayCount
      amount = try amount.adding(figure.amount.prorated(days, of: figure.period.dayCount))
    }
    return RevenueOverTime(
      basis: basis, amount: amount, coveredMonths: covered, monthCount: months.monthCount,
      isProrated: isProrated, rows: counted)
  }

  /// Rows that do not overlap: those inside the stretch first, then the longer ones.
  private static func choice(
    of figures: [Recorded<Revenue>], over months: MonthRange
  ) -> [Recorded<Revenue>] {
    let touching = figures.filter { $0.period.touches(months) }
    let ranked = touching.enumerated().sorted { left, right in
      let (a, b) = (left.element.period, right.element.period)
      let (isInside, isOtherInside) = (a.isInside(months), b.isInside(months))
      if isInside != isOtherInside { return isInside }
      // Of those that reach beyond, the shortest says most about the stretch.
      if a.dayCount != b.dayCount { return isInside == (a.dayCount > b.dayCount) }
      return left.offset < right.offset
    }
    var chosen: [Recorded<Revenue>] = []
    for (_, figure) in ranked
    where !chosen.contains(where: { $0.period.overlaps(figure.period) }) {
      chosen.append(figure)
    }
    return chosen.sorted { $0.period.from < $1.period.from }
  }
}

extension DayRange {
  fileprivate func overlaps(_ other: DayRange) -> Bool { from <= other.last && other.from <= last }

  fileprivate func touches(_ months: MonthRange) -> Bool {
    from < months.endDay && last >= months.firstDay
  }

  fileprivate func isInside(_ months: MonthRange) -> Bool {
    months.firstDay <= from && last < months.endDay
  }

  /// How many days of a month it has.
  fileprivate func overlap(_ month: Month) -> Int {
    max(0, min(last, month.lastDay).days(since: max(from, month.firstDay)) + 1)
  }
}
