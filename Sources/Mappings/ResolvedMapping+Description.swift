/// What a mapping does to one field, in words.
package struct MappingRule: Equatable, Sendable {
  /// The canonical field.
  package let field: String
  /// Where its text comes from.
  package let source: String
  /// How it is read; empty where it is taken as it stands.
  package let reading: String
}

extension ResolvedMapping {
  /// What becomes of a file, field by field.
  package var rules: [MappingRule] {
    allFields.filter { !$0.isAlwaysEmpty }.map { field in
      MappingRule(
        field: field.conversion.field.name, source: source(of: field),
        reading: (field.conversion.words + [signWords(field)].compactMap(\.self))
          .joined(separator: ", "))
    }
  }

  private func signWords(_ field: ResolvedField) -> String? {
    guard let sign = field.calculation?.sign else { return nil }
    let words = sign.negative.map(quoted).joined(separator: " or ")
    return "less than zero where \(title(of: sign.column)) is \(words)"
  }

  /// Which rows are left out, and what is done to all cells, one sentence each.
  package var omissions: [String] {
    let skipped = rows.skipped.map { "Rows are skipped if \(words($0))." }
    let end = rows.end.map { "The first row where \(words($0)) ends the data." }
    let footer =
      rows.footerRows == 0
      ? nil
      : rows.footerRows == 1
        ? "The last row is skipped." : "The last \(rows.footerRows) rows are skipped."
    let taxLine = tax == nil ? nil : "Tax other than zero is a separate line."
    let short = padsShortRows ? "Rows that end early have empty cells at their end." : nil
    let stated = totals.map(words)
    return stated + skipped + [end, footer].compactMap(\.self) + rows.cells.sentences
      + [short, taxLine].compactMap(\.self)
  }

  private func words(_ total: ResolvedTotal) -> String {
    let lines = total.scope == .file ? "all lines" : "the lines of the invoice"
    return switch total.place {
    case .row(let test): "Rows where \(words(test)) state what \(lines) must add up to."
    case .above(_, let label): "\(label) above the header states what \(lines) must add up to."
    }
  }

  private func words(_ test: ResolvedRowTest) -> String {
    let list = { (texts: [[UInt8]]) in
      texts.map { quoted(String(decoding: $0, as: UTF8.self)) }.joined(separator: " or ")
    }
    let parts = [
      test.equals.isEmpty ? nil : "is \(list(test.equals))",
      test.begins.isEmpty ? nil : "begins with \(list(test.begins))",
    ]
    let title = title(of: test.slot)
    return "\(title) \(parts.compactMap(\.self).joined(separator: " or "))"
  }

  private func source(of field: ResolvedField) -> String {
    switch field.assembly {
    case .slot, .joined: field.title
    case .first(let slots): slots.count > 1 ? "first of \(field.title)" : field.title
    case .constant(let text): "\(quoted(String(decoding: text, as: UTF8.self)))\(field.place)"
    }
  }
}

extension ResolvedField {
  /// Whether no row says anything of it but for its tax.
  fileprivate var isAlwaysEmpty: Bool { assembly == .constant([]) && place.isEmpty }

  /// For a text from above the header: its label.
  fileprivate var place: String {
    title.hasSuffix("(above the header)") ? ", \(title)" : ""
  }
}

extension Conversion {
  /// How texts are read; empty where they are taken as they stand.
  fileprivate var words: [String] {
    let filled = rule.fillsDown ? "empty cells filled from above" : ""
    return ([formWords] + cellWords + [filled, rounding]).filter { !$0.isEmpty }
  }

  private var rounding: String {
    guard field.form == .number, let places = rule.numbers.rounding else { return "" }
    return "rounded half to even to \(places) decimals"
  }

  /// What is said of this field's cells alone.
  private var cellWords: [String] {
    let isUnwrapped = rule.keys.contains("excel_text") && rule.cells.unwrapsFormulas
    return [
      rule.keys.contains("empty") ? rule.cells.emptyWordList : nil,
      isUnwrapped ? CellRule.unwrapping : nil,
    ].compactMap(\.self)
  }

  private var formWords: String {
    if isPlain { return "" }
    if !rule.values.isEmpty { return translations }
    switch field.form {
    case .text: return ""
    case .date:
      let forms = dates.map(\.description).joined(separator: " or ")
      return "date \(forms)" + (rule.isExclusiveEnd ? ", the day before" : "")
    case .number:
      return "number \(rule.numbers)" + (rule.isNegated ? ", with the other sign" : "")
    }
  }

  private var translations: String {
    let pairs = rule.values.map { value in
      "\(String(decoding: value.from, as: UTF8.self)) → \(String(decoding: value.to, as: UTF8.self))"
    }
    let other = rule.otherwise.map { bytes in
      "others → \(bytes.isEmpty ? "empty" : String(decoding: bytes, as: UTF8.self))"
    }
    return (pairs + [other].compactMap(\.self)).joined(separator: ", ")
  }
}

extension CellRule {
  fileprivate static let unwrapping = "=\"…\" is the text in its quotes"

  /// `"NULL" and "-" are empty`; `nil` where no word is.
  fileprivate var emptyWordList: String? {
    guard !emptyWords.isEmpty else { return nil }
    let words = emptyWords.map { quoted(String(decoding: $0, as: UTF8.self)) }
    return "\(words.joined(separator: " and ")) \(words.count == 1 ? "is" : "are") empty"
  }

  /// What is done to cells, one sentence each.
  fileprivate var sentences: [String] {
    [emptyWordList, unwrapsFormulas ? CellRule.unwrapping : nil].compactMap(\.self).map {
      "\($0)."
    }
  }
}
