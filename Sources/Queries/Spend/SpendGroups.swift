internal import Ledger
internal import Procurement

/// Makes the groups of a report of its series.
struct SpendGroups {
  private let question: SpendReport.Question
  private let series: [SeriesKey: SpendSeries]
  private let largest: LargestKeys
  private let conversion: SpendConversion?
  /// The period of each month that has spend, unless time is not divided or periods overlap.
  private let periods: [Month: Period]
  /// Twelve months for each that ends some, if time is divided so.
  private let trailing: [Period]

  init(
    _ question: SpendReport.Question, _ series: [SeriesKey: SpendSeries], _ largest: LargestKeys,
    _ conversion: SpendConversion?
  ) {
    (self.question, self.series, self.largest) = (question, series, largest)
    self.conversion = conversion
    var periods: [Month: Period] = [:]
    if let grain = question.grain, !grain.isOverlapping {
      for month in Set(series.values.lazy.flatMap(\.months.keys)) {
        guard question.window?.contains(month) ?? true else { continue }
        periods[month] = question.years.period(of: grain, around: month, cutTo: question.window)
      }
    }
    self.periods = periods
    trailing = question.grain == .ttm ? question.trailing(series.values.map(\.months)) : []
  }

  /// All of them, in order, each with what it is a share of and what it is cumulated with.
  var all: [SpendReport.Group] {
    let own = series.flatMap { rows(of: $0.key, $0.value) }
    var groups = ordered(conversion?.converted(own, question) ?? own)
    guard question.hasSums else { return groups }
    let wholes = Dictionary(grouping: groups) { whole(of: $0) }.mapValues { parts in
      SpendOverTime.sum(parts.map(\.spend))
    }
    var running: [SeriesKey: SpendOverTime] = [:]
    for index in groups.indices {
      let group = groups[index]
      groups[index].whole = wholes[whole(of: group)] ?? group.spend
      running[run(of: group), default: SpendOverTime()].add(group.spend)
      groups[index].running = running[run(of: group)] ?? group.spend
    }
    return groups
  }

  private struct Whole: Hashable {
    let currency: Currency
    let period: Period?
  }

  private func whole(of group: SpendReport.Group) -> Whole {
    let isOfPeriod = question.dimensions.count > 1 || question.grain == .ttm
    return Whole(currency: group.currency, period: isOfPeriod ? group.period : nil)
  }

  private func run(of group: SpendReport.Group) -> SeriesKey {
    question.grain == nil ? SeriesKey(names: [], currency: group.currency) : group.key
  }

  private func rows(of key: SeriesKey, _ series: SpendSeries) -> [SpendReport.Group] {
    periods(of: series).compactMap { period in
      let months = period?.months ?? question.window
      let spend = series.spend(in: months)
      let before = months.flatMap { question.isCompared ? earlier(series, than: $0) : nil }
      let isThere = !spend.isEmpty || (period == nil && before.map { !$0.isEmpty } ?? false)
      return isThere ? group(key, period, spend, before) : nil
    }
  }

  private func group(
    _ key: SeriesKey, _ period: Period?, _ spend: SpendOverTime,
    _ earlier: SpendReport.Group.Earlier?
  ) -> SpendReport.Group {
    var names = key.names[...]
    return SpendReport.Group(
      keys: question.dimensions.map { $0.isTime ? period?.label : names.removeFirst() },
      currency: key.currency, period: period, spend: spend, earlier: earlier,
      taxTreatment: question.tax, basis: question.basis,
      isRest: largest.isRest(key.names.first ?? nil, in: key.currency),
      key: key)
  }

  private func earlier(
    _ series: SpendSeries, than months: MonthRange
  ) -> SpendReport.Group.Earlier {
    SpendReport.Group.Earlier(
      previous: series.spend(in: months.moved(by: -question.monthsToPrevious)),
      yearBefore: series.spend(in: months.moved(by: -12)))
  }
}

// MARK: Periods

extension SpendGroups {
  /// The periods that the months of a series lie in; one without a name where time is not divided.
  private func periods(of series: SpendSeries) -> [Period?] {
    guard let grain = question.grain else { return [nil] }
    guard !grain.isOverlapping else { return trailing }
    return series.months.keys.sorted().compactMap { periods[$0] }
      .runs { $0.months }.map(\.first)
  }
}

extension SpendReport.Question {
  /// Twelve months for each that ends some: as far as there is spend, and in a window as long as trailing
  /// months have any, up to the as-of day's.
  fileprivate func trailing(_ spend: [[Month: SpendOverTime]]) -> [Period] {
    let own = spend.flatMap(\.keys)
    guard let first = own.min(), let last = own.max() else { return [] }
    let reach = min(last.adding(months: Grain.ttm.monthCount - 1), asOf.month)
    let from = max(first, window?.from ?? first)
    let through = window.map { min(max(last, reach), $0.last) } ?? last
    guard from <= through else { return [] }
    return years.periods(of: .ttm, in: MonthRange(from: from, through: through), cutTo: nil)
  }
}

// MARK: Order

extension SpendGroups {
  private struct Place: Hashable {
    let first: String?
    let currency: Currency

    init(of group: SpendReport.Group) {
      (first, currency) = (group.keys.first ?? nil, group.currency)
    }
  }

  /// By currency; then by the first dimension, then by the next: time forward, all else from the largest
  /// down, and the rest last.
  private func ordered(_ groups: [SpendReport.Group]) -> [SpendReport.Group] {
    var sums: [Place: SpendOverTime] = [:]
    for group in groups { sums[Place(of: group), default: SpendOverTime()].add(group.spend) }
    let units = groups.map { sums[Place(of: $0)]?.units(question.tax) ?? .min }
    let named = question.dimensions.firstIndex { !$0.isTime }
    // Places are sorted, since a group is large.
    return groups.indices.sorted { left, right in
      isBefore(groups[left], units[left], groups[right], units[right], named)
    }.map { groups[$0] }
  }

  /// Whether a group comes before another; each with the spend of all that share its first key.
  private func isBefore(
    _ one: SpendReport.Group, _ oneUnits: Int128, _ other: SpendReport.Group,
    _ otherUnits: Int128, _ named: Int?
  ) -> Bool {
    guard one.currency == other.currency else { return one.currency.code < other.currency.code }
    let dimensions = question.dimensions
    guard let index = dimensions.indices.first(where: { one.keys[$0] != other.keys[$0] }) else {
      return false
    }
    if dimensions[index].isTime { return one.start < other.start }
    if index == named, one.isRest != other.isRest { return other.isRest }
    let units = index == 0 ? (oneUnits, otherUnits) : (one.units, other.units)
    return units.0 == units.1
      ? (one.keys[index] ?? "~") < (other.keys[index] ?? "~") : units.0 > units.1
  }
}
