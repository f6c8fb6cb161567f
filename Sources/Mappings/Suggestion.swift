/// A first mapping for a file, made from its header and some of its rows, with what to check in it.
///
/// What the values do not prove is left to a person, in comments, so that nothing is guessed wrong
/// in silence. The text is itself a mapping.
package struct Suggestion {
  /// The mapping in TOML.
  package let text: String

  /// A mapping for records of `kind` with `fields` in `file`.
  ///
  /// `rows` are the first under the header, which stands on `headerLine` and has `titles`.
  package init(
    kind: String, fields: [SuggestedField], file: String, headerLine: Int, delimiter: String,
    titles: [String], rows: [[String]]
  ) {
    let named = fields.map { field in
      SuggestedField(
        field.field, synonyms: field.synonyms + (FieldSynonyms.all[field.field.name] ?? []),
        isRequired: field.isRequired, meaning: field.meaning)
    }
    let draft = SuggestionDraft(
      fields: named, titles: titles, rows: rows,
      columns: TitleGuess(named, titles: titles, rows: rows).columns)
    var lines = [
      "# A first mapping for \(comment(file)), from its header and its first \(rows.count) rows.",
      "# Check every line of it; docs/maps.md says what else a mapping can do.",
      "kind = \(toml(kind))",
    ]
    if delimiter != "," { lines.append("delimiter = \(toml(delimiter))") }
    if headerLine > 1 { lines.append("header_row = \(headerLine)") }
    lines +=
      draft.footerLines + draft.dateLines + draft.numberLines + draft.constantLines
      + draft.columnLines
    text = lines.joined(separator: "\n") + "\n"
  }
}

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

/// A text in a comment: on one line.
private func comment(_ text: String) -> String { String(quoted(text).dropFirst().dropLast()) }

/// What was found, and the lines that say so.
private struct SuggestionDraft {
  let fields: [SuggestedField]
  let titles: [String]
  let rows: [[String]]
  let columns: [String: (index: Int, isSure: Bool)]

  private func values(_ name: String) -> [String] {
    guard let column = columns[name] else { return [] }
    return rows.compactMap { column.index < $0.count ? $0[column.index] : nil }
  }

  private func values(of form: MappedField.Form) -> [String] {
    fields.filter { $0.field.form == form }.flatMap { values($0.field.name) }
  }

  /// The last rows without any of the dates that the rows before them have.
  var footerLines: [String] {
    let fields = fields.filter { $0.field.form == .date }
    let dates = fields.compactMap { columns[$0.field.name]?.index }
    let count = rows.reversed().prefix { row in
      dates.allSatisfy { $0 >= row.count || row[$0].trimmedTitle.isEmpty }
    }.count
    guard !dates.isEmpty, count > 0, count < rows.count else { return [] }
    return ["# footer_rows = \(count)  # Check: so many of the last rows have no date."]
  }

  // MARK: Dates

  var dateLines: [String] {
    let values = values(of: .date)
    let formats = ValueGuess.dateFormats(values)
    guard let first = formats.first else {
      return values.allSatisfy(\.isEmpty)
        ? []
        : ["", "# No one format reads all its dates; give those of each: date = \"…\"."]
    }
    if formats.count > 1 {
      return ["", "# Its dates can be read in more than one way; take the # from the right one."]
        + formats.map { "# dates = \(toml($0.description))" }
    }
    // Dates of ours need no format.
    let needsFormat = first != .iso || values.contains { $0.utf8.count > 10 }
    return needsFormat ? ["", "dates = \(toml(first.description))"] : []
  }

  // MARK: Numbers

  private var numberFormats: [NumberFormat] { ValueGuess.numberFormats(values(of: .number)) }

  var numberLines: [String] {
    let values = values(of: .number)
    guard let first = numberFormats.first else {
      return values.allSatisfy(\.isEmpty)
        ? [] : ["", "# No one format reads all its numbers; give those of each column."]
    }
    if numberFormats.count > 1 { return undecided(numberFormats) }
    return first == .plain ? [] : ["", "[numbers]"] + marks(first) + others(first)
  }

  private func undecided(_ formats: [NumberFormat]) -> [String] {
    let advice = "# Its numbers can be read in more than one way; take the # from the right one."
    return ["", "[numbers]", advice]
      + formats.flatMap { format in
        let lines = marks(format)
        return ["# For \(format):"] + (lines.isEmpty ? ["# (as it is)"] : lines.map { "# \($0)" })
      } + formats.prefix(1).flatMap(others)
  }

  private func marks(_ format: NumberFormat) -> [String] {
    var lines: [String] = []
    if format.decimal != .point { lines.append("decimal = \(toml(format.decimal.rawValue))") }
    if format.group != .none { lines.append("group = \(toml(format.group.rawValue))") }
    return lines
  }

  private func others(_ format: NumberFormat) -> [String] {
    var lines: [String] = []
    if format.negatives != [.minusBefore] {
      let styles = NegativeStyle.allCases.filter(format.negatives.contains)
      lines.append("negative = [\(styles.map { toml($0.rawValue) }.joined(separator: ", "))]")
    }
    if format.allowsExponent { lines.append("exponent = true") }
    guard !format.symbols.isEmpty else { return lines }
    return lines + ["", "# Check which currencies these signs mean.", "[numbers.symbols]"]
      + format.symbols.map { "\(toml($0.text)) = \(toml($0.code))" }
  }

  // MARK: Constants

  /// A currency that nothing but a sign or a title tells; and what must be given and was not found.
  var constantLines: [String] {
    var lines: [String] = []
    let isKnown = Set(fields.map(\.field.name))
    if isKnown.contains("currency"), columns["currency"] == nil, let code = currency {
      lines.append("currency = \(toml(code))  # Check: from a sign or a title.")
    }
    for field in fields where columns[field.field.name] == nil && field.isRequired {
      if field.field.name == "currency", currency != nil { continue }
      lines.append("# \(field.field.name) = \"…\"  # Needed: \(field.meaning)")
    }
    for name in ["contract", "buyer"] where isKnown.contains(name) && columns[name] == nil {
      lines.append("# \(name) = \"…\"  # One of contract and buyer is needed.")
    }
    return lines.isEmpty ? [] : ["", "[constants]"] + lines
  }

  private var currency: String? {
    if let symbol = numberFormats.first?.symbols.first { return symbol.code }
    let signs = [("USD", "USD"), ("EUR", "EUR"), ("GBP", "GBP"), ("($)", "USD"), ("(€)", "EUR")]
    return signs.first { sign, _ in titles.contains { $0.contains(sign) } }?.1
  }

  // MARK: Columns

  var columnLines: [String] {
    let found = fields.flatMap(lines)
    let used = Set(columns.values.map(\.index))
    let unused = titles.indices.filter { !used.contains($0) && !titles[$0].isEmpty }
    let rest =
      unused.isEmpty
      ? []
      : ["", "# Nothing is made of these columns:"] + unused.map { "#   \(comment(titles[$0]))" }
    let none = "# No column has a title that is known. Write FIELD = \"its title\" for each:"
    return ["", "[columns]"] + (found.isEmpty ? [none] + noColumns : found) + rest
  }

  /// A mapping needs one field; where none was found, the first column stands for it.
  private var noColumns: [String] {
    guard let field = fields.first(where: \.isRequired), let title = titles.first else { return [] }
    return ["\(field.field.name) = \(toml(title.trimmedTitle))  # Check: only to have one."]
  }

  private func lines(_ field: SuggestedField) -> [String] {
    let name = field.field.name
    guard let column = columns[name] else { return [] }
    let check = column.isSure ? "" : "  # Check: its title is not quite ours."
    let line = "\(name) = \(toml(titles[column.index].trimmedTitle))\(check)"
    let isEnd = name == "service_to" && !values(name).isEmpty
    return isEnd && values(name).contains { $0.contains("T00:00") }
      ? [line, "# If that is the first day after: { column = \"…\", exclusive_end = true }."]
      : [line]
  }
}
