/// A date with the precision that its source had: `2026`, `2026-05` or `2026-05-03`.
///
/// A missing month or day is never filled in; where a computation needs a day it takes `first` or
/// `last` and says so (DESIGN, "Dates").
package enum PartialDate: Hashable, Sendable {
  case year(Int)
  case month(Month)
  case day(Day)
}

extension PartialDate {
  /// The first day that it can mean.
  package var first: Day {
    switch self {
    case .year(let year): Month(year: year, month: 1).firstDay
    case .month(let month): month.firstDay
    case .day(let day): day
    }
  }

  /// The last day that it can mean.
  package var last: Day {
    switch self {
    case .year(let year): Month(year: year, month: 12).lastDay
    case .month(let month): month.lastDay
    case .day(let day): day
    }
  }

  /// The day, where the source gave one.
  package var exactDay: Day? {
    if case .day(let day) = self { day } else { nil }
  }

  /// Its year.
  package var year: Int { first.month.year }
}

extension PartialDate: CustomStringConvertible {
  /// ISO 8601, no more precise than the source.
  package var description: String {
    switch self {
    case .year(let year): FixedWidth.text(year, width: 4)
    case .month(let month): month.description
    case .day(let day): day.description
    }
  }
}
