internal import Procurement

/// How a supplier writes dates: a pattern such as `MM/dd/yyyy`, or ISO 8601 with a time.
package enum DateFormat: Equatable, Sendable {
  /// `2026`, `2026-05`, `2026-05-01`, and with a time of UTC after the day.
  case iso
  case pattern(DatePattern)

  /// Reads a pattern, or `iso`.
  /// - Throws: `DatePatternError`.
  package init(parsing text: String) throws(DatePatternError) {
    self = text.lowercased() == "iso" ? .iso : .pattern(try DatePattern(parsing: text))
  }
}

extension DateFormat: CustomStringConvertible {
  /// As in the mapping.
  package var description: String {
    switch self {
    case .iso: "iso"
    case .pattern(let pattern): pattern.text
    }
  }

  /// A date written so: `05/31/2026`.
  package var example: String {
    switch self {
    case .iso: "2026-05-31 or 2026-05-31T00:00:00Z"
    case .pattern(let pattern): pattern.parts.map(\.example).joined()
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

  enum Part: Equatable, Sendable {
    case year
    /// At least so many digits, at most two.
    case month(Int), day(Int)
    /// `Jan` or `January`, in English, whatever the case.
    case shortMonthName, monthName
    case hour, minute, second
    case literal(UInt8)
  }

  /// Reads `yyyy`, `MM` or `M`, `MMM`, `MMMM`, `dd` or `d`, `HH`, `mm`, `ss`, and marks.
  ///
  /// A year has four digits, a day goes with a month, each part stands once, and digits of unknown
  /// number do not stand before others.
  /// - Throws: `DatePatternError`.
  package init(parsing text: String) throws(DatePatternError) {
    self.text = text
    var parts: [Part] = []
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] == bytes[start] { end += 1 }
      parts += try DatePattern.parts(bytes[start], count: end - start)
      start = end
    }
    self.parts = parts
    try check()
  }

  private static func parts(_ byte: UInt8, count: Int) throws(DatePatternError) -> [Part] {
    switch (byte, count) {
    case (UInt8(ascii: "y"), 4): [.year]
    case (UInt8(ascii: "M"), 1...2): [.month(count)]
    case (UInt8(ascii: "M"), 3): [.shortMonthName]
    case (UInt8(ascii: "M"), 4): [.monthName]
    case (UInt8(ascii: "d"), 1...2): [.day(count)]
    case (UInt8(ascii: "H"), 2): [.hour]
    case (UInt8(ascii: "m"), 2): [.minute]
    case (UInt8(ascii: "s"), 2): [.second]
    case (UInt8(ascii: "y"), _):
      throw DatePatternError(description: "has a year without four digits; write yyyy")
    case _ where byte.isLetter && !"TZUC".utf8.contains(byte), _ where byte >= 128,
      _ where byte.isDigit:
      throw DatePatternError(
        description: "has a part that is none of yyyy, MM, M, MMM, MMMM, dd, d, HH, mm, ss")
    default: Array(repeating: .literal(byte), count: count)
    }
  }

  private func check() throws(DatePatternError) {
    let months = parts.count(where: \.isMonth)
    let days = parts.count(where: \.isDay)
    guard parts.count(where: { $0 == .year }) == 1 else {
      throw DatePatternError(description: "needs a year, once; write yyyy")
    }
    guard months <= 1, days <= months else {
      throw DatePatternError(description: "needs a month for its day, each once")
    }
    for (part, next) in zip(parts, parts.dropFirst()) where part.hasOpenWidth && next.isNumeric {
      throw DatePatternError(description: "has M or d right before a number; write MM or dd")
    }
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

  fileprivate var hasOpenWidth: Bool { self == .month(1) || self == .day(1) }

  fileprivate var isNumeric: Bool {
    switch self {
    case .literal, .shortMonthName, .monthName: false
    default: true
    }
  }

  /// The part of 31 May 2026, at midnight.
  fileprivate var example: String {
    switch self {
    case .year: "2026"
    case .month(let least): least == 2 ? "05" : "5"
    case .shortMonthName, .monthName: "May"
    case .day: "31"
    case .hour, .minute, .second: "00"
    case .literal(let byte): String(UnicodeScalar(byte))
    }
  }
}

extension UInt8 {
  /// Whether it is one of ASCII's letters.
  var isLetter: Bool { 65...90 ~= self || 97...122 ~= self }
}
