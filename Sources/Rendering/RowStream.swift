internal import Procurement

/// A table whose rows are shown as they come, of which only the first are ever held.
///
/// It is gone through once.
package final class RowStream {
  /// A word for programs, such as `query`.
  package let name: String
  /// A heading for programs.
  package let title: String
  /// What was asked for.
  package let parameters: [Report.Parameter]
  /// What stands in each column, from the left; each has a name of its own.
  package let columns: [ReportColumn]
  /// The rows that were read ahead; the widths of a table's columns are theirs.
  let first: [[Cell]]

  private var position = 0
  private let rest: () -> [Cell]?

  /// The rows of `first`, then those of `rest` until it gives none.
  package init(
    name: String, title: String, parameters: [Report.Parameter], columns: [ReportColumn],
    first: [[Cell]], rest: @escaping () -> [Cell]?
  ) {
    self.name = name
    self.title = title
    self.parameters = parameters
    self.columns = columns
    self.first = first
    self.rest = rest
  }

  /// The next row; `nil` after the last.
  func next() -> [Cell]? {
    position += 1
    return position <= first.count ? first[position - 1] : rest()
  }

  /// Lends each row.
  func forEach<Failure: Error>(_ body: ([Cell]) throws(Failure) -> Void) throws(Failure) {
    while let row = next() { try body(row) }
  }
}

extension TableText {
  /// Hands the rows of a stream over, line by line, as they are for programs: numbers are not grouped.
  ///
  /// Columns are as wide as the rows that were read ahead need; a wider cell after them moves the rest
  /// of its line.
  package static func write<Failure: Error>(
    _ stream: RowStream, to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    guard !stream.first.isEmpty else { return try take("(none)\n") }
    let headings = stream.columns.map { EscapedText.text($0.name) }
    let widths = headings.indices.map { column in
      stream.first.reduce(CharacterWidth.of(headings[column])) {
        max($0, CharacterWidth.of(shown($1[column])))
      }
    }
    let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
    let isNumeric = stream.columns.map(\.isNumeric)
    let line = { (cells: [String]) in
      AlignedLine(cells.map { AlignedLine.Part(text: $0) }, widths: widths, isNumeric: isNumeric)
        .text + "\n"
    }
    try take(line(headings) + rule + "\n")
    try stream.forEach { (row) throws(Failure) in try take(line(row.map(shown))) }
  }

  private static func shown(_ cell: Cell) -> String { EscapedText.text(cell.plain ?? "") }
}
