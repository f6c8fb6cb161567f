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
    fields.map { field in
      MappingRule(
        field: field.conversion.field.name, source: source(of: field),
        reading: field.conversion.words)
    }
  }

  /// Which rows are left out, one sentence each.
  package var omissions: [String] {
    let skipped = rows.skipped.map { "Rows are left out where \(words($0))." }
    let end = rows.end.map { "The first row where \(words($0)) ends the data." }
    let footer =
      rows.footerRows == 0
      ? nil
      : rows.footerRows == 1
        ? "The last row is left out." : "The last \(rows.footerRows) rows are left out."
    return skipped + [end, footer].compactMap(\.self)
  }

  private func words(_ test: ResolvedRowTest) -> String {
    let list = { (texts: [[UInt8]]) in
      texts.map { quoted(String(decoding: $0, as: UTF8.self)) }.joined(separator: " or ")
    }
    let parts = [
      test.equals.isEmpty ? nil : "is \(list(test.equals))",
      test.begins.isEmpty ? nil : "begins with \(list(test.begins))",
    ]
    let title = titles[columns[test.slot]].trimmedTitle
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
  /// For a text from above the header: its label.
  fileprivate var place: String {
    title.hasSuffix("(above the header)") ? ", \(title)" : ""
  }
}

extension Conversion {
  /// How texts are read; empty where they are taken as they stand.
  fileprivate var words: String {
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
    return pairs.joined(separator: ", ")
  }
}
