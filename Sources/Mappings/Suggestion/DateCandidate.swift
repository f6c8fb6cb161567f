internal import Procurement

/// A format that a date may be written in, with what a mapping must say beside it.
struct DateCandidate: Equatable {
  let format: DateFormat
  /// The language of its month's name; `nil` where it has none, or a plain English one.
  let language: LanguageCode?

  /// The first year that two digits mean, unless a mapping says otherwise.
  static let firstYear = 1970

  static let iso = DateCandidate(format: .iso, language: nil)

  /// As a mapping writes it.
  var text: String { format.description }

  /// Whether it has a year of two digits.
  var hasShortYear: Bool {
    if case .pattern(let pattern) = format { pattern.parts.contains(.shortYear) } else { false }
  }

  /// Whether its dates may as well be numbers.
  var isDigitsAlone: Bool {
    switch format {
    case .iso: false
    case .dayNumber: true
    case .pattern(let pattern):
      pattern.parts.allSatisfy { if case .literal = $0 { false } else { true } }
    }
  }

  /// The format without its order: a month and a day are alike.
  var skeleton: String {
    guard case .pattern(let pattern) = format else { return text }
    return pattern.parts.map { part in
      switch part {
      case .day, .month, .shortYear: "n"
      case .hour, .hourOfHalf: "h"
      case .year: "y"
      case .monthName, .shortMonthName: "m"
      case .literal(let byte): String(UnicodeScalar(byte))
      default: "t"
      }
    }.joined()
  }

  private init(format: DateFormat, language: LanguageCode?) {
    (self.format, self.language) = (format, language)
  }

  /// A pattern; `nil` where it is none.
  private init?(_ pattern: String, _ language: LanguageCode?) {
    var options = DateOptions()
    options.firstYear = DateCandidate.firstYear
    if let language, let months = MonthNames(languages: [language.rawValue]) {
      options.months = months
    }
    guard let format = try? DateFormat(parsing: pattern, options) else { return nil }
    self.init(format: format, language: language)
  }

  /// The date of a text; `nil` if it does not have this format.
  func date(_ text: ArraySlice<UInt8>) -> WrittenDate? { try? format.read(text) }

  /// Every format that a text may be a date in, the most likely first.
  static func all(for text: ArraySlice<UInt8>) -> [DateCandidate] {
    guard text.count <= 40, text.contains(where: \.isDigit) else { return [] }
    let patterns = DateShape(text).patterns.compactMap { DateCandidate($0.text, $0.language) }
    let numbers = [DayNumbering.from1900, .from1904].map {
      DateCandidate(format: .dayNumber($0), language: nil)
    }
    return ([.iso] + patterns + (isDayNumber(text) ? numbers : [])).filter { $0.date(text) != nil }
  }

  /// Whether it may be a spreadsheet's number of a day from 1982 to 2119: other numbers are amounts.
  private static func isDayNumber(_ text: ArraySlice<UInt8>) -> Bool {
    let whole = text.prefix(while: \.isDigit)
    return whole.count == 5 && (whole.first.map { $0 >= UInt8(ascii: "3") } ?? false)
      && (whole.count == text.count || text[whole.endIndex] == UInt8(ascii: "."))
  }
}
