/// A run of days, half-open: from `from` up to and without `to`.
///
/// It has a day at least. Where people or files name both ends, `last` is the second of them.
package struct DayRange: Hashable, Sendable {
  /// The first day.
  package let from: Day
  /// The last day: `from` or later.
  package let last: Day

  /// The days up to and without `to`.
  /// - Returns: `nil` where there are none.
  package init?(from: Day, to: Day) {
    guard from < to else { return nil }
    self.from = from
    last = to.adding(days: -1)
  }

  /// The days with both ends.
  /// - Precondition: `last` is not before `from`.
  package init(from: Day, through last: Day) {
    precondition(from <= last, "a range of days runs forward")
    self.from = from
    self.last = last
  }

  /// The days of a month.
  package init(of month: Month) { self.init(from: month.firstDay, through: month.lastDay) }

  /// How many days it has: 1 or more.
  package var dayCount: Int { last.days(since: from) + 1 }

  /// How many days are in both.
  package func overlap(_ other: DayRange) -> Int {
    max(min(last, other.last).days(since: max(from, other.from)) + 1, 0)
  }

  /// The days that are in both; `nil` if there are none.
  package func intersection(_ other: DayRange) -> DayRange? {
    let (from, last) = (max(from, other.from), min(last, other.last))
    return from <= last ? DayRange(from: from, through: last) : nil
  }

  /// The runs of its days in each month.
  package var byMonth: [DayRange] {
    let (first, end) = (from.month, last.month)
    guard first != end else { return [self] }
    return MonthRange(from: first, through: end).months.map { month in
      DayRange(from: max(from, month.firstDay), through: min(last, month.lastDay))
    }
  }
}

extension [DayRange] {
  /// Each of their days once, as runs in the order of days.
  package var union: [DayRange] {
    var runs: [DayRange] = []
    for days in sorted(by: { $0.from < $1.from }) {
      guard let run = runs.last, days.from <= run.last.adding(days: 1) else {
        runs.append(days)
        continue
      }
      runs[runs.count - 1] = DayRange(from: run.from, through: Swift.max(run.last, days.last))
    }
    return runs
  }

  /// The days of `whole` that none of these runs has; they are in order and do not overlap.
  package func missing(of whole: DayRange) -> [DayRange] {
    var (gaps, next) = ([DayRange](), whole.from)
    for run in self where run.last >= next && run.from <= whole.last {
      if let gap = DayRange(from: next, to: run.from) { gaps.append(gap) }
      next = run.last.adding(days: 1)
    }
    if next <= whole.last { gaps.append(DayRange(from: next, through: whole.last)) }
    return gaps
  }
}
