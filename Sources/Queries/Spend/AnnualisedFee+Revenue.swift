internal import Ledger
internal import Procurement

/// Revenue looked for at a yearly rate: what was asked, and what is known.
struct FoundRevenue {
  /// `spacex 2025`.
  let asked: String
  let revenue: Figure<YearlyRevenue>
}

extension AnnualisedFee.Question {
  /// The revenues to set a contract against: those asked for, or the latest year and run rate.
  func revenues(
    _ figures: [Recorded<Revenue>], of organization: String, in currency: Currency
  ) throws -> [FoundRevenue] {
    guard revenues.isEmpty else {
      return try revenues.map { try revenue($0, figures, of: organization, in: currency) }
    }
    let latest = [
      latestYear(figures, in: currency).map { RevenueChoice.year($0) }, RevenueChoice.runRate(nil),
    ].compactMap { $0 }
    let found = try latest.map { try revenue($0, figures, of: organization, in: currency) }
    let known = found.filter { $0.revenue.value != nil }
    guard known.isEmpty else { return known }
    let reason = missing(figures, in: currency)
    return [FoundRevenue(asked: organization, revenue: .unavailable(reason))]
  }

  private func revenue(
    _ choice: RevenueChoice, _ figures: [Recorded<Revenue>], of organization: String,
    in currency: Currency
  ) throws -> FoundRevenue {
    switch choice {
    case .year(let year):
      FoundRevenue(
        asked: "\(organization) \(year)",
        revenue: try self.year(year, figures, of: organization, in: currency))
    case .runRate(let month):
      FoundRevenue(
        asked: [organization, "run rate", month?.description].compactMap { $0 }
          .joined(separator: " "),
        revenue: runRate(month, figures, of: organization, in: currency))
    }
  }

  private func year(
    _ year: MonthRange, _ figures: [Recorded<Revenue>], of organization: String,
    in currency: Currency
  ) throws -> Figure<YearlyRevenue> {
    let best = try RevenueOverTime.best(of: figures, over: year, bases: bases, in: currency)
    guard let best else {
      let touching = figures.filter {
        $0.basis != .runRate && $0.period.from < year.endDay && $0.period.last >= year.firstDay
      }
      return .unavailable(missing(touching, in: currency))
    }
    guard best.isComplete else {
      return .unavailable(.partial, "partial \(best.coveredMonths.count)/\(best.monthCount)")
    }
    return .known(
      YearlyRevenue(
        organization: organization, label: "\(year), \(best.basis.label)", amount: best.amount,
        asOf: best.rows.compactMap(\.asOf).max { $0.first < $1.first }, rows: best.rows,
        qualification: best.isProrated ? "prorated by days" : nil))
  }

  /// The last twelve months of one figure that ended by the as-of day.
  private func latestYear(_ figures: [Recorded<Revenue>], in currency: Currency) -> MonthRange? {
    let years = figures.filter {
      bases.contains($0.basis) && $0.amount.currency == currency && $0.period.last <= asOf
        && (364...366).contains($0.period.dayCount) && $0.period.from.dayOfMonth == 1
    }
    return years.max { $0.period.last < $1.period.last }.map {
      let start = $0.period.from.month
      return MonthRange(from: start, to: start.adding(months: 12))
    }
  }

  /// The run rate of one month, or the latest by the as-of day; of several, the one said last, where a
  /// month alone counts as its first day.
  private func runRate(
    _ month: Month?, _ figures: [Recorded<Revenue>], of organization: String, in currency: Currency
  ) -> Figure<YearlyRevenue> {
    let candidates = figures.filter { figure in
      figure.basis == .runRate
        && (month.map { figure.period.last.month == $0 } ?? (figure.period.from <= asOf))
    }
    let latest = candidates.filter { $0.amount.currency == currency }.max { left, right in
      let key = { (figure: Recorded<Revenue>) in
        (figure.period.last.number, figure.asOf?.first.number ?? .min)
      }
      return key(left) < key(right)
    }
    guard let latest else { return .unavailable(missing(candidates, in: currency)) }
    return .known(
      YearlyRevenue(
        organization: organization, label: "run rate \(latest.period.last.month)",
        amount: latest.amount, asOf: latest.asOf, rows: [latest], qualification: nil))
  }

  /// Why none of these figures can be used.
  private func missing(_ figures: [Recorded<Revenue>], in currency: Currency) -> Unavailable {
    let others = Set(figures.map(\.amount.currency.code)).subtracting([currency.code])
    guard !others.isEmpty, !figures.contains(where: { $0.amount.currency == currency }) else {
      return Unavailable(.notRecorded, "missing")
    }
    return Unavailable(
      .currenciesDiffer, "only in \(others.sorted().joined(separator: ", "))")
  }
}
