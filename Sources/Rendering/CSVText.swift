/// A report's first table as CSV (RFC 4180, LF line ends): a header, then rows; no totals, no titles.
///
/// A file of CSV holds one table: what reads it takes the first line for the header of all others.
package enum CSVText {
  /// - Parameters:
  ///   - report: its first table is printed.
  ///   - isRaw: whether text that a spreadsheet would run as a formula is left as it is.
  /// - Returns: the text, ending in a newline; figures without grouping, dates as ISO 8601.
  package static func text(_ report: Report, isRaw: Bool) -> String {
    var text = ""
    write(PrintableReport(report), isRaw: isRaw) { text += $0 }
    return text
  }

  /// Hands the text over, line by line.
  package static func write<Failure: Error>(
    _ report: PrintableReport, isRaw: Bool, to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    guard let table = report.tables.first else { return }
    let text = DelimitedText(separator: ",", isRaw: isRaw, encoded: quoted)
    try text.write(table, to: take)
  }

  /// A record of fields that are left as they are, with its line end.
  package static func record(_ fields: [String]) -> String {
    fields.map(quoted).joined(separator: ",") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    let needsQuotes = text.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
        || $0 == UInt8(ascii: "\r")
    }
    guard needsQuotes else { return text }
    // By scalars: a quote and an accent after it are one character.
    var scalars = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in text.unicodeScalars {
      scalars.append(scalar)
      if scalar == "\"" { scalars.append(scalar) }
    }
    scalars.append("\"")
    return String(scalars)
  }
}
