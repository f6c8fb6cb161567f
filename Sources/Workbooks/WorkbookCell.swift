/// A cell of a workbook: what is in it, and how that is shown.
package struct WorkbookCell: Equatable, Sendable {
  /// What is in a cell.
  package enum Content: Equatable, Sendable {
    case empty
    /// Text, also if it begins with `=`.
    case text(String)
    /// A number, by its digits: a workbook holds the nearest binary fraction of 64 bits.
    case number(String)
    case day(year: Int, month: Int, day: Int)
  }

  /// What is in the cell.
  package let content: Content
  /// How a number or a day is shown, such as `#,##0.00`.
  package let format: String?
  /// Whether it is shown in bold type.
  package let isBold: Bool

  /// A cell with its content, its number format and its type.
  package init(_ content: Content, format: String? = nil, isBold: Bool = false) {
    self.content = content
    self.format = format
    self.isBold = isBold
  }
}
