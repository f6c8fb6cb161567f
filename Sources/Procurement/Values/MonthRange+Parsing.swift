/// Why a text is not a period.
package struct PeriodError: Error, Equatable, CustomStringConvertible {
  /// The text, as it was given.
  package let text: String

  /// The text, safe to show, and the forms that there are.
  package var description: String {
    "\"\(EscapedText.text(text, limit: 60))\" is not a period; write it as 2026, 2026Q1, "
      + "2026-05, 2026-01..2026-06, \"this month\" or \"last quarter\""
  }
}

extension MonthRange {
  /// Reads `2026`, `2026Q1`, `2026-05`, `2026-01..2026-06` (both months included), or `this` or
  /// `last` with `month`, `quarter` or `year`, counted from `today`.
  /// - Throws: `PeriodError` for anything else, and for a range that runs backward.
  package init(parsing text: String, today: Day) throws(PeriodError) {
    guard let range = MonthRange.range(text, today: today) else { throw PeriodError(text: text) }
    self = range
  }

  private static func range(_ text: String, today: Day) -> MonthRange? {
    let ends = text.split(separator: "..", omittingEmptySubsequences: false).map(String.init)
    guard ends.count == 2 else { return simple(text) ?? relative(text, today: today) }
    guard let first = simple(ends[0]), let last = simple(ends[1]), first.from < last.to else {
      return nil
    }
    return MonthRange(from: first.from, to: last.to)
  }

  private static func simple(_ text: String) -> MonthRange? {
    if let date = try? PartialDate(parsing: text) {
      switch date {
      case .year(let year): return Grain.year.range(around: Month(year: year, month: 1))
      case .month(let month): return MonthRange(month)
      case .day: return nil
      }
    }
    let parts = text.uppercased().split(separator: "Q", omittingEmptySubsequences: false)
    guard parts.count == 2, case .year(let year)? = try? PartialDate(parsing: String(parts[0])),
      let quarter = ["1", "2", "3", "4"].firstIndex(of: String(parts[1]))
    else { return nil }
    return Grain.quarter.range(around: Month(year: year, month: quarter * 3 + 1))
  }

  private static func relative(_ text: String, today: Day) -> MonthRange? {
    let words = text.lowercased().split(separator: " ").map(String.init)
    guard words.count == 2, let grain = Grain(rawValue: words[1]) else { return nil }
    let current = grain.range(around: today.month)
    switch words[0] {
    case "this": return current
    case "last": return grain.range(around: current.from.adding(months: -1))
    default: return nil
    }
  }
}
