import ArgumentParser
import Ledger
import Rendering
import Reports

/// `offtake imports`: what was imported, and what was undone.
struct ImportsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "imports", abstract: "List what was imported, and what was undone.",
    subcommands: [ImportsListCommand.self, ImportsShowCommand.self],
    defaultSubcommand: ImportsListCommand.self)
}

/// `offtake imports list`, or `offtake imports`.
struct ImportsListCommand: ReportingCommand {
  static let reports = [ReportOutline.imports]

  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List every import and undo.",
    examples: [
      "offtake imports"
    ])

  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOption

  func run() throws {
    let imports = try database.read { try ImportEntry.all(in: $0) }
    try output.print(Report(imports))
  }
}

/// `offtake imports show N`.
struct ImportsShowCommand: ReportingCommand {
  static let reports = [ReportOutline.importDetails]

  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show an import with its rows, and what depends on it.",
    examples: [
      "offtake imports show 8"
    ])

  @Argument(help: ArgumentHelp("Its number.", valueName: "number"), completion: BookNames.imports)
  var number: Int64

  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOption

  func run() throws {
    let details = try database.readBook { try ImportDetails(number: number, in: $0) }
    try output.print(Report(details))
  }
}
