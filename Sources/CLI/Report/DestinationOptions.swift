import ArgumentParser
import Files
import Rendering

/// How and where something is printed: `--format`, `-o`, `--section`, `--force`, `--raw`, `--no-pager`.
struct DestinationOptions: ParsableArguments {
  typealias Format = ReportFormat

  @Option(help: "How to print. (default: table, or by the extension of -o)")
  var format: Format?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write to a file; or, if the name ends in /, a file for each section into a folder.",
      valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp("Print this section only, such as rows or explanation.", valueName: "name"))
  var section: String?

  @Flag(help: "Replace files in the folder of -o.")
  var force = false

  @Flag(help: "In CSV and TSV, leave text as it is that a spreadsheet would run as a formula.")
  var raw = false

  @Flag(help: "Print without a pager.")
  var noPager = false

  func validate() throws {
    if printedFormat() == .xlsx { try validateWorkbook() }
    guard let output, format == nil, folder == nil,
      let name = DestinationOptions.fileExtension(of: output),
      Format(extension: name) == nil
    else { return }
    // Writing over the database is the worse mistake; printing refuses it with its own exit code.
    guard (try? Output.check(output)) != nil else { return }
    throw ValidationError(
      "'\(output)': no format has the extension .\(name); "
        + DestinationOptions.advice(instead: name))
  }

  /// Refuses a workbook that cannot be written, or that would go to a terminal.
  private func validateWorkbook() throws {
    guard ReportFormat.xlsx.isAvailable else {
      throw DestinationOptions.refusal(
        of: format == .xlsx ? "--format xlsx" : "'\(output ?? "")'")
    }
    guard output != nil || Terminal() == nil else {
      throw ValidationError("a workbook is not text: write it to a file, as with -o report.xlsx")
    }
  }

  /// Why a program built without the trait XLSX writes no workbook: `subject` is what asks for one.
  static func refusal(of subject: String) -> ValidationError {
    ValidationError(
      "\(subject): this program was built without the trait XLSX; use .fods, which LibreOffice opens and "
        + "saves as .xlsx, or build with --traits XLSX, as docs/formats.md shows")
  }

  /// What to write if no format has an extension.
  private static func advice(instead name: String) -> String {
    if Format.otherSpreadsheets.contains(name.lowercased()) {
      return "use .fods, which LibreOffice opens and saves as .\(name.lowercased())"
    }
    if name.lowercased() == "ics" {
      return "a calendar of deadlines is written by: offtake agenda --ics FILE"
    }
    let known = Format.allCases.filter(\.isAvailable).flatMap(\.extensions).map { ".\($0)" }.joined(
      separator: ", ")
    return "use \(known), or give --format"
  }

  /// How to print: as asked, else by the extension of the file, else by default; into a folder, as asked or
  /// as CSV.
  func printedFormat(_ defaultFormat: Format = .table) -> Format {
    if let format { return format }
    return folder == nil
      ? output.flatMap(DestinationOptions.fileExtension).flatMap(Format.init(extension:))
        ?? defaultFormat : .csv
  }

  /// Where to write if that is a folder, which need not exist if its name ends in a slash.
  var folder: String? {
    output.flatMap { $0.hasSuffix("/") || FolderWriter.isFolder($0) ? $0 : nil }
  }

  /// Writes what is printed there.
  func print(_ printout: Printout) throws {
    switch printout {
    case .text(let text): try Message.printPieces(to: output, isPaged: !noPager, text)
    case .bytes(let filling): try Message.printBytes(to: output, filling)
    }
  }

  /// Writes sections into files of the folder, each named for its section: all of them, or none.
  func write(
    _ sections: [(name: String, printout: Printout)], as format: Format, into folder: String
  ) throws {
    try Interruption.shared.check()
    let files = sections.map { section in
      ("\(section.name).\(format.extensions[0])", section.printout.filling)
    }
    for (name, _) in files { try Output.check(FolderWriter.path(of: name, in: folder)) }
    try FolderWriter.write(files, into: folder, replacing: force)
  }

  /// What follows the last point of a file's name, unless that is its first character.
  static func fileExtension(of path: String) -> String? {
    guard let name = path.split(separator: "/").last, let point = name.lastIndex(of: "."),
      point != name.startIndex
    else { return nil }
    return String(name[point...].dropFirst())
  }
}

extension ReportFormat: ExpressibleByArgument {
  /// The formats that this program writes.
  package static var allValueStrings: [String] {
    allCases.filter(\.isAvailable).map(\.rawValue)
  }
}
