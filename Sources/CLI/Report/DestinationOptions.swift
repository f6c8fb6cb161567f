import ArgumentParser
import Files

/// How and where something is printed: `--format`, `-o`, `--raw`, `--no-pager`.
struct DestinationOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, csv, json, svg
  }

  @Option(help: "How to print. (default: table, or by the extension of -o)")
  var format: Format?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Write to a file instead.", valueName: "file"))
  var output: String?

  @Flag(help: "In CSV, leave text as it is that a spreadsheet would run as a formula.")
  var raw = false

  @Flag(help: "Print all at once, also what is longer than the terminal.")
  var noPager = false

  /// How to print: as asked, else by the extension of the file, else by default.
  func printedFormat(_ defaultFormat: Format = .table) -> Format {
    format ?? formatOfExtension ?? defaultFormat
  }

  /// Writes the pieces of a text there.
  func printPieces(
    _ text: @escaping (_ take: (String) throws(FileError) -> Void) throws(FileError) -> Void
  ) throws {
    try Message.printPieces(to: output, isPaged: !noPager, text)
  }

  private var formatOfExtension: Format? {
    output?.split(separator: ".").last.flatMap { Format(rawValue: $0.lowercased()) }
  }
}
