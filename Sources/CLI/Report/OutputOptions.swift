import ArgumentParser
import Files
import Procurement
import Rendering

/// How and where a report goes, and what of it is shown.
struct OutputOptions: ParsableArguments {
  @OptionGroup var destination: DestinationOptions
  @OptionGroup var layout: LayoutOptions

  func validate() throws {
    try validateChart()
    guard layout.unit == nil || isDrawn || destination.printedFormat() == .table else {
      throw ValidationError(
        "--unit rounds amounts, for tables and charts alone: other formats have them with all their digits"
      )
    }
  }

  /// Prints a report as it was asked for.
  func print(
    _ report: Report, defaultFormat: ReportFormat = .table
  ) throws {
    guard !isDrawn else { return try printCharts(report) }
    let chosen = try destination.section.map { try report.only($0) } ?? report
    let format = destination.printedFormat(defaultFormat)
    let shown =
      try layout.columns.map { try chosen.showing(columns: $0, currencies: format.isForPeople) }
      ?? chosen
    if let folder = destination.folder {
      let sections = try shown.sections.map { section in
        (section.name, try printout(shown.only(section.name), format))
      }
      return try destination.write(sections, as: format, into: folder)
    }
    if format.holdsOneTable { OutputOptions.tellRest(of: shown) }
    try destination.print(printout(shown, format))
  }

  private func printout(_ report: Report, _ format: ReportFormat) throws -> Printout {
    try format.isText ? .text(text(report, format)) : .workbook(PrintableReport(report))
  }

  /// A report in a format that is text.
  func text(_ report: Report, _ format: ReportFormat) -> Message.Pieces {
    let (raw, style) = (destination.raw, style)
    return { (take) throws(FileError) in
      try format.write(PrintableReport(report), isRaw: raw, style, to: take)
    }
  }

  /// Says which sections are left out if only the first is printed.
  private static func tellRest(of report: Report) {
    let names = report.sections.map(\.name)
    guard names.count > 1 else { return }
    Message.printErrors([
      "Note: only section \(names[0]) is printed; --section NAME prints another: "
        + names.dropFirst().joined(separator: ", ") + "; -o FOLDER/ writes all"
    ])
  }

  /// Prints sentences, each on lines of its own that are as long as those of a table.
  func print(_ sentences: [String]) throws {
    let width = style.width
    try Message.print(
      sentences.flatMap { sentence in
        let text = EscapedText.text(sentence)
        return width.map { WrappedText.lines(text, width: $0, indent: 2) } ?? [text]
      })
  }

  /// Whether a report goes to standard output as a table.
  var isPlainTable: Bool {
    destination.output == nil && (destination.format ?? .table) == .table
  }

  private var style: TableStyle { layout.style(isFile: destination.output != nil) }
}
