import ArgumentParser
import Imports
import Store
import Rendering

/// `offtake template KIND`: a file to start from.
struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Print a header and one example row for a kind of record.",
    discussion: "With --describe: what each column takes, which are required, and other headers.")

  @Argument(help: ArgumentHelp("What the file is to hold.", valueName: "kind"))
  var kind: RecordKind

  @Flag(help: "Describe the columns instead.")
  var describe = false

  @OptionGroup var output: OutputOptions

  func run() throws {
    try output.print(describe ? description : template, defaultFormat: describe ? .table : .csv)
  }

  /// Always a header and a row, whatever the format.
  private var template: Report {
    Report(
      name: "template", title: "Template of \(kind.rawValue)",
      sections: [
        Section(
          columns: kind.columns.map { ReportColumn($0.name, .text) },
          rows: [kind.columns.map { .text($0.example.isEmpty ? nil : $0.example) }])
      ])
  }

  private var description: Report {
    Report(
      name: "columns", title: "Columns of \(kind.rawValue)", basis: kind.summary,
      sections: [
        Section(
          columns: ["column", "required", "meaning", "type", "example", "also_called"].map {
            ReportColumn($0, .text)
          },
          rows: kind.columns.map { column in
            [
              .text(column.name), .text(column.isRequired ? "required" : nil),
              .text(column.meaning), .text("\(column.type)"),
              .text(column.example.isEmpty ? nil : column.example),
              .text(column.synonyms.isEmpty ? nil : column.synonyms.joined(separator: ", ")),
            ]
          })
      ])
  }
}
