/// A report as a flat OpenDocument spreadsheet, one XML file: a sheet for each table, and one named `about`
/// with what is said of them.
///
/// The columns are those of CSV. An amount is a number with its currency's format. A program that reads
/// numbers as binary fractions keeps 15 digits of each: where a figure of a column has more, a column
/// `…_exact` beside it has their text, and the rows of a stream have text in place of the number.
/// Below the rows, after an empty one, are the totals.
///
/// Source: OASIS, Open Document Format for Office Applications 1.3, part 3.
package enum FODSText {
  /// Hands the text over, row by row.
  package static func write<Failure: Error>(
    _ report: PrintableReport, to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    let sheets = report.tables.map(Spreadsheet.init)
    try take(start(of: report, sheets))
    for sheet in sheets { try sheet.write(to: take) }
    try take(about(report))
    try take("</office:spreadsheet></office:body>\n</office:document>\n")
  }

  private static func start(of report: PrintableReport, _ sheets: [Spreadsheet]) -> String {
    let names = sheets.map(\.name) + [about]
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

  /// The name of the sheet that says what the others hold.
  private static let about = "about"

  private static func about(_ report: PrintableReport) -> String {
    let lines =
      [("report", report.name), ("title", report.title)]
      + (report.basis.map { [("basis", $0)] } ?? [])
      + report.parameters.map { ($0.name, $0.value) } + report.notes.map { ("note", $0) }
    let rows = lines.map { name, text in
      SpreadsheetCell.row([.text(name), .text(text)].map { SpreadsheetCell($0).xml })
    }
    return SpreadsheetStyle.table(named: about, columns: [true, true]) + rows.joined()
      + "</table:table>\n"
  }

  private static let namespaces =
    [
      ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"),
      ("number", "datastyle"), ("fo", "xsl-fo-compatible"), ("meta", "meta"), ("config", "config"),
    ].map { " xmlns:\($0)=\"urn:oasis:names:tc:opendocument:xmlns:\($1):1.0\"" }.joined()
    + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
}

/// A table as a sheet.
private struct Spreadsheet {
  let name: String
  /// How the numbers of the rows are shown; what a stream will bring is not known.
  let formats: Set<NumberFormat>
  private let table: PrintableTable
  private let columns: [FlatColumn]

  init(_ table: PrintableTable) {
    self.table = table
    name = table.name
    var (formats, exact) = (Set<NumberFormat>(), Set<Int>())
    for row in table.storedRows ?? OnDemand([]) { Spreadsheet.look(at: row, &formats, &exact) }
    for row in table.totals { Spreadsheet.look(at: row, &formats, &exact) }
    self.formats = formats
    columns = FlatColumn.all(of: table.columns, exact: exact)
  }

  private static func look(
    at row: [Cell], _ formats: inout Set<NumberFormat>, _ exact: inout Set<Int>
  ) {
    for (index, cell) in row.enumerated() {
      if let format = NumberFormat(of: cell) { formats.insert(format) }
      if SpreadsheetCell(cell).losesDigits { exact.insert(index) }
    }
  }

  func write<Failure: Error>(to take: (String) throws(Failure) -> Void) throws(Failure) {
    let isWide = columns.map { $0.part == .reason || table.columns[$0.index].kind == .text }
    try take(SpreadsheetStyle.table(named: name, columns: isWide))
    let header = columns.map { SpreadsheetCell(.text($0.name)).xml(styled: "header") }
    try take(
      "<table:table-header-rows>\n\(SpreadsheetCell.row(header))</table:table-header-rows>\n")
    try table.forEachRow { (row) throws(Failure) in try take(line(row)) }
    // What looks for the end of the rows, such as a pivot table, finds it before the totals.
    if !table.totals.isEmpty {
      try take(SpreadsheetCell.row(columns.map { _ in "<table:table-cell/>" }))
    }
    for total in table.totals { try take(line(total)) }
    try take("</table:table>\n")
  }

  private func line(_ row: [Cell]) -> String {
    SpreadsheetCell.row(columns.map { cell($0, row) })
  }

  private func cell(_ column: FlatColumn, _ row: [Cell]) -> String {
    let cell = SpreadsheetCell(row[column.index], table.columns[column.index].kind)
    switch column.part {
    case .value where cell.losesDigits && table.storedRows == nil, .currency, .reason:
      let text = column.value(in: row)
      return SpreadsheetCell(text.isEmpty ? .empty : .text(text)).xml
    case .exact:
      return SpreadsheetCell(cell.losesDigits ? .text(column.value(in: row)) : .empty).xml
    case .value:
      return cell.xml(styled: cell.format.flatMap { formats.contains($0) ? $0.name : nil })
    }
  }
}
