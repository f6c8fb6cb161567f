import ArgumentParser
import Store
import Rendering

/// `offtake template KIND`: a file to start from.
struct TemplateCommand: ReportingCommand {
  static let reports = [ReportOutline.columns]

  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Print a header and one example row for a kind of record.",
    examples: [
      "offtake template contracts -o new-contracts.csv",
      "offtake template contracts --describe",
    ],
    discussion: "With --describe: what each column accepts, which are required, and other headers.")

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
    let table = Table<RecordKind> {
      for column in kind.columns {
        Column(column.name) { _ in column.example.isEmpty ? nil : column.example }
      }
    }
    return Report(
      name: "template", title: "Template of \(kind.rawValue)",
      sections: [table.section([kind])])
  }

  private var description: Report {
    Report(
      .columns, title: "Columns of \(kind.rawValue)",
      basis: kind.summary, sections: [TemplateCommand.columns.section(kind.columns)])
  }

  fileprivate static let columns = Table<RecordColumn> {
    Column("column", \.name).key
    Column("required", meaning: "`required` or empty.") { $0.isRequired ? "required" : nil }
    Column("meaning", \.meaning).key
    Column("type") { "\($0.type)" }
    Column("unit", meaning: "What a number counts or measures.", \.unit).detail
    Column("example") { $0.example.isEmpty ? nil : $0.example }
    Column("also_called") { $0.synonyms.isEmpty ? nil : $0.synonyms.joined(separator: ", ") }.detail
  }
}

extension ReportOutline {
  fileprivate static let columns = ReportOutline(
    "columns", TemplateCommand.columns.outline("With `--describe`."))
}
