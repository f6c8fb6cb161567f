/// A table as a sheet of a spreadsheet, whatever the format of the file.
///
/// The columns are those of CSV. A program that reads numbers as binary fractions keeps 15 digits of each:
/// where a figure of a column has more, a column `…_exact` beside it has their text, and the rows of a
/// stream have text in place of the number.
struct Spreadsheet {
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

  /// The names of the columns.
  var header: [SpreadsheetCell] { columns.map { SpreadsheetCell(.text($0.name)) } }

  /// Whether each column is to be wide, as those of texts are.
  var isWide: [Bool] {
    columns.map { $0.part == .reason || table.columns[$0.index].kind == .text }
  }

  /// Lends the cells of each row below the header, then those of an empty row and of the totals, if there
  /// are any.
  func forEachRow<Failure: Error>(
    _ body: ([SpreadsheetCell]) throws(Failure) -> Void
  ) throws(Failure) {
    try table.forEachRow { (row) throws(Failure) in try body(cells(row)) }
    // What looks for the end of the rows, such as a pivot table, finds it before the totals.
    if !table.totals.isEmpty { try body(columns.map { _ in SpreadsheetCell(.empty) }) }
    for total in table.totals { try body(cells(total)) }
  }

  private func cells(_ row: [Cell]) -> [SpreadsheetCell] { columns.map { cell($0, row) } }

  private func cell(_ column: FlatColumn, _ row: [Cell]) -> SpreadsheetCell {
    let cell = SpreadsheetCell(row[column.index], table.columns[column.index].kind)
    switch column.part {
    case .value where cell.losesDigits && table.storedRows == nil, .currency, .reason:
      let text = column.value(in: row)
      return SpreadsheetCell(text.isEmpty ? .empty : .text(text))
    case .exact:
      return SpreadsheetCell(cell.losesDigits ? .text(column.value(in: row)) : .empty)
    case .value:
      return cell
    }
  }
}

extension Spreadsheet {
  /// The name of the sheet that says what the others hold.
  static let about = "about"

  /// The rows of that sheet: a name and a text each.
  static func about(_ report: PrintableReport) -> [[SpreadsheetCell]] {
    let lines =
      [("report", report.name), ("title", report.title)]
      + (report.basis.map { [("basis", $0)] } ?? [])
      + report.parameters.map { ($0.name, $0.value) } + report.notes.map { ("note", $0) }
    return lines.map { name, text in [.text(name), .text(text)].map { SpreadsheetCell($0) } }
  }
}
