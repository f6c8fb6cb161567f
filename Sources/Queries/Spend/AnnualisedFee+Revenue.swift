internal import Ledger
internal import Procurement

/// Revenue looked for at a yearly rate: what was asked, and what is known.
struct FoundRevenue {
  /// `spacex 2025`.
  let asked: String
  let revenue: Figure<YearlyRevenue>
}

extension AnnualisedFee.Question {
  /// The revenues to set a contract against: those asked for; else the last twelve complete months if
  /// all are known, else the latest full year, else the latest run rate (METRICS, ruling 13).
  func revenues(
    _ history: RevenueHistory, of organization: String, in currency: Currency
  ) throws -> [FoundRevenue] {
    guard revenues.isEmpty else {
      return revenues.map { revenue($0, history, of: organization, in: currency) }
    }
    let earned = history.ended(by: asOf)
    let end = asOf.adding(days: 1).month
    let last = MonthRange(from: end.adding(months: -12), to: end)
    let candidates =
      [(last, "last 12 months ")] + earned.fullYears(of: bases, in: currency).map { ($0, "") }
    for (months, words) in candidates {
      let found = year(months, words, earned, of: organization, in: currency)
      if found.value != nil {
        return [FoundRevenue(asked: "\(organization) \(words)\(months)", revenue: found)]
      }
    }
    let rate = revenue(.runRate(nil), history, of: organization, in: currency)
    guard rate.revenue.value == nil else { return [rate] }
    let reason = Unavailable.noRevenue(among: history.figures, in: currency)
    return [FoundRevenue(asked: organization, revenue: .unavailable(reason))]
  }

  private func revenue(
    _ choice: RevenueChoice, _ history: RevenueHistory, of organization: String,
    in currency: Currency
  ) -> FoundRevenue {
    switch choice {
    case .year(let year):
      FoundRevenue(
        asked: "\(organization) \(year)",
        revenue: self.year(year, "", history, of: organization, in: currency))
    case .runRate(let month):
      FoundRevenue(
        asked: [organization, "run rate", month?.description].compactMap { $0 }
          .joined(separator: " "),
        revenue: runRate(month, history.figures, of: organization, in: currency))
    }
  }

  private func year(
    _ year: MonthRange, _ words: String, _ history: RevenueHistory, of organization: String,
    in currency: Currency
  ) -> Figure<YearlyRevenue> {
    guard let best = history.best(over: year, bases: bases, in: currency) else {
      return .unavailable(history.reason(over: year, bases: bases, in: currency))
    }
    guard best.isComplete else {
      return .unavailable(.partial, "partial \(best.coveredMonths.count)/\(best.monthCount)")
    }
    return .known(
      YearlyRevenue(
        organization: organization, label: "\(words)\(year), \(best.basis.label)",
        amount: best.amount, exact: best.exact,
        asOf: best.rows.compactMap(\.asOf).max { $0.first < $1.first },
        rows: best.rows, qualifications: best.qualifications, isRunRate: false))
  }

  /// The run rate of one month, or the latest by the as-of day; of several, the one said last.
  private func runRate(
    _ month: Month?, _ figures: [Recorded<Revenue>], of organization: String, in currency: Currency
  ) -> Figure<YearlyRevenue> {
    let candidates = figures.filter { figure in
      figure.basis == .runRate
        && (month.map { figure.period.last.month == $0 } ?? (figure.period.from <= asOf))
    }
    let latest = candidates.filter { $0.amount.currency == currency }.max {
      ($0.period.last, $0.said) < ($1.period.last, $1.said)
    }
    guard let latest else {
      return .unavailable(Unavailable.noRevenue(among: candidates, in: currency))
    }
    return .known(
      YearlyRevenue(
        organization: organization, label: "run rate \(latest.period.last.month)",
        amount: .known(latest.amount), exact: .known(latest.amount.exact), asOf: latest.asOf,
        rows: [latest], qualifications: [],
        isRunRate: true))
  }
}

extension RevenueHistory {
  /// The years that figures of some kinds touch, from the latest: calendar years, and fiscal ones that
  /// one figure is of.
  fileprivate func fullYears(of bases: [RevenueBasis], in currency: Currency) -> [MonthRange] {
    let usable = figures.filter {
      bases.contains($0.basis) && $0.amount.currency == currency && $0.basis != .runRate
    }
    let calendar = usable.map { Grain.year.range(around: $0.period.last.month) }
    let fiscal = usable.compactMap { figure -> MonthRange? in
      let start = figure.period.from.month
      let year = MonthRange(from: start, to: start.adding(months: 12))
      let isYear =
        figure.period.from == year.firstDay
        && figure.period.last == year.endDay.adding(days: -1)
      return isYear ? year : nil
    }
    return Set(calendar + fiscal).sorted {
      ($0.to, $1.from) > ($1.to, $0.from)
    }
  }
}
