import ArgumentParser
import Procurement
import Rendering
import Reports

/// `offtake schema`: what the JSON of reports looks like.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of a report's JSON, or of all reports.",
    examples: ["offtake schema spend > spend.schema.json"],
    discussion: """
      Draft 2020-12, of schema offtake.report/1; docs/json.md describes it. Without a name, one schema \
      that holds for every report.
      """)

  @Argument(help: ArgumentHelp("The report, as in \"report\" of its JSON.", valueName: "report"))
  var report: String?

  func validate() throws {
    guard let report, !names.contains(report) else { return }
    let near = NearestNames.find(report, among: names)
    throw ValidationError(
      "no report \"\(EscapedText.text(report))\"; "
        + (near.isEmpty
          ? "use one of: " + names.joined(separator: ", ")
          : "did you mean \(near.joined(separator: " or "))?"))
  }

  func run() throws {
    let all = SchemaCommand.reports
    guard let report else {
      return try Message.printText(JSONSchema.text(of: all, explanation: .explanation))
    }
    for outline in all where outline.name == report {
      try Message.printText(JSONSchema.text(of: outline, explanation: .explanation))
    }
  }

  private var names: [String] { SchemaCommand.reports.map(\.name) }

  /// Every report once, by name; two commands may print one of the same name.
  static var reports: [ReportOutline] {
    let declared = CommandPath.all.flatMap { path in
      (path.command as? any ReportingCommand.Type)?.reports ?? []
    }
    return Dictionary(grouping: declared + open, by: \.name).sorted { $0.key < $1.key }
      .map { name, outlines in ReportOutline(name, tables: outlines.flatMap(\.tables)) }
  }

  /// Reports whose columns are those of what was asked for.
  private static let open = ["query", "template"].map { name in
    ReportOutline(name, Table<Never> {}.outline(hasFurtherColumns: true))
  }
}
