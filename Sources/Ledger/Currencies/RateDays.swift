package import Procurement

/// The days for which a rate is asked.
package enum RateDays: Hashable, Sendable {
  /// The mean of the daily rates of these days, each month of which must have one.
  case average(DayRange)
  /// The last rate on or before a day, at most seven days old.
  case closing(Day)

  /// The days for what flows in a month; of one that has not ended by the as-of day, up to that day.
  package init(of month: Month, _ rule: RateRule, asOf: Day) {
    self =
      switch rule {
      case .average: .average(DayRange(of: month))
      case .closing: .closing(min(month.lastDay, asOf))
      }
  }

  /// The days for what flows over a period of any length.
  package init(of period: DayRange, _ rule: RateRule, asOf: Day) {
    self =
      switch rule {
      case .average: .average(period)
      case .closing: .closing(min(period.last, asOf))
      }
  }

  /// The first and the last day on which a rate may be that counts.
  var extent: DayRange {
    switch self {
    case .average(let days): days
    case .closing(let day): DayRange(from: day.adding(days: -RateDays.oldest), through: day)
    }
  }

  /// How many days a closing rate is good for (METRICS, rule 7).
  static let oldest = 7
}

extension RateDays: CustomStringConvertible {
  /// `2026-05` for the mean of a month, `2026-05-31` for a closing rate.
  package var description: String {
    switch self {
    case .average(let days): days.label
    case .closing(let day): day.description
    }
  }

  /// The days of which any would have done: `2026-05`, `2026-05-31 or the 7 days before it`.
  var searched: String {
    switch self {
    case .average: description
    case .closing: "\(description) or the \(RateDays.oldest) days before it"
    }
  }
}
