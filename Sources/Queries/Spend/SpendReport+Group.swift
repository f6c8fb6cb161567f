package import Ledger
package import Procurement

extension SpendReport {
  /// The spend of one key, in one currency.
  package struct Group: Hashable, Sendable {
    /// One key for each dimension; `nil` is spend without a contract, or without a SKU. A contract
    /// is its reference, and its provider too where another provider has one of that reference.
    package let keys: [String?]
    /// The currency of the amount, or that of the contracts whose invoices are missing.
    package let currency: Currency
    /// The months; `nil` unless a dimension is of time.
    package let period: Period?
    let spend: SpendOverTime
    /// What it is set against; `nil` unless that was asked for.
    let earlier: Earlier?
    /// What it is a part of: all of its currency and, of a key and a period, of that period.
    fileprivate(set) var whole = SpendOverTime()
    /// Its own and that of the rows before it: of its currency and, of a key and a period, of that key.
    fileprivate(set) var running = SpendOverTime()
    /// Whether tax is in the amount.
    package let taxTreatment: TaxTreatment
    /// Whether it is of the keys that are not among the largest.
    let isRest: Bool
    /// Which series it is of.
    let key: SeriesKey

    /// The spend of earlier months.
    struct Earlier: Hashable {
      var previous = SpendOverTime()
      var yearBefore = SpendOverTime()
    }

    /// Its lines; `nil` if all of it is missing.
    package var sum: BilledSum? { spend.sum }
    /// How many months of contracts have a fee and no invoice.
    package var missingCount: Int { spend.missingCount }
    /// The spend, or why there is none.
    package var amount: Figure<Money> { spend.amount(taxTreatment) }
    /// The tax, whether or not it is in the amount; `nil` if all is missing.
    package var tax: Figure<Money>? { sum?.tax.figure }
    /// How many invoice lines it sums.
    package var lineCount: Int { sum?.lineCount(taxTreatment) ?? 0 }
  }
}

// MARK: Set against others

extension SpendReport.Group {
  /// The amount over all of its currency and, of a key and a period, of that period.
  package var share: Figure<Share> {
    Figure<Share>(spend.exact(taxTreatment), over: whole.exact(taxTreatment), called: "total")
  }

  /// The amount with those of the rows before it.
  package var cumulated: Figure<Money> { running.amount(taxTreatment) }

  /// What was billed in the period before; `nil` unless it was asked for.
  package var previous: Figure<Money>? { earlier?.previous.amount(taxTreatment) }
  /// What was billed in the same period a year before; `nil` unless it was asked for.
  package var yearBefore: Figure<Money>? { earlier?.yearBefore.amount(taxTreatment) }

  /// By how much the amount is more than in the period before (METRICS, M3).
  package var change: Figure<Share>? {
    earlier.map { spend.growth(from: $0.previous, taxTreatment) }
  }

  /// By how much the amount is more than in the same period a year before (METRICS, M3).
  package var yearChange: Figure<Share>? {
    earlier.map { spend.growth(from: $0.yearBefore, taxTreatment) }
  }

  /// Groups of one currency as one, such as a total; `nil` of no groups.
  package static func sum(_ groups: [SpendReport.Group]) -> SpendReport.Group? {
    guard let first = groups.first else { return nil }
    let earlier = groups.compactMap(\.earlier)
    var sum = SpendReport.Group(
      keys: [], currency: first.currency, period: nil, spend: .sum(groups.map(\.spend)),
      earlier: earlier.count == groups.count
        ? Earlier(
          previous: .sum(earlier.map(\.previous)), yearBefore: .sum(earlier.map(\.yearBefore)))
        : nil,
      taxTreatment: first.taxTreatment, isRest: false,
      key: SeriesKey(names: [], currency: first.currency))
    sum.whole = sum.spend
    return sum
  }

  /// What orders groups from the largest down.
  package var units: Int128 { spend.units(taxTreatment) }
}

// MARK: The groups of a report

/// Makes the groups of a report of its series.
struct SpendGroups {
  private let question: SpendReport.Question
  private let series: [SeriesKey: SpendSeries]
  private let largest: LargestKeys

  init(
    _ question: SpendReport.Question, _ series: [SeriesKey: SpendSeries], _ largest: LargestKeys
  ) {
    (self.question, self.series, self.largest) = (question, series, largest)
  }

  /// All of them, in order, each with what it is a share of and what it is cumulated with.
  var all: [SpendReport.Group] {
    var groups = series.flatMap { rows(of: $0.key, $0.value) }
    groups.sort(by: order(of: groups))
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
      taxTreatment: question.tax, isRest: largest.isRest(key.names.first ?? nil, in: key.currency),
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

extension SpendReport.Group {
  /// The order of its period.
  var start: Month { period?.months.from ?? Month(number: 0) }
}

extension SpendReport.Group.Earlier {
  fileprivate var isEmpty: Bool { previous.isEmpty && yearBefore.isEmpty }
}

// MARK: Periods and order

extension SpendGroups {
  /// The periods that the months of a series lie in; one without a name where time is not divided.
  private func periods(of series: SpendSeries) -> [Period?] {
    guard let grain = question.grain else { return [nil] }
    let window = question.window
    guard grain.isOverlapping else {
      let months = series.months.keys.filter { window?.contains($0) ?? true }
      return Array(Set(months.map { question.years.period(of: grain, around: $0, cutTo: window) }))
    }
    guard let first = months.first, let last = months.last else { return [] }
    return question.years.periods(
      of: grain, in: MonthRange(from: first, through: last), cutTo: window)
  }

  /// The first and the last month with which trailing ones end: as far as there is spend, and in a window
  /// as long as trailing months have any, up to the as-of day's.
  private var months: [Month] {
    let own = series.values.flatMap(\.months.keys)
    guard let first = own.min(), let last = own.max() else { return [] }
    guard let window = question.window else { return [first, last] }
    let end = max(last, min(last.adding(months: Grain.ttm.monthCount - 1), question.asOf.month))
    let range = (max(first, window.from), min(end, window.last))
    return range.0 <= range.1 ? [range.0, range.1] : []
  }

  /// By currency; then by the first dimension, then by the second: time forward, all else from the largest
  /// down, and the rest last.
  private func order(
    of groups: [SpendReport.Group]
  ) -> (SpendReport.Group, SpendReport.Group) -> Bool {
    let sums = Dictionary(grouping: groups) { Place(of: $0) }.mapValues { parts in
      SpendOverTime.sum(parts.map(\.spend)).units(question.tax)
    }
    let dimensions = question.dimensions
    let named = dimensions.firstIndex { !$0.isTime }
    return { left, right in
      guard left.currency == right.currency else {
        return left.currency.code < right.currency.code
      }
      for index in dimensions.indices where left.keys[index] != right.keys[index] {
        if dimensions[index].isTime { return left.start < right.start }
        if index == named, left.isRest != right.isRest { return right.isRest }
        let (one, other) =
          index == 0
          ? (sums[Place(of: left)] ?? .min, sums[Place(of: right)] ?? .min)
          : (left.units, right.units)
        return one == other
          ? (left.keys[index] ?? "~") < (right.keys[index] ?? "~") : one > other
      }
      return false
    }
  }

  private struct Place: Hashable {
    let first: String?
    let currency: Currency

    init(of group: SpendReport.Group) {
      (first, currency) = (group.keys.first ?? nil, group.currency)
    }
  }
}
