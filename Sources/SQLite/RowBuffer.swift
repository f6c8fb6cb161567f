internal import CSQLite

/// Rows in memory that SQL can read as a table, for `INSERT INTO … SELECT … FROM`: one statement
/// for many rows costs a third less than one step for each.
///
/// Its columns are `c0`, `c1`, … A row's values are appended in their order. Only the connection
/// that it was lent to sees it, and it must not change while a statement reads it.
/// Source: sqlite.org/vtab.html#eponymous_only_virtual_tables.
@safe package final class RowBuffer {
  /// How many values a row has.
  package let columnCount: Int

  private(set) var cells: UnsafeMutablePointer<Cell>
  private var cellCapacity: Int
  private(set) var text: UnsafeMutablePointer<UInt8>
  private var textCapacity: Int
  private var cellCount = 0
  /// How many whole rows there are. Counted, since a division for each value would be felt.
  package private(set) var rowCount = 0
  /// How many values of the row being appended there are.
  private var column = 0
  private var textCount = 0

  /// The rows that the next `SELECT` reads, from 0; all that there are after each `append`.
  package var selection: Range<Int> = 0..<0
  /// The row on which the latest `SELECT` stood last: the one that was refused, where one was.
  package internal(set) var position = 0

  /// A value: a length below 0 tells what it is, any other is that of a text at `content`.
  struct Cell {
    static let null = -1
    static let integer = -2

    let length: Int
    let content: Int64
  }

  /// Holds no row yet; `columnCount` is at least 1.
  package init(columnCount: Int) {
    precondition(columnCount > 0, "a table has columns")
    self.columnCount = columnCount
    cellCapacity = 512 * columnCount
    textCapacity = 64 << 10
    unsafe cells = .allocate(capacity: cellCapacity)
    unsafe text = .allocate(capacity: textCapacity)
  }

  deinit {
    unsafe cells.deallocate()
    unsafe text.deallocate()
  }
}

extension RowBuffer {
  /// Appends a whole number.
  package func append(_ value: Int64) {
    append(Cell(length: Cell.integer, content: value))
  }

  /// Appends a whole number, or NULL for `nil`.
  package func append(_ value: Int64?) {
    if let value { append(value) } else { appendNull() }
  }

  /// Appends NULL.
  package func appendNull() {
    append(Cell(length: Cell.null, content: 0))
  }

  /// Appends a text, given as UTF-8, which is not checked.
  package func append(utf8: Span<UInt8>) {
    let count = utf8.count
    if textCount + count > textCapacity { growText(by: count) }
    if count > 0 {
      unsafe utf8.withUnsafeBufferPointer { bytes in
        guard let start = bytes.baseAddress else { return }
        unsafe (text + textCount).update(from: start, count: count)
      }
    }
    append(Cell(length: count, content: Int64(textCount)))
    textCount += count
  }

  /// A whole number of a row that was appended; 0 for a value of another kind.
  package func integer(_ row: Int, _ column: Int) -> Int64 {
    precondition(0..<rowCount ~= row && 0..<columnCount ~= column, "no such value")
    let cell = unsafe cells[row * columnCount + column]
    return cell.length == Cell.integer ? cell.content : 0
  }

  /// Forgets all rows; their memory is used again.
  package func removeAll() {
    cellCount = 0
    rowCount = 0
    column = 0
    textCount = 0
    selection = 0..<0
  }

  private func append(_ cell: Cell) {
    if cellCount == cellCapacity { growCells() }
    unsafe (cells + cellCount).initialize(to: cell)
    cellCount += 1
    column += 1
    guard column == columnCount else { return }
    column = 0
    rowCount += 1
    selection = 0..<rowCount
  }

  private func growCells() {
    let larger = UnsafeMutablePointer<Cell>.allocate(capacity: cellCapacity * 2)
    unsafe larger.update(from: cells, count: cellCount)
    unsafe cells.deallocate()
    unsafe cells = larger
    cellCapacity *= 2
  }

  private func growText(by count: Int) {
    let capacity = max(textCapacity * 2, textCount + count)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    unsafe larger.update(from: text, count: textCount)
    unsafe text.deallocate()
    unsafe text = larger
    textCapacity = capacity
  }
}
