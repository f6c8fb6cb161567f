internal import Procurement

/// How a supplier writes dates: a pattern such as `MM/dd/yyyy`, ISO 8601 with a time, or numbers of
/// days.
package enum DateFormat: Equatable, Sendable {
  /// `2026`, `2026-05`, `2026-05-01`, and with a time of UTC after the day.
  case iso
  case pattern(DatePattern)
  case dayNumber(DayNumbering)

  /// Reads a pattern, `iso`, `excel` or `excel-1904`.
  /// - Throws: `DatePatternError`.
  package init(
    parsing text: String, _ options: DateOptions = DateOptions()
  ) throws(DatePatternError) {
    if text.lowercased() == "iso" {
      self = .iso
    } else if let numbering = DayNumbering(rawValue: text.lowercased()) {
      self = .dayNumber(numbering)
    } else {
      self = .pattern(try DatePattern(parsing: text, options))
    }
  }
}

/// What a pattern of dates leaves open.
package struct DateOptions: Equatable, Sendable {
  /// The first of the hundred years that two digits mean; `nil` where they mean none.
  package var firstYear: Int?
  /// What the months are called.
  package var months = MonthNames.plain

  /// Years of four digits, and months in English.
  package init() {}
}

extension DateFormat: CustomStringConvertible {
  /// As in the mapping.
  package var description: String {
    switch self {
    case .iso: "iso"
    case .pattern(let pattern): pattern.text
    case .dayNumber(let numbering): numbering.rawValue
    }
  }

  /// A date written so: `05/31/2026`.
  package var example: String {
    switch self {
    case .iso: "2026-05-31 or 2026-05-31T00:00:00Z"
    case .pattern(let pattern): pattern.example
    case .dayNumber(let numbering): numbering.example
    }
  }
}

/// Why a text is no pattern of a date.
package struct DatePatternError: Error, Equatable, CustomStringConvertible {
  /// The end of a sentence that begins with the pattern.
  package let description: String
}

/// The parts of a date in a supplier's order, with what stands between them.
package struct DatePattern: Equatable, Sendable {
  /// As in the mapping.
  package let text: String
  let parts: [Part]
  let options: DateOptions

  enum Part: Equatable, Sendable {
    case year, shortYear
    /// At least a given number of digits, at most two.
    case month(Int), day(Int)
    /// `Jan` or `January`, whatever the case; a point may follow an abbreviation where that is said.
    case shortMonthName(allowsPeriod: Bool), monthName
    /// At least a given number of digits, of 24 hours or of 12.
    case hour(Int), hourOfHalf(Int)
    /// `AM` or `PM`.
    case half
    case minute, second
    case literal(UInt8)
  }

  /// Reads `yyyy` or `yy`, `MM` or `M`, `MMM`, `MMMM`, `dd` or `d`, `HH` or `H`, `hh` or `h`, `a`,
  /// `mm`, `ss`, texts in single quotes, and marks.
  ///
  /// A day goes with a month, each part stands once, digits of unknown number do not stand before
  /// others, and a year of two digits needs `options` to say what it means.
  /// - Throws: `DatePatternError`.
  package init(
    parsing text: String, _ options: DateOptions = DateOptions()
  ) throws(DatePatternError) {
    self.text = text
    self.options = options
    var parts: [Part] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      if byte == UInt8(ascii: "'") {
        parts += try DatePattern.quotedText(&rest).map { .literal($0) }
        continue
      }
      let count = rest.prefix { $0 == byte }.count
      parts += try DatePattern.parts(byte, count: count)
      rest = rest.dropFirst(count)
    }
    self.parts = DatePattern.withPeriods(parts, options.months)
    try check()
  }

  /// Takes a text in single quotes off; two of them are one quote.
  private static func quotedText(
    _ rest: inout ArraySlice<UInt8>
  ) throws(DatePatternError) -> ArraySlice<UInt8> {
    let quote = UInt8(ascii: "'")
    let text = rest.dropFirst().prefix { $0 != quote }
    guard text.endIndex < rest.endIndex else {
      throw DatePatternError(description: "has an unpaired '; literal text is written between two")
    }
    rest = rest[(text.endIndex + 1)...]
    return text.isEmpty ? [quote] : text
  }

  /// A point after an abbreviation is its own, unless the pattern has one there.
  private static func withPeriods(_ parts: [Part], _ months: MonthNames) -> [Part] {
    parts.enumerated().map { index, part in
      guard case .shortMonthName = part else { return part }
      let next = index + 1 < parts.count ? parts[index + 1] : nil
      let hasPeriod = next == .literal(UInt8(ascii: "."))
      return .shortMonthName(allowsPeriod: months.allowsPeriod && !hasPeriod)
    }
  }

  private static func parts(_ byte: UInt8, count: Int) throws(DatePatternError) -> [Part] {
    switch (byte, count) {
    case (UInt8(ascii: "y"), 4): [.year]
    case (UInt8(ascii: "y"), 2): [.shortYear]
    case (UInt8(ascii: "M"), 1...2): [.month(count)]
    case (UInt8(ascii: "M"), 3): [.shortMonthName(allowsPeriod: false)]
    case (UInt8(ascii: "M"), 4): [.monthName]
    case (UInt8(ascii: "d"), 1...2): [.day(count)]
    case (UInt8(ascii: "H"), 1...2): [.hour(count)]
    case (UInt8(ascii: "h"), 1...2): [.hourOfHalf(count)]
    case (UInt8(ascii: "a"), 1): [.half]
    case (UInt8(ascii: "m"), 2): [.minute]
    case (UInt8(ascii: "s"), 2): [.second]
    case (UInt8(ascii: "y"), _):
      throw DatePatternError(description: "has a year that is neither yyyy nor yy")
    case _ where byte.isLetter && !"TZUC".utf8.contains(byte), _ where byte.isDigit:
      throw DatePatternError(
        description:
          "has a part other than yyyy, yy, MM, M, MMM, MMMM, dd, d, HH, H, hh, h, a, mm, ss;"
          + " literal text is written in single quotes")
    default: Array(repeating: .literal(byte), count: count)
    }
  }

  private func check() throws(DatePatternError) {
    let months = parts.count(where: \.isMonth)
    let days = parts.count(where: \.isDay)
    guard parts.count(where: { $0 == .year || $0 == .shortYear }) == 1 else {
      throw DatePatternError(description: "needs a year, once; write yyyy")
    }
    guard !parts.contains(.shortYear) || options.firstYear != nil else {
      throw DatePatternError(
        description: "has a year of two digits; two_digit_years_from = 1970 says that it means"
          + " 1970 to 2069")
    }
    guard months <= 1, days <= months else {
      throw DatePatternError(description: "needs a month for its day, each once")
    }
    try checkHours()
    for (part, next) in zip(parts, parts.dropFirst()) where part.hasOpenWidth && isNumeric(next) {
      let letter = part.letter
      throw DatePatternError(
        description: "has \(letter) right before a number; write \(letter)\(letter)")
    }
  }

  private func checkHours() throws(DatePatternError) {
    let hours = parts.count { if case .hour = $0 { true } else { false } }
    let hoursOfHalf = parts.count { if case .hourOfHalf = $0 { true } else { false } }
    let halves = parts.count { $0 == .half }
    guard hours + hoursOfHalf <= 1 else { throw DatePatternError(description: "has two hours") }
    guard hoursOfHalf == halves else {
      throw DatePatternError(
        description: hours == 1 ? "has H with a; write h or hh" : "needs both h and a, as in h:mm a"
      )
    }
  }

  private func isNumeric(_ part: Part) -> Bool {
    switch part {
    case .shortMonthName, .monthName: options.months.beginsWithNumber
    case .literal, .half: false
    default: true
    }
  }

  /// 31 May 2026, at midnight.
  var example: String {
    String(decoding: parts.flatMap { $0.example(options.months) }, as: UTF8.self)
  }
}

extension DatePattern.Part {
  fileprivate var isMonth: Bool {
    switch self {
    case .month, .shortMonthName, .monthName: true
    default: false
    }
  }

  fileprivate var isDay: Bool { if case .day = self { true } else { false } }

  fileprivate var hasOpenWidth: Bool { letter != "" }

  /// The letter that stands for a digit or two; none for other parts.
  fileprivate var letter: String {
    switch self {
    case .month(1): "M"
    case .day(1): "d"
    case .hour(1): "H"
    case .hourOfHalf(1): "h"
    default: ""
    }
  }

  /// The part of 31 May 2026, at midnight.
  fileprivate func example(_ months: MonthNames) -> [UInt8] {
    let text: String
    switch self {
    case .year: text = "2026"
    case .shortYear: text = "26"
    case .month(let least): text = least == 2 ? "05" : "5"
    case .shortMonthName: text = months.examples.abbreviated
    case .monthName: text = months.examples.full
    case .day: text = "31"
    case .hourOfHalf: text = "12"
    case .half: text = "AM"
    case .hour(let least): text = least == 2 ? "00" : "0"
    case .minute, .second: text = "00"
    case .literal(let byte): return [byte]
    }
    return Array(text.utf8)
  }
}

extension UInt8 {
  /// Whether it is one of ASCII's letters.
  var isLetter: Bool { 65...90 ~= self || 97...122 ~= self }
}
