package import Ledger
package import Procurement

/// What is known of an organization's revenue over a stretch of months (METRICS, M2 and rulings 12
/// and 29).
///
/// Figures never overlap: of those of one basis, the set counts that covers most days. A figure inside
/// a longer one is taken out of it first; the rest stands for the days left.
package struct RevenueOverTime: Hashable, Sendable {
  /// What kind of figure all of the rows are; kinds are never added.
  package let basis: RevenueBasis
  /// The revenue of the months that it covers, in stored units, exact.
  package let exact: Figure<Ratio>
  /// The currency of that.
  package let currency: Currency
  /// The months of the stretch that are covered from first to last day.
  package let coveredMonths: Set<Month>
  /// How many months the stretch has.
  package let monthCount: Int
  /// The figures that make it up, or what is left of them, by period.
  package let parts: [Part]

  /// A figure without those inside it, as far as it is for covered months.
  package struct Part: Hashable, Sendable {
    /// The figure.
    package let row: Recorded<Revenue>
    /// The shorter figures that are taken out of it, by period.
    package let without: [Recorded<Revenue>]
    /// How many days it is for.
    package let dayCount: Int
    /// How many of these lie in covered months, so that they count.
    package let countedDays: Int
  }

  /// The revenue of the months that it covers, rounded half to even to the minor unit (METRICS, ruling
  /// 28).
  package var amount: Figure<Money> {
    exact.rounded(to: currency)
  }

  /// Whether all months are covered.
  package var isComplete: Bool { coveredMonths.count == monthCount }
  /// Whether a part reaches beyond the covered months, so that its days were counted.
  package var isProrated: Bool { parts.contains { $0.countedDays < $0.dayCount } }
  /// Whether a part is what a figure has beyond shorter ones.
  package var isDerived: Bool { parts.contains { !$0.without.isEmpty } }

  /// `derived`, `prorated by days`: what must be said of a figure that it is in.
  package var qualifications: [String] {
    [isDerived ? "derived" : nil, isProrated ? "prorated by days" : nil].compactMap { $0 }
  }

  /// The stored figures that make it up, each once, by period.
  package var rows: [Recorded<Revenue>] {
    var seen: Set<Recorded<Revenue>> = []
    return parts.flatMap { [$0.row] + $0.without }.filter { seen.insert($0).inserted }
  }

  /// How many days lie in covered months.
  var coveredDays: Int { coveredMonths.reduce(0) { $0 + $1.dayCount } }
}

/// The revenue figures of an organization, made ready for any stretch of months.
package struct RevenueHistory: Sendable {
  /// All figures, by period, those said last first.
  let figures: [Recorded<Revenue>]
  /// Whether figures of all currencies count, as they are converted into one.
  private let isConverted: Bool
  private let sets: [Key: RevenueSet]

  private struct Key: Hashable {
    let basis: RevenueBasis
    /// `nil` where figures are converted.
    let currency: Currency?
  }

  /// The figures of one organization; `isConverted` says whether those of all currencies count together.
  package init(_ figures: [Recorded<Revenue>], isConverted: Bool = false) {
    self.figures = figures
    self.isConverted = isConverted
    sets = Dictionary(grouping: figures) {
      Key(basis: $0.basis, currency: isConverted ? nil : $0.amount.currency)
    }.mapValues(RevenueSet.init)
  }

  /// The figures that ended by a day.
  func ended(by day: Day) -> RevenueHistory {
    RevenueHistory(figures.filter { $0.period.last <= day })
  }

  /// The figures of one basis that cover the most days; where two cover as many, the basis that comes
  /// first.
  ///
  /// `bases` are those that may be used, the preferred first; a run rate is no revenue of a period.
  /// Figures in other currencies than `currency` are passed over unless they are converted, which is then
  /// still to be done. It is `nil` if no month is covered.
  package func best(
    over months: MonthRange, bases: [RevenueBasis], in currency: Currency
  ) -> RevenueOverTime? {
    var best: RevenueOverTime?
    for basis in bases where basis != .runRate {
      let key = Key(basis: basis, currency: isConverted ? nil : currency)
      guard let found = sets[key]?.cover(months) else { continue }
      if found.coveredDays > best?.coveredDays ?? 0 { best = found }
    }
    return best
  }

  /// Why there is no revenue over a stretch: figures of these kinds in other currencies only, or none.
  func reason(
    over months: MonthRange, bases: [RevenueBasis], in currency: Currency
  ) -> Unavailable {
    let touching = figures.filter {
      $0.basis != .runRate && bases.contains($0.basis)
        && $0.period.from < months.endDay && $0.period.last >= months.firstDay
    }
    return Unavailable.noRevenue(among: isConverted ? [] : touching, in: currency)
  }
}

extension Unavailable {
  /// Why none of some figures is revenue in a currency.
  static func noRevenue(among figures: [Recorded<Revenue>], in currency: Currency) -> Unavailable {
    let codes = Set(figures.map(\.amount.currency.code)).sorted()
    guard !codes.isEmpty, !codes.contains(currency.code) else {
      return Unavailable(.notRecorded, "missing")
    }
    return Unavailable(
      .currenciesDiffer, "currencies differ: revenue in \(codes.joined(separator: ", "))")
  }

  /// The reason for a ratio that has no revenue.
  var ofRatio: Unavailable {
    code == .currenciesDiffer ? self : Unavailable(code, "revenue \(words)")
  }
}
