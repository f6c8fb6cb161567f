/// A table of a Markdown text, in the form that GitHub reads.
package struct MarkdownTable {
  private let header: [String]
  private let rows: [[String]]

  /// A table of these headings and cells, which are Markdown already; one may be empty.
  package init(header: [String], rows: [[String]]) {
    self.header = header
    self.rows = rows
  }

  /// The table as Markdown has it, without a line end after the last row.
  package var text: String {
    let lines = [MarkdownTable.line(header), MarkdownTable.rule(header.map { _ in false })]
    return (lines + rows.map(MarkdownTable.line)).joined(separator: "\n")
  }

  /// A row, without a line end.
  static func line(_ cells: [String]) -> String {
    let parts = cells.map { $0.isEmpty ? " " : " \($0.replacing("|", with: "\\|")) " }
    return "|" + parts.joined(separator: "|") + "|"
  }

  /// What stands between the headings and the rows; it says which columns stand to the right.
  static func rule(_ areRight: [Bool]) -> String {
    "|" + areRight.map { $0 ? "---:|" : "---|" }.joined()
  }
}
