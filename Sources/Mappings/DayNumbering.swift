internal import Procurement

/// A spreadsheet's way of numbering days.
package enum DayNumbering: String, Equatable, Sendable {
  /// 1 is 1900-01-01 and 61 is 1900-03-01; 60, a 29 February that there was not, is no day.
  case from1900 = "excel"
  /// 0 is 1904-01-01.
  case from1904 = "excel-1904"

  /// The day of a number; `nil` where it is none, or one after 2199.
  func day(_ number: Int) -> Day? {
    let (year, days): (Int, Int)
    switch self {
    case .from1900:
      guard number > 0, number != 60 else { return nil }
      (year, days) = (1900, number < 60 ? number - 1 : number - 2)
    case .from1904: (year, days) = (1904, number)
    }
    // Source: PartialDate, which takes the years up to 2199.
    guard days < 300 * 366, let first = Day(Month(year: year, month: 1), 1) else { return nil }
    let day = first.adding(days: days)
    return day.month.year <= 2199 ? day : nil
  }

  /// 31 May 2026.
  var example: String { self == .from1900 ? "46173" : "44711" }
}
