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
  /// The rates, if all is converted into one currency.
  var conversion: CurrencyConversion?

  /// The growth of each period against the one before, and against the same one a year before.
  func growth(of periods: [Period]) -> [SpendRatio.Growth] {
    let all = Set(periods.flatMap { compared($0) })
    let exact = Dictionary(uniqueKeysWithValues: all.map { ($0, spend.spend(in: $0)) })
    let sums = conversion.map { SpendConversion(at: $0, question.tax).converted(exact) } ?? exact
    return periods.map { period in
      let months = compared(period)
      let growths = months.dropFirst().map { self.growth(sums[months[0]], sums[$0]) }
      return SpendRatio.Growth(
        spend: growths[0], revenue: revenue(months[0], months[1]),
        yearSpend: growths[1], yearRevenue: revenue(months[0], months[2]))
    }
  }

  /// The rates of all revenue that is set against other.
  func requests(of periods: [Period], _ rule: RateRule) -> [RateRequest] {
    Set(periods.flatMap { compared($0) }).flatMap { best($0)?.rows ?? [] }
      .map { RateRequest($0.fact, rule, asOf: question.asOf) }
  }

  /// A period, the one before, and the same one a year before.
  private func compared(_ period: Period) -> [MonthRange] {
    [0, -question.monthsToPrevious, -12].map { period.months.moved(by: $0) }
  }

  private func growth(_ now: SpendOverTime?, _ earlier: SpendOverTime?) -> Figure<Share> {
    (now ?? SpendOverTime()).growth(
      from: earlier ?? SpendOverTime(), question.tax, on: question.basis)
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
    return conversion.map { revenue.converted($0).exact } ?? revenue.exact
  }
}
