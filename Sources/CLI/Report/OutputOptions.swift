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
        "--unit rounds amounts, for tables and charts alone: csv and json have them with all their digits"
      )
    }
  }

  /// Prints a report as it was asked for.
  func print(
    _ report: Report, defaultFormat: DestinationOptions.Format = .table
  ) throws {
    guard !isDrawn else { return try printCharts(report) }
    let (format, style) = (destination.printedFormat(defaultFormat), style)
    let shown =
      try layout.columns.map { try report.showing(columns: $0, currencies: format == .table) }
      ?? report
    try destination.printPieces { [raw = destination.raw] (take) throws(FileError) in
      switch format {
      case .table: try TableText.write(shown, style, to: take)
      case .csv: try CSVText.write(shown, isRaw: raw, to: take)
      case .json: try JSONText.write(shown, to: take)
      case .svg: break
      }
    }
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
