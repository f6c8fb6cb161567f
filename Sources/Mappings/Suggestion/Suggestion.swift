internal import Procurement

/// A first mapping for a file, made from its header and all its rows, with what to check in it.
///
/// What the values do not prove is left to a person, in comments, so that nothing is guessed wrong
/// in silence. The text is itself a mapping.
package struct Suggestion {
  /// The mapping in TOML.
  package let text: String

  /// A mapping for records of `kind` in `file`, whose rows were read to the end by all surveys.
  package init(kind: String, file: SuggestedFile, repeats: RepeatSurvey) {
    let roles = repeats.roles
    let draft = SuggestionDraft(roles)
    let feet = SuggestedFooters(roles)
    let parts = [
      Suggestion.head(kind, file, roles.rows), file.lines,
      draft.repeatLines(repeats.count, areCounted: feet.statesTotal || roles.hasProvenTotal),
      draft.cellLines, draft.dateLines,
      draft.taxLines, feet.rootLines, draft.numberLines,
      SuggestedConstants(roles).lines, draft.columnLines, draft.skipLines, feet.lines,
    ]
    text = parts.joined().joined(separator: "\n") + "\n"
  }

  private static func head(_ kind: String, _ file: SuggestedFile, _ rows: RelationSurvey)
    -> [String]
  {
    let count = rows.survey.rowCount
    let seen = count == 1 ? "its one row" : "all its \(count) rows"
    let header = file.headerLine == nil ? "" : "its header and "
    return [
      "# A first mapping for \(comment(file.name)), from \(header)\(seen).",
      "# Check what is likely. Where it is open, choose, and take the # from the line;"
        + " docs/maps.md has every key.",
      "kind = \(toml(kind))",
    ]
  }
}

/// What is known of a file besides its rows.
package struct SuggestedFile: Sendable {
  /// What messages call it.
  let name: String
  /// The physical line of the header; `nil` where there is none.
  let headerLine: Int?
  /// What divides its fields.
  let delimiter: String
  /// The name of its encoding; `nil` for UTF-8.
  let encoding: String?

  /// A file whose header stands on `headerLine`; `nil` where its first record is data.
  package init(name: String, headerLine: Int?, delimiter: String, encoding: String?) {
    (self.name, self.headerLine) = (name, headerLine)
    (self.delimiter, self.encoding) = (delimiter, encoding)
  }

  fileprivate var lines: [String] {
    var lines: [String] = []
    if delimiter != "," { lines.append("delimiter = \(toml(delimiter))") }
    if let encoding { lines.append("encoding = \(toml(encoding))") }
    if let headerLine {
      if headerLine > 1 { lines.append("header_row = \(headerLine)") }
    } else {
      lines.append("no_header = true  # likely: its first line is like the others")
    }
    return lines
  }
}

// MARK: TOML

/// A text as TOML has it.
func toml(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": quoted += "\\\(scalar)"
    case "\t": quoted += "\\t"
    case "\n": quoted += "\\n"
    case _ where scalar.value < 0x20 || scalar.value == 0x7F:
      let digits = String(scalar.value, radix: 16)
      quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "\""
}

/// A list of texts as TOML has it.
func toml(_ texts: [String]) -> String {
  texts.count == 1 ? toml(texts[0]) : "[\(texts.map { toml($0) }.joined(separator: ", "))]"
}

/// A text in a comment: on one line.
func comment(_ text: String) -> String { String(quoted(text).dropFirst().dropLast()) }

extension [String] {
  /// How a mapping names a column: by its title, or by its number where that is not enough.
  func reference(_ column: Int) -> String {
    let title = self[column].trimmedTitle
    let isAlone = count { $0.trimmedTitle == title } == 1
    return title.isEmpty || !isAlone ? "\(column + 1)" : toml(title)
  }
}
