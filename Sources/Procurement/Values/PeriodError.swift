/// Why a text is not a period.
package struct PeriodError: Error, Equatable, CustomStringConvertible {
  /// The text, as it was given.
  package let text: String

  /// A text that is refused.
  package init(text: String) { self.text = text }

  /// The text, safe to show, and what to write for it: if that cannot be guessed, the forms that there
  /// are.
  package var description: String {
    let shown = "\"\(EscapedText.text(text, limit: 60))\""
    if let day = try? Day(parsing: text) {
      return "\(shown) is a day, and reports count whole months; write \(day.month)"
    }
    if let guess = PeriodError.guess(text) { return "\(shown) is not a period; write \(guess)" }
    if let fault = PeriodError.fault(text) { return "\(shown) \(fault)" }
    return "\(shown) is not a period; write it as 2026, 2026Q1, 2026H1, FY2026, 2026-05, "
      + "2026-01..2026-06, \"last month\", \"this quarter\", ytd, yesterday or \"-3 months\""
  }

  /// What is wrong with a month or a part of a year that does not exist, or has no year: `2026-13`, `2026Q5`, `Q4`.
  private static func fault(_ text: String) -> String? {
    do throws(DateError) {
      _ = try PartialDate(parsing: text)
    } catch {
      if error == .noSuchMonth { return error.description }
    }
    let word = text.uppercased().filter { $0.isLetter || $0.isNumber }
    let part = Int(word.prefix(4)) == nil ? word : String(word.dropFirst(4))
    guard let mark = part.first, "QH".contains(mark), Int(part.dropFirst()) != nil else {
      return nil
    }
    guard PeriodWords.part(part) == nil else { return "has no year; write it as 2026\(part)" }
    return mark == "Q" ? "has a quarter that is not Q1 to Q4" : "has a half that is not H1 or H2"
  }

  /// What someone meant who wrote a month or a part of a year in another order or with another mark,
  /// or a length of time.
  private static func guess(_ text: String) -> String? {
    let words = text.uppercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    switch words.count {
    case 1: return compact(words[0])
    case 2:
      return pair(words[0], words[1]) ?? pair(words[1], words[0]) ?? duration(words)
        ?? relative(words[0], words[1])
    case 3 where words[0] == "LAST" || words[0] == "PAST": return duration(Array(words[1...]))
    default: return nil
    }
  }

  /// `10/2026`, `2026/10`, `October 2026`, `Q4 2026`.
  private static func pair(_ part: String, _ year: String) -> String? {
    guard let year = PeriodWords.year(year) else { return nil }
    if let month = month(part) { return "\(Month(year: year, month: month))" }
    return PeriodWords.part(part).map { _ in "\(year)\(part)" }
  }

  /// `202610`, `FY26`, `3mo`.
  private static func compact(_ word: String) -> String? {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    let rest = word.dropFirst(digits.count)
    if word.utf8.count == 6, let guess = pair(String(word.dropFirst(4)), String(word.prefix(4))) {
      return guess
    }
    if word.utf8.count == 4, word.hasPrefix("FY"), let year = Int(word.dropFirst(2)) {
      return "FY\(2000 + year)"
    }
    return rest.isEmpty ? nil : duration([String(digits), String(rest)])
  }

  /// `last moth`: this or the last of something that was mistyped.
  private static func relative(_ which: String, _ length: String) -> String? {
    guard ["LAST", "THIS"].contains(which) else { return nil }
    return NearestNames.find(length.lowercased(), among: ["month", "quarter", "half", "year"]).first
      .map { "\"\(which.lowercased()) \($0)\"" }
  }

  /// `3 months`, `3 mo`: so long before the as-of day.
  private static func duration(_ words: [String]) -> String? {
    guard let count = Int(words[0]), 1...999 ~= count else { return nil }
    let units = ["D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year"]
    guard let unit = words[1].first.flatMap({ units[String($0)] }),
      words[1].utf8.count <= 2 || words[1] == unit.uppercased()
        || words[1] == "\(unit)s".uppercased()
    else { return nil }
    return "\"-\(count) \(unit)\(count == 1 ? "" : "s")\""
  }

  private static func month(_ word: String) -> Int? {
    if let number = Int(word) { return 1...12 ~= number ? number : nil }
    return named(word)
  }
}

extension PeriodError {
  private static let months = [
    "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER",
    "OCTOBER", "NOVEMBER", "DECEMBER",
  ]

  /// 1 to 12, of `OCTOBER`, `OCT` or `SEPT`.
  private static func named(_ word: String) -> Int? {
    guard word.utf8.count >= 3 else { return nil }
    return months.firstIndex { $0.hasPrefix(word) }.map { $0 + 1 }
  }
}
