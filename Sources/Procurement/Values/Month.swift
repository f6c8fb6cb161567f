/// A calendar month, such as a billing month.
package struct Month: Hashable, Comparable, Sendable {
  /// Months since January of year 0: 0 to `lastNumber`.
  package let number: Int

  /// January of year 10000, in which a range ends that reaches to the end of 9999. Arithmetic stops
  /// here and at 0, so that no number in a file can overflow it.
  private static let lastNumber = 120_000

  /// The month `number` months after January of year 0, or the nearest that there is.
  package init(number: Int) {
    self.number = min(max(number, 0), Month.lastNumber)
  }

  /// The month of a year, counted from 1 to 12.
  package init(year: Int, month: Int) {
    self.init(number: year * 12 + month - 1)
  }

  /// Whether `left` is the earlier month.
  package static func < (left: Month, right: Month) -> Bool { left.number < right.number }

  /// The year that it lies in.
  package var year: Int { number / 12 }

  /// 1 to 12.
  package var month: Int { number % 12 + 1 }

  /// 1 to 4.
  package var quarter: Int { (month - 1) / 3 + 1 }
}

// MARK: Days and arithmetic

extension Month {
  /// The month a given number of months later, or earlier where `months` is negative.
  package func adding(months: Int) -> Month {
    Month(number: number + min(max(months, -Month.lastNumber), Month.lastNumber))
  }

  /// 28 to 31.
  package var dayCount: Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Its first day.
  package var firstDay: Day {
    // The first is a day of every month.
    Day(self, 1) ?? Day(number: 0)
  }

  /// Its last day, the 28th to the 31st.
  package var lastDay: Day { firstDay.adding(days: dayCount - 1) }
}

extension Month: CustomStringConvertible {
  /// ISO 8601: `2026-05`.
  package var description: String {
    "\(FixedWidth.text(year, width: 4))-\(FixedWidth.text(month, width: 2))"
  }
}

/// Whole numbers with leading zeros.
enum FixedWidth {
  static func text(_ value: Int, width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
