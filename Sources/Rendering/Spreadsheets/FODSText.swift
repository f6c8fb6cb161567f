/// A report as a flat OpenDocument spreadsheet, one XML file: a sheet for each table, and one named `about`
/// with what is said of them. An amount is a number with its currency's format.
///
/// Source: OASIS, Open Document Format for Office Applications 1.3, part 3.
package enum FODSText {
  /// Hands the text over, row by row.
  package static func write<Failure: Error>(
    _ report: PrintableReport, to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    let sheets = report.tables.map(Spreadsheet.init)
    try take(start(of: report, sheets))
    for sheet in sheets { try write(sheet, to: take) }
    try take(about(report))
    try take("</office:spreadsheet></office:body>\n</office:document>\n")
  }

  private static func start(of report: PrintableReport, _ sheets: [Spreadsheet]) -> String {
    let names = sheets.map(\.name) + [Spreadsheet.about]
    let formats = Set(sheets.flatMap(\.formats)).sorted { $0.name < $1.name }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <office:document\(namespaces) office:version="1.3" \
      office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
      <office:meta><meta:generator>Offtake</meta:generator>\
      <dc:title>\(Markup.escaped(report.title))</dc:title></office:meta>
      \(SpreadsheetView.settings(ofSheets: names))
      <office:automatic-styles>
      \(SpreadsheetStyle.fixed)\(formats.map(\.definition).joined())</office:automatic-styles>
      <office:body><office:spreadsheet>

      """
  }

  private static func write<Failure: Error>(
    _ sheet: Spreadsheet, to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    try take(SpreadsheetStyle.table(named: sheet.name, columns: sheet.isWide))
    let header = sheet.header.map { $0.xml(styled: "header") }
    try take(
      "<table:table-header-rows>\n\(SpreadsheetCell.row(header))</table:table-header-rows>\n")
    try sheet.forEachRow { (cells) throws(Failure) in
      let cells = cells.map { cell in
        cell.xml(styled: cell.format.flatMap { sheet.formats.contains($0) ? $0.name : nil })
      }
      try take(SpreadsheetCell.row(cells))
    }
    try take("</table:table>\n")
  }

  private static func about(_ report: PrintableReport) -> String {
    let rows = Spreadsheet.about(report).map { SpreadsheetCell.row($0.map(\.xml)) }
    return SpreadsheetStyle.table(named: Spreadsheet.about, columns: [true, true]) + rows.joined()
      + "</table:table>\n"
  }

  private static let namespaces =
    [
      ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"),
      ("number", "datastyle"), ("fo", "xsl-fo-compatible"), ("meta", "meta"), ("config", "config"),
    ].map { " xmlns:\($0)=\"urn:oasis:names:tc:opendocument:xmlns:\($1):1.0\"" }.joined()
    + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
}
