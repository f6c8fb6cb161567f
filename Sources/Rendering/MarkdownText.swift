internal import Procurement

/// A report as Markdown: its title as a heading, GitHub's tables, notes as a list.
package enum MarkdownText {
  /// Hands the text over, line by line. Text from files is escaped, so that it is no markup.
  package static func write<Failure: Error>(
    _ report: PrintableReport, to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    try take("# \(escaped(report.title))\n")
    if !report.context.isEmpty { try take("\n\(escaped(report.context))\n") }
    for table in report.tables { try write(table, to: take) }
    if !report.notes.isEmpty { try take("\n## Notes\n\n") }
    for note in report.notes { try take("- \(escaped(note))\n") }
  }

  private static func write<Failure: Error>(
    _ table: PrintableTable, to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    let shown = table.cellTexts
    if let title = table.title { try take("\n## \(escaped(title))\n") }
    try take("\n" + MarkdownTable.line(table.columns.map { escaped($0.heading) }) + "\n")
    try take(MarkdownTable.rule(table.columns.map(\.isNumeric)) + "\n")
    try table.forEachRow { (row) throws(Failure) in
      try take(MarkdownTable.line(shown(row).map(escaped)) + "\n")
    }
    for total in table.totals {
      let cells = shown(total).map { $0.isEmpty ? "" : "**\(escaped($0))**" }
      try take(MarkdownTable.line(cells) + "\n")
    }
  }

  /// Puts a backslash before what Markdown would read as markup; a `_` within a word is none. Pipes are the
  /// table's concern.
  ///
  /// Source: GitHub Flavored Markdown, 6.1, backslash escapes.
  private static func escaped(_ text: String) -> String {
    let scalars = Array(EscapedText.text(text).unicodeScalars)
    var escaped = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      let isWithinWord =
        index > 0 && isWord(scalars[index - 1]) && index + 1 < scalars.count
        && isWord(scalars[index + 1])
      if "\\`*[]<>&~$".unicodeScalars.contains(scalar) || scalar == "_" && !isWithinWord {
        escaped.append("\\")
      }
      escaped.append(scalar)
    }
    return String(escaped)
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
