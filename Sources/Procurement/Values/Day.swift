/// A day of the Gregorian calendar, without a time or a zone.
package struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01, within `numbers`.
  package let number: Int

  /// 0000-01-01 to 10000-01-01. Arithmetic stops there, so that no number in a file can overflow it.
  private static let numbers = -719_528...2_932_897

  /// The day `number` days after 1970-01-01, or the nearest that there is.
  package init(number: Int) {
    self.number = min(max(number, Day.numbers.lowerBound), Day.numbers.upperBound)
  }

  /// - Returns: `nil` where the month has no such day.
  package init?(_ month: Month, _ day: Int) {
    guard 1...month.dayCount ~= day else { return nil }
    number = Day.number(year: month.year, month: month.month) + day - 1
  }

  /// Days from 1970-01-01 to the first of a month.
  ///
  /// Source: Hinnant, "chrono-compatible low-level date algorithms", days_from_civil: years begin in
  /// March, so that the leap day is the last day of its year.
  private static func number(year: Int, month: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Whether `left` is the earlier day.
  package static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

// MARK: Parts and arithmetic

extension Day {
  /// The month that it lies in.
  package var month: Month { parts.month }

  /// 1 to 31.
  package var dayOfMonth: Int { parts.day }

  private var parts: (month: Month, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch + (monthFromMarch < 10 ? 3 : -9)
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (Month(year: year, month: month), dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  /// The day a given number of days later, or earlier where `days` is negative.
  package func adding(days: Int) -> Day {
    let reach = Day.numbers.count
    return Day(number: number + min(max(days, -reach), reach))
  }

  /// This day of a later month, or the month's last day if it is shorter.
  ///
  /// Source: METRICS, M19: month arithmetic clamps (31 May − 1 month = 30 April).
  package func adding(months: Int) -> Day {
    let target = month.adding(months: months)
    let clamped = min(dayOfMonth, target.dayCount)
    return target.firstDay.adding(days: clamped - 1)
  }

  /// How many days lie from `earlier` to this one.
  package func days(since earlier: Day) -> Int { number - earlier.number }
}

extension Day: CustomStringConvertible {
  /// ISO 8601: `2026-05-03`.
  package var description: String {
    let (month, day) = parts
    return "\(month)-\(FixedWidth.text(day, width: 2))"
  }
}
