/// A table as lines of fields: a header, then the rows; no totals and no titles.
struct DelimitedText {
  /// What stands between two fields.
  let separator: String
  /// Whether text that a spreadsheet would run as a formula is left as it is.
  let isRaw: Bool
  /// A field as it is written, so that no separator or line end is taken for one.
  let encoded: (String) -> String

  /// Hands the text over, line by line.
  func write<Failure: Error>(
    _ table: PrintableTable, to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    let columns = FlatColumn.all(of: table.columns)
    try take(line(columns.map { field($0.name) }))
    try table.forEachRow { (row) throws(Failure) in
      try take(
        line(
          columns.map { column in
            let value = column.value(in: row)
            return column.isText(in: row) ? field(value) : encoded(value)
          }))
    }
  }

  private func line(_ fields: [String]) -> String { fields.joined(separator: separator) + "\n" }

  /// Text that may have come from a file, also in a heading.
  private func field(_ text: String) -> String { encoded(isRaw ? text : FormulaGuard.text(text)) }
}
