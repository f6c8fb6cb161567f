/// What a quantity counts, or a price is for one of, whatever its spelling: `Hrs`, `hour` and
/// `1 Hour` are one unit, `GPU-hour` and `hour` are two.
///
/// Spellings that differ in case, plural, the abbreviation of a word, the sign between words or a
/// leading 1 are the same (METRICS, ruling 8). A factor other than 1 (`100 Hours`, `1K`) and a slash
/// (`GB/month`) make another unit.
package struct UnitName: Hashable, Sendable {
  private let words: [String]

  /// The unit that a text of a file names.
  package init(_ text: String) {
    let lowercased = text.lowercased().replacing("/", with: " / ")
    words = UnitName.withoutFactorOfOne(lowercased)
      .split { $0.isWhitespace || UnitName.joints.contains($0) }
      .map { UnitName.singular(String($0)) }
  }

  /// What joins the words of one unit, besides blanks.
  private static let joints: Set<Character> = [
    "-", "_", "\u{2010}", "\u{2011}", "\u{2013}", "*", "·",
  ]

  /// The text without a 1 before its first word: `1 hour` and `1hour`, not `10 hours`, `1.5 hours` or
  /// `1/month`.
  private static func withoutFactorOfOne(_ text: String) -> Substring {
    let trimmed = text.drop { $0.isWhitespace }
    guard trimmed.first == "1" else { return trimmed }
    let rest = trimmed.dropFirst().drop { $0.isWhitespace || joints.contains($0) }
    return rest.first?.isLetter == true ? rest : trimmed
  }
}

extension UnitName: CustomStringConvertible {
  /// The words of the unit in lower case, singular and in full: `gpu-hour`, `gb-/-month`.
  package var description: String { words.joined(separator: "-") }
}

// MARK: Words

extension UnitName {
  /// The short forms of units of time and data, singular.
  private static let abbreviations = [
    "h": "hour", "hr": "hour", "min": "minute", "sec": "second", "d": "day", "wk": "week",
    "mo": "month", "mth": "month", "yr": "year", "kilobyte": "kb", "megabyte": "mb",
    "gigabyte": "gb", "terabyte": "tb", "petabyte": "pb", "megawatt": "mw", "kilowatt": "kw",
    "accel": "accelerator",
  ]

  /// A word in lower case, as one and in full: `hour` of `hrs`, `hr.`, `hour(s)` and `h`.
  private static func singular(_ word: String) -> String {
    let word = without(".", without("(s)", word))
    let single = withoutPlural(word)
    return abbreviations[word] ?? abbreviations[single] ?? single
  }

  private static func withoutPlural(_ word: String) -> String {
    guard word.count > 2, word.hasSuffix("s"), !word.hasSuffix("ss") else { return word }
    if word.hasSuffix("ies"), word.count > 4 { return word.dropLast(3) + "y" }
    let isOfSibilant = ["sses", "ches", "shes", "xes"].contains { word.hasSuffix($0) }
    return String(word.dropLast(isOfSibilant ? 2 : 1))
  }

  private static func without(_ suffix: String, _ word: String) -> String {
    word.hasSuffix(suffix) ? String(word.dropLast(suffix.count)) : word
  }
}
