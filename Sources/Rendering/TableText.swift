internal import Procurement

/// A report as text for people: aligned columns, digits grouped, percentages.
package enum TableText {
  /// The whole report, ending in a newline. What files brought in is escaped.
  package static func text(_ report: Report, _ style: TableStyle = TableStyle()) -> String {
    var text = ""
    write(report, style) { text += $0 }
    return text
  }

  /// Hands the text over, line by line.
  package static func write<Failure: Error>(
    _ report: Report, _ style: TableStyle, to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    for line in heading(report, style) { try take(line + "\n") }
    let said = Dictionary(
      report.parameters.map { ($0.name, EscapedText.text($0.value)) }, uniquingKeysWith: { $1 })
    for section in report.sections {
      try take("\n")
      for line in section.title.map({ lines($0, style) }) ?? [] { try take(line + "\n") }
      guard !section.rows.isEmpty else {
        try take("(none)\n")
        continue
      }
      try SectionText(section, style, heading: said).write(to: take)
    }
    if !report.notes.isEmpty { try take("\n") }
    for note in report.notes {
      for line in lines("Note: \(note)", style) { try take(line + "\n") }
    }
  }

  static func heading(_ report: Report, _ style: TableStyle) -> [String] {
    let parameters = report.parameters.map { "\($0.name) \($0.value)" }
    let unit = style.unit.map { "amounts in \($0.rawValue)s" }
    let context = ([report.basis].compactMap { $0 } + parameters + [unit].compactMap { $0 })
      .joined(separator: "; ")
    return lines(report.title, style) + (context.isEmpty ? [] : lines(context, style))
  }

  /// Text that goes on below itself, by two blanks further in.
  static func lines(_ text: String, _ style: TableStyle) -> [String] {
    let text = EscapedText.text(text)
    return style.width.map { WrappedText.lines(text, width: $0, indent: 2) } ?? [text]
  }
}
