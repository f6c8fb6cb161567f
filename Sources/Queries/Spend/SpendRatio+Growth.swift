internal import Ledger
package import Procurement

extension SpendRatio {
  /// By how much spend and revenue are more than in earlier periods (METRICS, M3).
  package struct Growth: Hashable, Sendable {
    /// Spend against the period before.
    package let spend: Figure<Share>
    /// Revenue against the period before.
    package let revenue: Figure<Share>
    /// Spend against the same period a year before.
    package let yearSpend: Figure<Share>
    /// Revenue against the same period a year before.
    package let yearRevenue: Figure<Share>
  }
}

/// Spend and revenue of one buyer or pair of parties over time, each over all months of a period.
struct SpendAndRevenue {
  let spend: SpendSeries
  let history: RevenueHistory
  let currency: Currency
  let question: SpendRatio.Question

  /// The growth of a period against the one before, and against the same one a year before.
  func growth(of period: Period) -> SpendRatio.Growth {
    let previous = period.months.moved(by: -question.monthsToPrevious)
    let year = period.months.moved(by: -12)
    return SpendRatio.Growth(
      spend: spend(period.months, previous), revenue: revenue(period.months, previous),
      yearSpend: spend(period.months, year), yearRevenue: revenue(period.months, year))
  }

  private func spend(_ months: MonthRange, _ earlier: MonthRange) -> Figure<Share> {
    spend.spend(in: months).growth(from: spend.spend(in: earlier), question.tax)
  }

  /// Revenue that covers a part of a period is not set against that of another part.
  private func revenue(_ months: MonthRange, _ earlier: MonthRange) -> Figure<Share> {
    let (now, before) = (best(months), best(earlier))
    let basis = before?.basis != now?.basis ? before.map { ["\($0.basis.label) before"] } : nil
    return .growth(
      from: exact(before, earlier), to: exact(now, months), qualified: basis ?? [])
  }

  private func best(_ months: MonthRange) -> RevenueOverTime? {
    history.best(over: months, bases: question.bases, in: currency)
  }

  private func exact(_ revenue: RevenueOverTime?, _ months: MonthRange) -> Figure<Ratio> {
    guard let revenue else {
      return .unavailable(
        history.reason(over: months, bases: question.bases, in: currency).ofRatio)
    }
    guard revenue.isComplete else {
      return .unavailable(
        .partial, "revenue partial \(revenue.coveredMonths.count)/\(revenue.monthCount)")
    }
    return revenue.exact
  }
}
