/// How finely a report divides time.
package enum Grain: String, CaseIterable, Sendable {
  case month, quarter, half, year
  /// Trailing twelve months: for each month the twelve that end with it.
  case ttm

  /// Whether a month lies in several of its periods, so that they do not add up to the whole.
  package var isOverlapping: Bool { self == .ttm }

  /// `month`, `trailing twelve months`.
  package var words: String { self == .ttm ? "trailing twelve months" : rawValue }

  /// How many months a period has: 1, 3, 6 or 12.
  package var monthCount: Int {
    switch self {
    case .month: 1
    case .quarter: 3
    case .half: 6
    case .year, .ttm: 12
    }
  }

  /// The period of calendar years that `month` lies in or, of trailing months, ends.
  package func range(around month: Month) -> MonthRange {
    YearStart.january.range(of: self, around: month)
  }
}

/// Months that a report adds up, and what they are called.
package struct Period: Hashable, Sendable {
  /// Its months.
  package let months: MonthRange
  /// `2026Q2`, `FY2026Q4`, `2026-05`; `2026-05..2026-06` for a part of one, and of trailing months.
  package let label: String

  /// Months with what they are called.
  package init(months: MonthRange, label: String) {
    self.months = months
    self.label = label
  }
}
