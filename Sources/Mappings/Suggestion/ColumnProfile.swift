internal import Procurement

/// What all values of a column so far are, in little room however many they are.
struct ColumnProfile {
  private(set) var dates = DateProfile()
  private(set) var numbers = NumberProfile()
  /// How many cells have a text, and how many are empty or have a word for that.
  private(set) var filled = 0
  private(set) var empty = 0
  /// Words that stand for an empty cell, as they are written.
  private(set) var emptyWords: [String] = []
  /// Whether a cell is `="0012"`.
  private(set) var hasFormulas = false
  /// Whether a text is a list or an object of JSON.
  private(set) var hasLists = false
  /// The first different texts; `nil` once there were more.
  private(set) var choices: [String]? = []
  /// The first text.
  private(set) var example = ""
  /// How many texts are those of a currency.
  private(set) var currencies = 0
  /// How many texts have a digit, and how many a blank.
  private(set) var withDigits = 0
  private(set) var withBlanks = 0
  /// How often a text differs from the one above it.
  private(set) var changes = 0
  private var last: [UInt8] = []

  static let mostChoices = 24

  mutating func take(_ cell: ArraySlice<UInt8>) {
    let text = EmptyWords.content(of: cell)
    hasFormulas = hasFormulas || cell.starts(with: [UInt8(ascii: "="), UInt8(ascii: "\"")])
    guard !text.isEmpty else {
      empty += 1
      return noteWord(cell)
    }
    filled += 1
    // Most cells repeat the one above.
    guard filled == 1 || !text.elementsEqual(last) else { return }
    changes += 1
    last = Array(text)
    dates.take(text)
    numbers.take(text)
    noteText(text)
  }

  private mutating func noteWord(_ cell: ArraySlice<UInt8>) {
    let word = String(decoding: cell, as: UTF8.self).trimmedTitle
    guard !word.isEmpty, !emptyWords.contains(word), emptyWords.count < 4 else { return }
    emptyWords.append(word)
  }

  private mutating func noteText(_ text: ArraySlice<UInt8>) {
    if text.contains(where: \.isDigit) { withDigits += 1 }
    if text.contains(UInt8(ascii: " ")) { withBlanks += 1 }
    hasLists = hasLists || text.first.map { "[{".utf8.contains($0) } == true
    let isCode = text.count == 3 && text.allSatisfy { 65...90 ~= $0 }
    if isCode, CurrencyCodes.isKnown(String(decoding: text, as: UTF8.self)) { currencies += 1 }
    if filled == 1 { example = String(decoding: text.prefix(60), as: UTF8.self) }
    guard let known = choices else { return }
    let choice = String(decoding: text, as: UTF8.self)
    guard !known.contains(choice) else { return }
    choices = known.count < ColumnProfile.mostChoices && text.count < 40 ? known + [choice] : nil
  }
}

extension ColumnProfile {
  /// Whether a column has no value, so that nothing is known of it.
  var isEmpty: Bool { filled == 0 }

  var isDates: Bool { dates.isDates }
  var isNumbers: Bool { numbers.isNumbers }

  /// Whether all its texts are codes of currencies.
  var isCurrencies: Bool { filled > 0 && currencies == changes }

  /// Whether its texts may be numbers of invoices: short, with digits, without blanks.
  var isIdentifiers: Bool {
    filled > 0 && empty == 0 && withDigits == changes && withBlanks == 0 && !isDates
  }

  /// Whether the values can be those of a field; nothing is said of a column without a value.
  func goes(with form: MappedField.Form) -> Bool {
    guard !isEmpty else { return true }
    return switch form {
    case .date: isDates
    case .number: isNumbers
    case .text: !hasLists
    }
  }
}

/// Words that stand for an empty cell in exports of databases and spreadsheets.
enum EmptyWords {
  private static let words: Set<String> = [
    "null", "(null)", "n/a", "#n/a", "nan", "none", "nil", "-", "--", "–", "—", "\\n", "k.a.",
    "k. a.", "s/o", "n.v.t.", "n.d.", "なし", "없음", "无", "無",
  ]

  /// The text of a cell without blanks and without what keeps a spreadsheet from reading it; empty
  /// where it is a word for that.
  static func content(of cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let text = CellRule.formulas.content(of: cell).trimmedBlanks
    guard let first = text.first, text.count < 10, !first.isDigit else { return text }
    return words.contains(String(decoding: text, as: UTF8.self).lowercased()) ? [] : text
  }
}

extension CellRule {
  /// Takes `="` and `"` off.
  fileprivate static let formulas = CellRule(unwrapsFormulas: true)
}
