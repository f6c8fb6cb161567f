import ArgumentParser
import Files
import Rendering

/// How and where a report goes: `--format`, `-o`, `--raw`.
struct OutputOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, csv, json
  }

  @Option(help: "How to print. (default: table, or by the extension of -o)")
  var format: Format?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Write to a file instead.", valueName: "file"))
  var output: String?

  @Flag(help: "In CSV, leave text as it is that a spreadsheet would run as a formula.")
  var raw = false

  /// Prints a report as it was asked for.
  func print(_ report: Report, defaultFormat: Format = .table) throws {
    try Message.printPieces(to: output) { (take) throws(FileError) in
      switch printedFormat(defaultFormat) {
      case .table: try TableText.write(report, to: take)
      case .csv: try CSVText.write(report, isRaw: raw, to: take)
      case .json: try JSONText.write(report, to: take)
      }
    }
  }

  /// Whether a report goes to the terminal as a table.
  var isPlainTable: Bool { output == nil && (format ?? .table) == .table }

  /// How to print: as asked, else by the extension of the file, else by default.
  func printedFormat(_ defaultFormat: Format = .table) -> Format {
    format ?? formatOfExtension ?? defaultFormat
  }

  private var formatOfExtension: Format? {
    output?.split(separator: ".").last.flatMap { Format(rawValue: $0.lowercased()) }
  }
}
