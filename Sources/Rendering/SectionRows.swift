/// The rows of a table, each laid out when it is asked for.
///
/// A renderer goes through them once or twice and keeps none, so that the cells of a long table are
/// never all there at a time.
package struct SectionRows: RandomAccessCollection, Sendable {
  /// How many there are.
  package let count: Int
  private let cells: @Sendable (Int) -> [Cell]

  /// Rows that are there already.
  package init(_ rows: [[Cell]]) { self.init(count: rows.count) { rows[$0] } }

  /// `count` rows, of which `cells` lays one out, the same each time.
  package init(count: Int, cells: @escaping @Sendable (Int) -> [Cell]) {
    self.count = count
    self.cells = cells
  }

  /// The place of the first row.
  package var startIndex: Int { 0 }
  /// The place after the last row.
  package var endIndex: Int { count }
  /// The cells of a row, one for each column.
  package subscript(index: Int) -> [Cell] { cells(index) }
}
