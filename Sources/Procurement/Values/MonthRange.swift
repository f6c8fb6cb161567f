/// Whole months, half-open: from the first of `start` to the first of `end` (METRICS, rule 8).
package struct MonthRange: Hashable, Sendable {
  /// The first month.
  package let start: Month
  /// The month after the last one.
  package let end: Month

  /// - Precondition: `start` is before `end`.
  package init(from start: Month, to end: Month) {
    precondition(start < end, "a range of months runs forward")
    self.start = start
    self.end = end
  }

  /// One month.
  package init(_ month: Month) {
    self.init(from: month, to: month.adding(months: 1))
  }

  /// Each of its months, in order.
  package var months: [Month] { (start.number..<end.number).map(Month.init(number:)) }
  /// How many months it has: 1 or more.
  package var monthCount: Int { end.number - start.number }
  /// The first of `start`.
  package var firstDay: Day { start.firstDay }
  /// The day after the last one.
  package var endDay: Day { end.firstDay }
  /// How many days its months have together.
  package var dayCount: Int { endDay.days(since: firstDay) }

  /// Whether `month` is one of its months.
  package func contains(_ month: Month) -> Bool { start <= month && month < end }
}

extension MonthRange: CustomStringConvertible {
  /// `2026-05`, `2026Q2`, `2026`, or `2026-05..2026-09` where it is none of these.
  package var description: String {
    let last = end.adding(months: -1)
    for grain in Grain.allCases where grain.range(around: start) == self {
      return grain.label(of: start)
    }
    return "\(start)..\(last)"
  }
}

/// How finely a report divides time.
package enum Grain: String, CaseIterable, Sendable {
  case month, quarter, year

  /// `2026-05`, `2026Q2` or `2026`.
  package func label(of month: Month) -> String {
    switch self {
    case .month: month.description
    case .quarter: "\(FixedWidth.text(month.year, width: 4))Q\(month.quarter)"
    case .year: FixedWidth.text(month.year, width: 4)
    }
  }

  /// The month, quarter or year that `month` lies in.
  package func range(around month: Month) -> MonthRange {
    let count = monthCount
    let start = month.adding(months: -((month.month - 1) % count))
    return MonthRange(from: start, to: start.adding(months: count))
  }

  private var monthCount: Int {
    switch self {
    case .month: 1
    case .quarter: 3
    case .year: 12
    }
  }
}
