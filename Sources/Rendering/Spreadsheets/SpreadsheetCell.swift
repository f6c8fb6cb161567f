internal import Procurement

/// A cell of a spreadsheet.
struct SpreadsheetCell {
  let cell: Cell

  /// A report's cell. Exact numbers that a query gives as text are numbers in a column of numbers.
  init(_ cell: Cell, _ kind: ReportColumn.Kind = .text) {
    if kind == .decimal, case .text(let text) = cell, let number = try? ExactDecimal(parsing: text),
      number.description.utf8.count <= text.utf8.count
    {
      self.cell = .decimal(number)
    } else {
      self.cell = cell
    }
  }

  /// How its number is shown, if it is one.
  var format: NumberFormat? { NumberFormat(of: cell) }

  /// Whether it is a number of more than the 15 significant digits that every binary fraction of 64 bits
  /// keeps.
  var losesDigits: Bool {
    guard isNumber, let digits = cell.plain?.utf8.filter(\.isDigit) else { return false }
    return digits.drop { $0 == UInt8(ascii: "0") }.count > 15
  }

  private var isNumber: Bool {
    switch cell {
    case .count, .money, .decimal, .ratio, .qualified, .fineRatio: true
    case .empty, .text, .date, .month, .unavailable: false
    }
  }
}
