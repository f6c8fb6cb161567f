/// A table of a guide.
struct MarkdownTable {
  /// Headings, from the left.
  let header: [String]
  /// The cells of each row; one may be empty.
  let rows: [[String]]

  /// The table as Markdown has it, without a line end after the last row.
  var text: String {
    ([line(header), "|" + String(repeating: "---|", count: header.count)] + rows.map(line))
      .joined(separator: "\n")
  }

  private func line(_ cells: [String]) -> String {
    let parts = cells.map { $0.isEmpty ? " " : " \($0.replacing("|", with: "\\|")) " }
    return "|" + parts.joined(separator: "|") + "|"
  }
}
