/// Why a workbook could not be written.
package enum WorkbookError: Error, Equatable, CustomStringConvertible {
  /// A sheet has no room for another row.
  case tooManyRows(sheet: String)
  /// A cell has no room for a text.
  case textTooLong(sheet: String, row: Int)
  /// The library, or the system below it, failed.
  case failed(String)

  /// `a sheet of a workbook has room for 1,048,576 rows, and "rows" has more; use .csv`
  package var description: String {
    switch self {
    case .tooManyRows(let sheet):
      "a sheet of a workbook has room for 1,048,576 rows, and \"\(sheet)\" has more; use .csv"
    case .textTooLong(let sheet, let row):
      "a cell of a workbook has room for 32,767 characters, and a text in row \(row) of sheet "
        + "\"\(sheet)\" has more; use .fods or .csv"
    case .failed(let problem): "the workbook cannot be written: \(problem)"
    }
  }
}
