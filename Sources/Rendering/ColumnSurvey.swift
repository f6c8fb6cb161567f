internal import Procurement

/// What the cells of a column come to, found when the rows are gone through for the first time.
struct ColumnSurvey {
  /// How many reasons at most have a footnote each; if there are more, none has.
  static let footnotes = 50

  private let column: ReportColumn
  /// The columns of a terminal that its widest cell takes.
  private(set) var width = 0
  /// Its widest cell among those with a remark, without that.
  private(set) var remarkedWidth = 0
  /// The widest part of its cells that stays on one line.
  private(set) var pieceWidth = 0
  /// Whether an amount has more digits than are shown.
  private(set) var isRounded = false
  /// What must be said of its cells, and the row that says it first; a few more than have footnotes at most.
  private(set) var remarks: [Remark: Int] = [:]
  /// The text that it has in every row; `nil` where there are several.
  private(set) var common: String?
  private var isVaried = false

  init(_ column: ReportColumn) { self.column = column }

  /// Whether no cell has anything in it.
  var isEmpty: Bool { width == 0 }

  /// Adds a cell of a row, or of a total below the rows.
  mutating func add(_ cell: CellText, ofRow row: Int, isTotal: Bool) {
    let columns = CharacterWidth.of(cell.text)
    if columns > width { width = columns }
    isRounded = isRounded || cell.isRounded
    if let remark = cell.remark {
      remarkedWidth = max(remarkedWidth, columns)
      if remarks.count <= ColumnSurvey.footnotes, remarks[remark] == nil { remarks[remark] = row }
    }
    if column.isWrapped, columns > pieceWidth {
      pieceWidth = max(
        pieceWidth,
        columns <= ColumnSurvey.narrow ? columns : WrappedText.longestPiece(of: cell.text))
    }
    if !isTotal { note(cell.text) }
  }

  /// Compares a cell with those before it. An empty one says something else, unless it is of a row without
  /// amounts, which has no currency.
  private mutating func note(_ text: String) {
    guard !isVaried, !(text.isEmpty && column.name == "currency") else { return }
    isVaried = common.map { $0 != text } ?? false
    common = isVaried ? nil : text
  }

  /// How many columns are kept for any text.
  private static let narrow = 10

  /// The columns that the words of its heading need.
  var headingWidth: Int {
    EscapedText.text(column.heading).split(separator: " ")
      .reduce(0) { max($0, CharacterWidth.of($1)) }
  }

  /// The columns that its cells need, with a remark of a given number of columns.
  func naturalWidth(_ label: Int) -> Int {
    max(width, remarkedWidth + (remarks.isEmpty ? 0 : label), headingWidth)
  }

  /// The fewest columns in which it reads well: text in few lines, and words whole.
  func leastWidth(_ label: Int) -> Int {
    let natural = naturalWidth(label)
    guard column.isWrapped else { return natural }
    let lines = min(natural / 4, 24)
    return max(headingWidth, min(natural, max(ColumnSurvey.narrow, min(pieceWidth, 24), lines)))
  }

  /// The fewest columns in which it can be read.
  func narrowestWidth(_ label: Int) -> Int {
    let natural = naturalWidth(label)
    return column.isWrapped ? max(headingWidth, min(natural, ColumnSurvey.narrow)) : natural
  }
}

extension ReportColumn {
  /// Whether its cells may go on on the next line.
  var isWrapped: Bool { kind == .text }
}
