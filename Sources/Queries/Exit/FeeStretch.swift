internal import Ledger
internal import Procurement

/// A part of an exit path: so many `parts` of the fee of a month.
struct FeeStretch {
  let month: Month
  let parts: Int
  let of: Int

  /// A number that all lengths of months divide: 28 × 29 × 15 × 31.
  static let monthDays = 377_580

  /// What must be paid from a day up to and without `end`.
  static func onExitPath(
    _ way: ExitPath, asOf: Day, before end: Day, _ convention: DayConvention
  ) -> [FeeStretch] {
    switch convention {
    case .months: byMonths(asOf, end, way)
    case .days: byDays(asOf, end)
    }
  }

  /// Days before the notice counts, each by its month; then a fee for thirty days of notice. Where
  /// the term ends first, days throughout.
  private static func byMonths(_ asOf: Day, _ end: Day, _ way: ExitPath) -> [FeeStretch] {
    guard let notice = way.noticeOn, let period = way.period else {
      return calendarDays(asOf, end)
    }
    // From the end of the period to the first day allowed, each day counts by its month.
    return calendarDays(asOf, notice) + ofNotice(period, on: notice)
      + calendarDays(period.after(notice), end)
  }

  /// The fees of a notice period: one for each month of it, or for each thirty days (METRICS, rulings
  /// 18 and 33).
  private static func ofNotice(_ period: NoticePeriod, on notice: Day) -> [FeeStretch] {
    // A century is longer than any notice; a file may hold any number.
    let (months, days) =
      switch period {
      case .months(let count): (min(count, 1200), 0)
      case .days(let count): (min(count, 36_525) / 30, min(count, 36_525) % 30)
      }
    let whole = (0..<months).map {
      FeeStretch(month: notice.month.adding(months: $0), parts: 1, of: 1)
    }
    let rest = FeeStretch(month: notice.month.adding(months: months), parts: days, of: 30)
    return whole + (days > 0 ? [rest] : [])
  }

  /// The days from `start` up to and without `end`, each by its month.
  static func calendarDays(_ start: Day, _ end: Day) -> [FeeStretch] {
    daysByMonth(start, end).map { FeeStretch(month: $0, parts: $1, of: $0.dayCount) }
  }

  /// Twelve fees a year of 365 days.
  private static func byDays(_ asOf: Day, _ end: Day) -> [FeeStretch] {
    daysByMonth(asOf, end).map { FeeStretch(month: $0, parts: 12 * $1, of: 365) }
  }

  private static func daysByMonth(_ start: Day, _ end: Day) -> [(Month, Int)] {
    guard start < end else { return [] }
    let months = MonthRange(from: start.month, through: end.adding(days: -1).month)
    return months.months.map { month in
      let from = max(start, month.firstDay)
      let to = min(end, month.adding(months: 1).firstDay)
      return (month, to.days(since: from))
    }
  }
}

extension [FeeStretch] {
  /// The months of a fee that exists and is not known; `nil` if there are none.
  func undisclosed(in fees: [Recorded<Fee>]) -> String? {
    let unknown = map(\.month).filter { month in
      fees.contains { $0.covers(month) && $0.monthlyFee == nil }
    }
    guard let first = unknown.min(), let last = unknown.max() else { return nil }
    return MonthRange(from: first, through: last).description
  }
}

extension Int {
  /// The least number that both divide.
  func leastCommonMultiple(with other: Int) -> Int {
    var (divisor, rest) = (self, other)
    while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
    return self / divisor * other
  }
}
