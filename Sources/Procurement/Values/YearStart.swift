/// The month in which years, and with them their halves and quarters, begin.
///
/// A fiscal year is named by the calendar year in which it ends: `FY2026` of a year that starts in July
/// is 2025-07 to 2026-06.
package struct YearStart: Hashable, Sendable {
  /// 1 to 12.
  package let month: Int

  /// The start of calendar years.
  package static let january = YearStart(checked: 1)

  /// - Returns: `nil` for what is not 1 to 12.
  package init?(month: Int) {
    guard 1...12 ~= month else { return nil }
    self.init(checked: month)
  }

  private init(checked month: Int) { self.month = month }

  /// The twelve months that are named by a year.
  package func year(_ year: Int) -> MonthRange {
    let start = Month(year: month == 1 ? year : year - 1, month: month)
    return MonthRange(from: start, to: start.adding(months: 12))
  }

  /// A part of the year named by a year, counted from 1: its second quarter, its first half.
  package func part(_ number: Int, of grain: Grain, _ year: Int) -> MonthRange {
    let start = self.year(year).from.adding(months: (number - 1) * grain.monthCount)
    return MonthRange(from: start, to: start.adding(months: grain.monthCount))
  }

  /// The period that a month lies in or, of trailing months, ends.
  package func range(of grain: Grain, around month: Month) -> MonthRange {
    let count = grain.monthCount
    guard !grain.isOverlapping else {
      return MonthRange(from: month.adding(months: 1 - count), through: month)
    }
    let start = month.adding(months: -(monthsBefore(month) % count))
    return MonthRange(from: start, to: start.adding(months: count))
  }

  /// The periods that touch a run of months, each cut to a window unless that is `nil`; of trailing
  /// months, the ones that end with each month, whole.
  package func periods(
    of grain: Grain, in months: MonthRange, cutTo window: MonthRange?
  ) -> [Period] {
    var periods: [Period] = []
    for month in months.months {
      let period = period(of: grain, around: month, cutTo: window)
      if periods.last != period { periods.append(period) }
    }
    return periods
  }

  /// The period that a month lies in or ends, cut to a window unless that is `nil`.
  package func period(of grain: Grain, around month: Month, cutTo window: MonthRange?) -> Period {
    let whole = range(of: grain, around: month)
    guard !grain.isOverlapping else {
      return Period(months: whole, label: "\(whole.from)..\(whole.last)")
    }
    let from = max(whole.from, window?.from ?? whole.from)
    let to = min(whole.to, window?.to ?? whole.to)
    let cut = from < to ? MonthRange(from: from, to: to) : whole
    return Period(months: cut, label: label(of: cut))
  }

  /// `2026-05`, `2026Q2`, `2026H1`, `2026`, with `FY` before the year unless it is a calendar year; or
  /// `2026-05..2026-09` if it is not one of these.
  package func label(of months: MonthRange) -> String {
    for grain in [Grain.month, .quarter, .half, .year]
    where range(of: grain, around: months.from) == months {
      return label(of: grain, months)
    }
    return "\(months.from)..\(months.last)"
  }

  private func label(of grain: Grain, _ months: MonthRange) -> String {
    let end = range(of: .year, around: months.from).last
    let year = (month == 1 ? "" : "FY") + FixedWidth.text(end.year, width: 4)
    let part = monthsBefore(months.from) / grain.monthCount + 1
    return switch grain {
    case .month: months.from.description
    case .quarter: "\(year)Q\(part)"
    case .half: "\(year)H\(part)"
    case .year, .ttm: year
    }
  }

  /// How many months of its year come before a month: 0 to 11.
  private func monthsBefore(_ other: Month) -> Int { (other.month - month + 12) % 12 }
}
