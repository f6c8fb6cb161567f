internal import Procurement

/// The parts that a text has as a date: digits, words and marks.
struct DateShape {
  private enum Token {
    case digits(Int)
    case word(ArraySlice<UInt8>)
    case mark(UInt8)
  }

  private let tokens: [Token]

  init(_ text: ArraySlice<UInt8>) {
    var tokens: [Token] = []
    var rest = text
    while let byte = rest.first {
      let width = rest.wideBlankAtStart
      if byte.isDigit {
        let digits = rest.prefix(while: \.isDigit)
        tokens.append(.digits(digits.count))
        rest = rest.dropFirst(digits.count)
      } else if width > 0 {
        tokens.append(.mark(UInt8(ascii: " ")))
        rest = rest.dropFirst(width)
      } else if byte.isLetter || byte >= 0x80 {
        let word = rest.prefix { $0.isLetter || $0 >= 0x80 }
        tokens.append(.word(word))
        rest = rest.dropFirst(word.count)
      } else {
        tokens.append(.mark(byte))
        rest = rest.dropFirst()
      }
    }
    self.tokens = tokens
  }

  /// Whether no number has one digit.
  private var isPadded: Bool {
    tokens.allSatisfy { if case .digits(1) = $0 { false } else { true } }
  }

  /// Patterns that may read the text, the most likely first, with the language of a month's name.
  var patterns: [(text: String, language: LanguageCode?)] {
    guard tokens.count < 24 else { return [] }
    let times = timeStart.map { timePatterns(tokens[$0...]) } ?? [""]
    let front = Array(tokens[..<(timeStart ?? tokens.count)])
    return datePatterns(front).flatMap { date in
      times.map { (date.text + $0, date.language) }
    }
  }

  /// Where the time begins: at the digits before the first colon.
  private var timeStart: Int? {
    tokens.indices.first { index in
      guard case .digits(let count) = tokens[index], count <= 2, index + 1 < tokens.count,
        case .mark(UInt8(ascii: ":")) = tokens[index + 1]
      else { return false }
      return true
    }
  }

  // MARK: Times

  private func timePatterns(_ tokens: ArraySlice<Token>) -> [String] {
    var (rest, text) = ("", "")
    var isOfHalf = false
    var names = ["ss", "mm"]
    for token in tokens.dropFirst() {
      switch token {
      case .digits(2):
        guard let name = names.popLast() else { return [] }
        rest += name
      case .digits: return []
      case .word(let word):
        text = String(decoding: word, as: UTF8.self)
        isOfHalf = isOfHalf || ["am", "pm", "a", "p"].contains(text.lowercased())
        rest += isOfHalf && !rest.contains("a") ? "a" : isOfHalf ? "" : DateShape.literal(text)
      // Points of a.m. are its own.
      case .mark(UInt8(ascii: ".")) where isOfHalf: continue
      case .mark(let mark): rest += String(UnicodeScalar(mark))
      }
    }
    let hours = isOfHalf ? ["hh", "h"] : ["HH", "H"]
    return (isPadded ? hours : hours.reversed()).map { $0 + rest }
  }

  // MARK: Dates

  private func datePatterns(_ tokens: [Token]) -> [(text: String, language: LanguageCode?)] {
    let numbers = tokens.compactMap { if case .digits(let count) = $0 { count } else { nil } }
    let names = DateShape.monthNames(tokens)
    guard !names.isEmpty else {
      return DateShape.orders(numbers).map { (fill(tokens, numbers: $0), nil) }
    }
    return DateShape.ordersBesideName(numbers).flatMap { order in
      names.map { (fill(tokens, numbers: order, month: $0.pattern, $0.language), $0.language) }
    }
  }

  /// The pattern with parts for the digits, and one for the month's name.
  private func fill(
    _ tokens: [Token], numbers: [String], month: String = "", _ language: LanguageCode? = nil
  ) -> String {
    var numbers = numbers[...]
    var text = ""
    var isAfterName = false
    for token in tokens {
      switch token {
      case .digits: text += numbers.popFirst() ?? ""
      case .word(let word):
        isAfterName = !month.isEmpty && !DateShape.names(of: word).isEmpty
        text += isAfterName ? month : DateShape.literal(String(decoding: word, as: UTF8.self))
        continue
      // An abbreviation may have a point of its own, where a language is named.
      case .mark(UInt8(ascii: ".")) where isAfterName && month == "MMM" && language != nil: break
      case .mark(let mark): text += mark == UInt8(ascii: "'") ? "''" : String(UnicodeScalar(mark))
      }
      isAfterName = false
    }
    return text
  }

  /// A word that stands in the date itself.
  private static func literal(_ text: String) -> String {
    text.utf8.allSatisfy { "TZUC".utf8.contains($0) } ? text : "'\(text)'"
  }

  /// What numbers of a given number of digits may be, in their order.
  private static func orders(_ counts: [Int]) -> [[String]] {
    let isPadded = counts.allSatisfy { $0 != 1 }
    let widths = isPadded ? [("MM", "dd"), ("M", "d")] : [("M", "d")]
    return widths.flatMap { month, day -> [[String]] in
      switch counts.map({ $0 == 1 ? 2 : $0 }) {
      case [8]: [["yyyyMMdd"], ["ddMMyyyy"], ["MMddyyyy"]]
      case [6]: [["yyyyMM"], ["MMyyyy"]]
      case [4, 2, 2]: [["yyyy", month, day]]
      case [2, 2, 4]: [[month, day, "yyyy"], [day, month, "yyyy"]]
      case [2, 2, 2]: [[month, day, "yy"], [day, month, "yy"], ["yy", month, day]]
      case [4, 2]: [["yyyy", month]]
      case [2, 4]: [[month, "yyyy"]]
      default: []
      }
    }
  }

  private static func ordersBesideName(_ counts: [Int]) -> [[String]] {
    let days = counts.contains(1) ? ["d"] : ["dd", "d"]
    return days.flatMap { day -> [[String]] in
      switch counts.map({ $0 == 1 ? 2 : $0 }) {
      case [2, 4]: [[day, "yyyy"]]
      case [4, 2]: [["yyyy", day]]
      case [4]: [["yyyy"]]
      case [2, 2]: [[day, "yy"]]
      case [2]: [["yy"]]
      default: []
      }
    }
  }

  // MARK: Names of months

  private static func monthNames(
    _ tokens: [Token]
  ) -> [(pattern: String, language: LanguageCode?)] {
    let words = tokens.compactMap { if case .word(let word) = $0 { word } else { nil } }
    return words.lazy.map(names).first { !$0.isEmpty } ?? []
  }

  /// In which languages a word is a month, in full or abbreviated; plain English first.
  private static func names(
    of word: ArraySlice<UInt8>
  ) -> [(pattern: String, language: LanguageCode?)] {
    var found: [(String, LanguageCode?)] = []
    for (language, months) in languages {
      let forms = [("MMM", months.abbreviated), ("MMMM", months.full)]
      // May is both; in English dates of exports are mostly abbreviated.
      for (pattern, names) in language == nil ? forms : forms.reversed()
      where word.monthAtStart(names)?.length == word.count {
        found.append((pattern, language))
      }
    }
    return found
  }

  private static let languages: [(LanguageCode?, MonthNames)] =
    [(nil, .plain)]
    + LanguageCode.allCases.compactMap { code in
      MonthNames(languages: [code.rawValue]).map { (code, $0) }
    }
}
