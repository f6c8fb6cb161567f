import Foundation

/// The messages that stand in the sources, as a reader of `samples/errors.md` finds them.
///
/// A message is a text in quotes of three words or more that begins with a small letter, a sign or a
/// value: help and the meanings of columns begin with a capital letter or end in a full stop. What is
/// filled in is `…`.
enum Messages {
  /// The parts of the list, and the sources that each comes from.
  static let rooms: [(title: String, sources: [String])] = [
    ("Files", ["Files"]),
    ("CSV", ["CSV"]),
    ("Numbers, dates and periods", ["Procurement"]),
    ("Rows", ["Imports", "Store/Records"]),
    ("Mappings", ["Mappings"]),
    ("Databases", ["Store"]),
    ("The book", ["Ledger"]),
    ("Queries", ["Queries", "Audit", "Agenda", "Integrity"]),
    ("Exports", ["Exports"]),
    ("Commands", ["CLI"]),
  ]

  /// Sources whose texts of that form are no messages: words that files use, notes in a suggested
  /// mapping, what a mapping or a report says, SQL.
  private static let others = [
    "FieldSynonyms", "FieldSynonyms+Languages", "FieldSynonyms+FurtherLanguages", "Suggestion",
    "SuggestionDraft", "SuggestedConstants", "SuggestedFooters", "ColumnRoles", "MoneyRoles",
    "QuantityRoles", "TotalWords", "SuggestedValues", "ValueSynonyms",
    "TitleFolding", "ResolvedMapping+Description", "Column", "ColumnType",
    "ReportGuide", "RecordGuide", "HelpTopic", "HelpTopic+Figures", "ExitStatus", "Welcome",
  ]

  /// The list as it should stand in the guide.
  static func list() throws -> String {
    let root = URL(filePath: #filePath).appending(path: "../../../Sources").standardized
    return try rooms.map { room in
      let messages = try room.sources.flatMap { try self.messages(in: $0, of: root) }
      let lines = Set(messages).sorted().map { "- `\($0.trimmingCharacters(in: .whitespaces))`" }
      return "### \(room.title)\n\n" + lines.joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  private static func messages(in source: String, of root: URL) throws -> [String] {
    let inner = rooms.flatMap(\.sources).filter { $0.hasPrefix(source + "/") }
    return try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: source).path)
      .sorted().map { source + "/" + $0 }
      .filter { path in !inner.contains { path.hasPrefix($0 + "/") } }
      .map { root.appending(path: $0) }
      .filter { $0.pathExtension == "swift" }
      .filter { !others.contains($0.deletingPathExtension().lastPathComponent) }
      .flatMap { texts(in: try String(contentsOf: $0, encoding: .utf8)).filter(isMessage) }
  }

  private static func isMessage(_ text: String) -> Bool {
    let words = text.split(separator: " ").filter { $0.contains { $0.isLetter } }
    guard words.count > 2, !text.hasSuffix("."), !text.contains("(default"),
      !text.hasPrefix("offtake "),
      !["SELECT", "IS NULL", "ORDER BY", " AS "].contains(where: text.contains),
      let first = text.first(where: { !"…:(, ".contains($0) })
    else { return false }
    return !first.isUppercase
  }

  /// The texts in quotes of a source, those joined by `+` as one.
  private static func texts(in source: String) -> [String] {
    var texts: [String] = []
    var scan = Scanner(rest: Substring(source))
    while let text = scan.next() { texts.append(text) }
    return texts
  }
}

/// A walk over Swift's text from one literal to the next.
private struct Scanner {
  var rest: Substring

  /// The next literal, with those that follow it by a `+`; what is filled in is `…`.
  mutating func next() -> String? {
    guard passToLiteral() else { return nil }
    var text = literal()
    while continues() { text += literal() }
    return text
  }

  /// Moves behind the next opening quote, past comments and texts of several lines.
  private mutating func passToLiteral() -> Bool {
    while let character = rest.first {
      if rest.hasPrefix("//") {
        rest = rest.drop { $0 != "\n" }
      } else if rest.hasPrefix("precondition(") {
        // For programmers.
        rest = rest.dropFirst("precondition(".count)
        passExpression()
      } else if rest.hasPrefix("\"\"\"") {
        let end = rest.dropFirst(3).firstRange(of: "\"\"\"")?.upperBound
        rest = rest[(end ?? rest.endIndex)...]
      } else {
        rest.removeFirst()
        if character == "\"" { return true }
      }
    }
    return false
  }

  private mutating func literal() -> String {
    var text = ""
    while let character = rest.popFirst(), character != "\"" {
      guard character == "\\" else {
        text.append(character)
        continue
      }
      let escaped = rest.popFirst()
      if escaped == "(" {
        passExpression()
        if text.last != "…" { text.append("…") }
      } else {
        text.append(contentsOf: escaped == "n" ? "\\n" : String(escaped ?? " "))
      }
    }
    return text
  }

  /// Moves behind the parenthesis that closes an expression.
  private mutating func passExpression() {
    var depth = 1
    while depth > 0, let character = rest.popFirst() {
      switch character {
      case "(": depth += 1
      case ")": depth -= 1
      case "\"": _ = literal()
      default: break
      }
    }
  }

  /// Whether a `+` and another literal follow; moves behind its opening quote.
  private mutating func continues() -> Bool {
    let sign = rest.drop { $0.isWhitespace }
    guard sign.first == "+" else { return false }
    let next = sign.dropFirst().drop { $0.isWhitespace }
    guard next.first == "\"", !next.hasPrefix("\"\"\"") else { return false }
    rest = next.dropFirst()
    return true
  }
}
