internal import Procurement

/// A report as one page of HTML that loads nothing and runs nothing: its tables, for the screen and for paper.
package enum HTMLText {
  /// Hands the text over, row by row. All text is escaped.
  ///
  /// Source: HTML Living Standard; Content Security Policy 3.
  package static func write<Failure: Error>(
    _ report: PrintableReport, to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    try take(start(of: report))
    for table in report.tables { try write(table, of: report, to: take) }
    if !report.notes.isEmpty { try take("<h2 id=\"notes\">Notes</h2>\n<ul>\n") }
    for note in report.notes { try take("<li>\(escaped(note))</li>\n") }
    try take((report.notes.isEmpty ? "" : "</ul>\n") + "</main>\n</body>\n</html>\n")
  }

  private static let style = "\n" + HTMLStyle.text
  private static let policy = ContentPolicy.text(style: style, script: nil)

  private static func start(of report: PrintableReport) -> String {
    let title = escaped(report.title)
    let context = report.context.isEmpty ? "" : "<p>\(escaped(report.context))</p>\n"
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(title)</title>
      <style>\(style)</style>
      </head>
      <body>
      <main>
      <h1>\(title)</h1>
      \(context)
      """
  }

  private static func write<Failure: Error>(
    _ table: PrintableTable, of report: PrintableReport, to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    let (id, title) = (escaped(table.name), table.title ?? report.title)
    // A caption that says what the page's heading says is for screen readers alone.
    let hidden = table.title == nil ? " class=\"hidden\"" : ""
    let headings = table.columns.map { column in
      "<th scope=\"col\"\(column.isNumeric ? " class=\"number\"" : "")>\(escaped(column.heading))</th>"
    }
    try take(
      """
      <div class="table" role="region" aria-labelledby="\(id)" tabindex="0">
      <table>
      <caption\(hidden) id="\(id)">\(escaped(title))</caption>
      <thead><tr>\(headings.joined())</tr></thead>
      <tbody>

      """)
    let shown = table.cellTexts
    try table.forEachRow { (row) throws(Failure) in try take(line(shown(row), table.columns)) }
    try take("</tbody>\n")
    if !table.totals.isEmpty {
      try take("<tfoot>\n\(table.totals.map { line(shown($0), table.columns) }.joined())</tfoot>\n")
    }
    try take("</table>\n</div>\n")
  }

  private static func line(_ texts: [String], _ columns: [ReportColumn]) -> String {
    let cells = zip(columns, texts).enumerated().map { index, cell in
      let (column, text) = cell
      // What a row is about stands first.
      if index == 0, !column.isNumeric { return "<th scope=\"row\">\(escaped(text))</th>" }
      return "<td\(column.isNumeric ? " class=\"number\"" : "")>\(escaped(text))</td>"
    }
    return "<tr>\(cells.joined())</tr>\n"
  }

  private static func escaped(_ text: String) -> String { Markup.escaped(EscapedText.text(text)) }
}
