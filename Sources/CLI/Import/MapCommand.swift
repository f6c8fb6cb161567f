import ArgumentParser
import Imports
import Store
import Mappings
import Procurement
import Rendering

/// `offtake map …`: mappings for the layouts of suppliers.
struct MapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "List, show or start a mapping for a supplier's own layout.",
    discussion: """
      A mapping assigns a supplier's columns to fields, and states how the file writes dates and \
      amounts: offtake import invoices FILE --map MAPPING. docs/maps.md describes every key.
      """,
    subcommands: [MapListCommand.self, MapShowCommand.self, MapSuggestCommand.self])
}

/// `offtake map list`: those that come with the program.
struct MapListCommand: ReportingCommand {
  static let reports = [maps]

  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the mappings that come with the program.",
    examples: [
      "offtake map list"
    ])

  @OptionGroup var output: OutputOptions

  func run() throws {
    try output.print(
      Report(
        MapListCommand.maps, title: "Mappings",
        sections: [
          MapListCommand.table.section(
            try ShippedMap.all.map { ($0.name, try Mapping(parsing: $0.text)) })
        ]))
  }

  private static let maps = ReportOutline("maps", table.outline())
  private static let table = Table<(name: String, mapping: Mapping)> {
    Column("name", \.name).key
    Column("kind", \.mapping.kind).key
    Column("about", \.mapping.about).key
  }
}

/// `offtake map show NAME`: the text of one, to start from.
struct MapShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print a mapping that comes with the program.",
    examples: [
      "offtake map show azure"
    ])

  @Argument(
    help: ArgumentHelp("As in 'offtake map list'.", valueName: "name"),
    completion: BookNames.mappings)
  var name: String

  func validate() throws {
    let names = ShippedMap.all.map(\.name)
    guard names.contains(name) else {
      throw ValidationError(
        "there is no mapping '\(name)'\(NearestNames.hint(for: name, among: names))")
    }
  }

  func run() throws {
    let shipped = ShippedMap.all.first { $0.name == name }
    try Message.printText(shipped?.text ?? "")
  }
}

/// `offtake map suggest FILE`: a first mapping, made from a file.
struct MapSuggestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Print a first mapping for a file, with what to check in it.",
    examples: [
      "offtake map suggest orion.csv"
    ],
    discussion: """
      It reads the header and every row, and marks each guess as sure, likely or open. \
      Open ones are comments for you to complete.
      """)

  @Argument(help: ArgumentHelp("A supplier's CSV file; - is standard input.", valueName: "file"))
  var file: String

  @Option(help: "What the file holds.")
  var kind = RecordKind.invoices

  @OptionGroup var reading: ReadingOptions

  func run() throws {
    let progress = ProgressBar.ifOnTerminal()
    Interruption.shared.add(progress)
    defer { progress?.clear() }
    let tell: (@Sendable (ImportProgress) -> Void)? = progress.map { bar in
      { @Sendable in bar.show($0) }
    }
    do {
      let suggestion = try SuggestedMapping(
        file, kind: kind, delimiter: reading.delimiter?.byte, encoding: reading.encoding,
        progress: tell)
      progress?.clear()
      try Message.printText(suggestion.text)
    } catch let failure as ImportFailure {
      throw try ImportReportedError(failure, .text)
    }
  }
}
