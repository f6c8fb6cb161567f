/// Why a text is not a date.
package enum DateError: Error, Equatable {
  case notADate
  case noSuchYear
  case noSuchMonth
  case noSuchDay
  case needsADay
  case needsAMonth
}

extension DateError: CustomStringConvertible {
  /// The end of a sentence that begins with the text: `is not a date; write it as …`.
  package var description: String {
    switch self {
    case .notADate: "is not a date; write it as 2026-05-03, 2026-05 or 2026"
    case .noSuchYear: "has a year that is not 1900 to 2199"
    case .noSuchMonth: "has a month that is not 01 to 12"
    case .noSuchDay: "is a day that its month does not have"
    case .needsADay: "is not a day; write it as 2026-05-03"
    case .needsAMonth: "is not a month; write it as 2026-05"
    }
  }
}

extension PartialDate {
  private static let years = 1900...2199

  /// Reads `2026`, `2026-05` or `2026-05-03`: ASCII digits and hyphens, nothing else.
  ///
  /// Years from 1900 to 2199: anything else is a slip of the pen.
  /// - Throws: `DateError`.
  package init(parsing text: String) throws(DateError) {
    let bytes = Array(text.utf8)
    guard [4, 7, 10].contains(bytes.count), let year = bytes[0..<4].wholeNumber else {
      throw .notADate
    }
    guard bytes.count > 4 else {
      guard PartialDate.years ~= year else { throw .noSuchYear }
      self = .year(year)
      return
    }
    guard bytes[4] == UInt8(ascii: "-"), let number = bytes[5..<7].wholeNumber else {
      throw .notADate
    }
    guard PartialDate.years ~= year else { throw .noSuchYear }
    guard 1...12 ~= number else { throw .noSuchMonth }
    let month = Month(year: year, month: number)
    guard bytes.count > 7 else {
      self = .month(month)
      return
    }
    guard bytes[7] == UInt8(ascii: "-"), let day = bytes[8..<10].wholeNumber else {
      throw .notADate
    }
    guard let exact = Day(month, day) else { throw .noSuchDay }
    self = .day(exact)
  }
}

extension Day {
  /// Reads `2026-05-03`.
  /// - Throws: `DateError`, also for a date without a day.
  package init(parsing text: String) throws(DateError) {
    guard let day = try PartialDate(parsing: text).exactDay else { throw .needsADay }
    self = day
  }
}

extension Month {
  /// Reads `2026-05`.
  /// - Throws: `DateError`, also for a year or a day.
  package init(parsing text: String) throws(DateError) {
    guard case .month(let month) = try PartialDate(parsing: text) else { throw .needsAMonth }
    self = month
  }
}

extension ArraySlice<UInt8> {
  /// The number that these ASCII digits write; `nil` where one is no digit.
  fileprivate var wholeNumber: Int? {
    var number = 0
    for byte in self {
      guard byte.isDigit else { return nil }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return number
  }
}
