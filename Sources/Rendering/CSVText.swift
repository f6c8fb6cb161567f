internal import Procurement

/// A report's rows as CSV (RFC 4180, LF line ends): a header, then rows; no totals, no titles.
package enum CSVText {
  /// - Parameters:
  ///   - report: its sections follow one another, each with its header, a blank line between.
  ///   - isRaw: whether text that a spreadsheet would run as a formula is left as it is.
  /// - Returns: the text, ending in a newline; figures without grouping, dates as ISO 8601.
  package static func text(_ report: Report, isRaw: Bool) -> String {
    var text = ""
    write(report, isRaw: isRaw) { text += $0 }
    return text
  }

  /// Hands the text over, line by line.
  package static func write<Failure: Error>(
    _ report: Report, isRaw: Bool, to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    for (index, section) in report.sections.enumerated() {
      if index > 0 { try take("\n") }
      try write(section, isRaw: isRaw, to: take)
    }
  }

  private static func write<Failure: Error>(
    _ section: Section, isRaw: Bool, to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    let columns = CSVColumn.all(of: section.columns)
    try take(header(columns, isRaw))
    for row in section.rows { try take(line(row, columns, isRaw)) }
  }

  /// Hands the rows of a stream over, line by line.
  package static func write<Failure: Error>(
    _ stream: RowStream, isRaw: Bool, to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    let columns = CSVColumn.all(of: stream.columns)
    try take(header(columns, isRaw))
    try stream.forEach { (row) throws(Failure) in try take(line(row, columns, isRaw)) }
  }

  /// A record of fields that are left as they are, with its line end.
  package static func record(_ fields: [String]) -> String {
    fields.map(quoted).joined(separator: ",") + "\n"
  }

  private static func header(_ columns: [CSVColumn], _ isRaw: Bool) -> String {
    columns.map { field($0.name, isRaw) }.joined(separator: ",") + "\n"
  }

  private static func line(_ row: [Cell], _ columns: [CSVColumn], _ isRaw: Bool) -> String {
    let fields = columns.map { column in
      let value = column.value(in: row)
      return column.isText(in: row) ? field(value, isRaw) : quoted(value)
    }
    return fields.joined(separator: ",") + "\n"
  }

  /// Text that may have come from a file, also in a heading.
  private static func field(_ text: String, _ isRaw: Bool) -> String {
    quoted(isRaw ? text : FormulaGuard.text(text))
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

/// A column of CSV: a report's column, its currency, or the reasons beside it.
private struct CSVColumn {
  enum Part { case value, currency, reason }

  let name: String
  let index: Int
  let part: Part

  /// The column itself, then its currency where amounts have none in their column's name, then
  /// `…_reason` where figures may be undefined or qualified.
  static func all(of columns: [ReportColumn]) -> [CSVColumn] {
    columns.indices.flatMap { CSVColumn.columns(of: columns, at: $0) }
  }

  private static func columns(of all: [ReportColumn], at index: Int) -> [CSVColumn] {
    let column = all[index]
    var columns = [CSVColumn(name: column.name, index: index, part: .value)]
    let hasCurrency = all.contains { $0.name == "currency" }
    if column.kind == .money, column.unit == nil, !hasCurrency {
      columns.append(CSVColumn(name: column.name + "_currency", index: index, part: .currency))
    }
    if column.hasReasons {
      columns.append(CSVColumn(name: column.name + "_reason", index: index, part: .reason))
    }
    return columns
  }

  /// Whether it holds words, not a number, a date or a code of ours.
  func isText(in row: [Cell]) -> Bool {
    switch (part, row[index]) {
    case (.reason, _), (.value, .text): true
    default: false
    }
  }

  func value(in row: [Cell]) -> String {
    switch (part, row[index]) {
    case (.value, let cell): cell.plain ?? ""
    case (.currency, .money(let money)): money.currency.code
    case (.currency, _): ""
    case (.reason, let cell): cell.reason ?? ""
    }
  }
}

/// Keeps spreadsheets from running text as a formula.
enum FormulaGuard {
  /// Puts an apostrophe before text that begins with `=`, `+`, `-`, `@`, their wide forms, a tab or
  /// a line end, unless it is a negative number.
  ///
  /// Source: OWASP, CSV Injection.
  static func text(_ text: String) -> String {
    let starts = "=+-@\t\r\n＝＋－＠".unicodeScalars
    guard let first = text.unicodeScalars.first, starts.contains(first), !isNumber(text) else {
      return text
    }
    return "'" + text
  }

  /// Whether a text is digits after a minus sign, with a point between them or not.
  private static func isNumber(_ text: String) -> Bool {
    let parts = text.utf8.dropFirst().split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return text.hasPrefix("-") && parts.count <= 2
      && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { 0x30...0x39 ~= $0 } }
  }
}
