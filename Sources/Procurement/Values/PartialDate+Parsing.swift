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
  package init(parsing text: Span<UInt8>) throws(DateError) {
    guard text.count == 4 || text.count == 7 || text.count == 10, let year = text.wholeNumber(0..<4)
    else {
      throw .notADate
    }
    guard text.count > 4 else {
      guard PartialDate.years ~= year else { throw .noSuchYear }
      self = .year(year)
      return
    }
    guard text[4] == UInt8(ascii: "-"), let number = text.wholeNumber(5..<7) else {
      throw .notADate
    }
    guard PartialDate.years ~= year else { throw .noSuchYear }
    guard 1...12 ~= number else { throw .noSuchMonth }
    let month = Month(year: year, month: number)
    guard text.count > 7 else {
      self = .month(month)
      return
    }
    guard text[7] == UInt8(ascii: "-"), let day = text.wholeNumber(8..<10) else {
      throw .notADate
    }
    guard let exact = Day(month, day) else { throw .noSuchDay }
    self = .day(exact)
  }

  /// Reads `2026`, `2026-05` or `2026-05-03`.
  /// - Throws: `DateError`.
  package init(parsing text: String) throws(DateError) {
    try self.init(parsing: text.utf8Span.span)
  }

  /// Reads a date where a day or a month is wanted, which the error for what is no date then asks for.
  fileprivate init(parsing text: Span<UInt8>, else wanted: DateError) throws(DateError) {
    do {
      try self.init(parsing: text)
    } catch {
      throw error == .notADate ? wanted : error
    }
  }
}

extension Day {
  /// Reads `2026-05-03`.
  /// - Throws: `DateError`, also for a date without a day.
  package init(parsing text: String) throws(DateError) {
    guard let day = try PartialDate(parsing: text.utf8Span.span, else: .needsADay).exactDay else {
      throw .needsADay
    }
    self = day
  }
}

extension Month {
  /// Reads `2026-05`.
  /// - Throws: `DateError`, also for a year or a day.
  package init(parsing text: Span<UInt8>) throws(DateError) {
    guard case .month(let month) = try PartialDate(parsing: text, else: .needsAMonth) else {
      throw .needsAMonth
    }
    self = month
  }

  /// Reads `2026-05`.
  /// - Throws: `DateError`, also for a year or a day.
  package init(parsing text: String) throws(DateError) {
    try self.init(parsing: text.utf8Span.span)
  }
}

extension Span<UInt8> {
  /// The number that the ASCII digits of a part write; `nil` where one is no digit.
  fileprivate func wholeNumber(_ part: Range<Int>) -> Int? {
    var number = 0
    for index in part {
      guard self[index].isDigit else { return nil }
      number = number * 10 + Int(self[index] - UInt8(ascii: "0"))
    }
    return number
  }
}
