/// How a report is written.
package enum ReportFormat: String, CaseIterable, Sendable {
  case table, csv, tsv, json, jsonl, markdown, html, svg, fods, xlsx

  /// The format of files whose names end in `.` and this; `nil` if none has such files.
  package init?(extension name: String) {
    let name = name.lowercased()
    guard let format = ReportFormat.allCases.first(where: { $0.extensions.contains(name) }) else {
      return nil
    }
    self = format
  }

  /// What the names of its files end in, without the point; the first is the usual one.
  package var extensions: [String] {
    switch self {
    case .table: ["txt"]
    case .csv: ["csv"]
    case .tsv: ["tsv", "tab"]
    case .json: ["json"]
    case .jsonl: ["jsonl", "ndjson"]
    case .markdown: ["md", "markdown"]
    case .html: ["html", "htm"]
    case .svg: ["svg"]
    case .fods: ["fods"]
    case .xlsx: ["xlsx"]
    }
  }

  /// Whether this program writes it: workbooks take a library that not every build has.
  package var isAvailable: Bool {
    #if XLSX
      true
    #else
      self != .xlsx
    #endif
  }

  /// Whether it is text, which a terminal can show; a workbook is a file of bytes.
  package var isText: Bool { self != .xlsx }

  /// Whether people read it as it is, so that a picked amount keeps its currency beside it.
  package var isForPeople: Bool {
    switch self {
    case .table, .markdown, .html: true
    case .csv, .tsv, .json, .jsonl, .svg, .fods, .xlsx: false
    }
  }

  /// What the names of spreadsheets end in that are not written; LibreOffice makes them of `fods`.
  package static let otherSpreadsheets = ["xls", "xlsm", "ods"]

  /// Whether a file of it holds one table, so that a report of several has to be divided.
  package var holdsOneTable: Bool { self == .csv || self == .tsv }

  /// What it is, for the help and the documentation.
  package var summary: String {
    switch self {
    case .table: "Text for people, in aligned columns."
    case .csv: "Comma-separated values (RFC 4180), one table; for spreadsheets and scripts."
    case .tsv:
      "One table with tabs between its columns; tabs and line ends in text are \\t and \\n."
    case .json: "The whole report as one object, which a JSON Schema describes."
    case .jsonl:
      "An object for each row, with the names of its report and section; files can be joined."
    case .markdown: "Headings, GitHub's tables and notes."
    case .html: "One page for the browser and for paper, without scripts; nothing is loaded."
    case .svg: "The charts of a report as a picture, for reports that have any."
    case .fods: "A flat OpenDocument spreadsheet, a sheet for each table; LibreOffice opens it."
    case .xlsx:
      "A workbook for Excel, a sheet for each table; in programs built with the trait XLSX."
    }
  }

  /// Hands a report over as text, piece by piece; `isRaw` is for CSV and TSV, `style` for tables. Only for a
  /// format that is text.
  package func write<Failure: Error>(
    _ report: PrintableReport, isRaw: Bool, _ style: TableStyle = TableStyle(),
    to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    switch self {
    case .table: try TableText.write(report, style, to: take)
    case .csv: try CSVText.write(report, isRaw: isRaw, to: take)
    case .tsv: try TSVText.write(report, isRaw: isRaw, to: take)
    case .json: try JSONText.write(report, to: take)
    case .jsonl: try JSONLinesText.write(report, to: take)
    case .markdown: try MarkdownText.write(report, to: take)
    case .html: try HTMLText.write(report, to: take)
    case .svg: try SVGText.write(report, style, to: take)
    case .fods: try FODSText.write(report, to: take)
    case .xlsx: preconditionFailure("a workbook is not text")
    }
  }
}

extension SVGText {
  /// Writes the charts of a report; nothing if it has none, which a command refuses before.
  fileprivate static func write<Failure: Error>(
    _ report: PrintableReport, _ style: TableStyle, to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    guard case .report(let report) = report.origin, let charts = report.charts else { return }
    try take(file(charts(), of: report, unit: style.unit))
  }
}

extension TableText {
  fileprivate static func write<Failure: Error>(
    _ report: PrintableReport, _ style: TableStyle, to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    switch report.origin {
    case .report(let report): try write(report, style, to: take)
    case .stream(let stream): try write(stream, to: take)
    }
  }
}
