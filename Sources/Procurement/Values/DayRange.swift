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
}
