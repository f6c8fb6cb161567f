/// A day, or one that is counted from another: `2026-05-03`, `today`, `yesterday`, `-3 months`.
package enum RelativeDay: Hashable, Sendable {
  case day(Day)
  /// A number of days and months from the other day; months clamp (METRICS, M19).
  case offset(days: Int, months: Int)

  /// The day, counted from `day` where it is relative.
  package func day(from day: Day) -> Day {
    switch self {
    case .day(let day): day
    case .offset(let days, let months): day.adding(months: months).adding(days: days)
    }
  }
}

extension RelativeDay {
  /// Reads a day, `today`, `yesterday` or `-3 months`: days, weeks, months, quarters or years.
  /// - Throws: `DateError` for anything else.
  package init(parsing text: String) throws(DateError) {
    if let offset = RelativeDay(offset: text) {
      self = offset
    } else {
      self = .day(try Day(parsing: text))
    }
  }

  /// Reads what is counted from another day; `nil` for anything else.
  init?(offset text: String) {
    switch text.lowercased() {
    case "today": self = .offset(days: 0, months: 0)
    case "yesterday": self = .offset(days: -1, months: 0)
    default:
      let ago = text.dropFirst()
      guard text.utf8.first == UInt8(ascii: "-"), ago.utf8.first?.isDigit ?? false else {
        return nil
      }
      self.init(ago: String(ago))
    }
  }

  /// Reads `3 months`, as so long before.
  private init?(ago text: String) {
    let words = text.lowercased().split(separator: " ").map(String.init)
    guard words.count == 2, 1...4 ~= words[0].utf8.count, let count = Int(words[0])
    else { return nil }
    switch words[1] {
    case "day", "days": self = .offset(days: -count, months: 0)
    case "week", "weeks": self = .offset(days: -7 * count, months: 0)
    case "month", "months": self = .offset(days: 0, months: -count)
    case "quarter", "quarters": self = .offset(days: 0, months: -3 * count)
    case "year", "years": self = .offset(days: 0, months: -12 * count)
    default: return nil
    }
  }
}
