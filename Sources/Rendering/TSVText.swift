/// A report's first table as lines of fields with tabs between them: a header, then rows.
///
/// A field has no tab and no line end: they are written `\t`, `\n` and `\r`, and a backslash `\\`.
package enum TSVText {
  /// Hands the text over, line by line; `isRaw` says whether text that a spreadsheet would run as a
  /// formula is left as it is.
  package static func write<Failure: Error>(
    _ report: PrintableReport, isRaw: Bool, to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    guard let table = report.tables.first else { return }
    let text = DelimitedText(separator: "\t", isRaw: isRaw, encoded: escaped)
    try text.write(table, to: take)
  }

  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\\") }) else { return text }
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t": escaped += "\\t"
      case "\n": escaped += "\\n"
      case "\r": escaped += "\\r"
      case "\\": escaped += "\\\\"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
