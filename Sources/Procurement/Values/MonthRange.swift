/// Whole months, half-open: from `from` up to and without `to` (METRICS, rule 8).
package struct MonthRange: Hashable, Sendable {
  /// The first month.
  package let from: Month
  /// The month after the last one.
  package let to: Month

  /// The months up to and without `to`.
  /// - Precondition: `from` is before `to`.
  package init(from: Month, to: Month) {
    precondition(from < to, "a range of months runs forward")
    self.from = from
    self.to = to
  }

  /// The months with both ends.
  /// - Precondition: `last` is not before `from`.
  package init(from: Month, through last: Month) {
    self.init(from: from, to: last.adding(months: 1))
  }

  /// One month.
  package init(_ month: Month) { self.init(from: month, through: month) }

  /// The last month.
  package var last: Month { to.adding(months: -1) }
  /// Each of its months, in order.
  package var months: [Month] { (from.number..<to.number).map(Month.init(number:)) }
  /// How many months it has: 1 or more.
  package var monthCount: Int { to.number - from.number }
  /// The first day of the first month.
  package var firstDay: Day { from.firstDay }
  /// The day after the last day of the last month.
  package var endDay: Day { to.firstDay }

  /// The months a given number later, or earlier where `months` is negative.
  package func moved(by months: Int) -> MonthRange {
    MonthRange(from: from.adding(months: months), to: to.adding(months: months))
  }

  /// The months, and a given number of months before them.
  package func reaching(back months: Int) -> MonthRange {
    MonthRange(from: from.adding(months: -months), to: to)
  }

  /// Whether `month` is one of its months.
  package func contains(_ month: Month) -> Bool { from <= month && month < to }
}

extension MonthRange: CustomStringConvertible {
  /// `2026-05`, `2026Q2`, `2026H1`, `2026`, or `2026-05..2026-09` if it is not one of these.
  package var description: String { YearStart.january.label(of: self) }
}
