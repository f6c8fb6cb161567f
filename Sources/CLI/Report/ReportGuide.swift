import ArgumentParser
import Rendering
import Reports

/// What docs/reports.md says of all reports: which tables each has, and what stands in their columns.
package enum ReportGuide {
  /// How each command is called.
  package static var commands: [String] { CommandPath.all.map(\.words) }

  /// How each command is called that prints reports.
  package static var reportCommands: [String] {
    CommandPath.all.filter { $0.command is any ReportingCommand.Type }.map(\.words)
  }

  /// The columns of the explanations, which command takes which option, then a chapter for each command,
  /// as Markdown.
  package static var text: String {
    let chapters = CommandPath.all.compactMap { path in
      (path.command as? any ReportingCommand.Type).map { chapter(path, $0.reports) }
    }
    return ([columns(TableOutline.explanation.columns) + "\n", grammar] + chapters)
      .joined(separator: "\n")
  }

  private static var grammar: String {
    let reports = CommandPath.all.filter { path in
      path.command is any ReportingCommand.Type
        && !SharedOption.knownAt.words(in: path.command).isEmpty
    }
    let rows = reports.map { path in
      ["`\(path.words)`"] + SharedOption.allCases.map { $0.words(in: path.command) }
    }
    let header = ["command"] + SharedOption.allCases.map(\.rawValue)
    return "## Which command takes what\n\n"
      + "An option means the same wherever it is taken. From the declarations of the commands:\n\n"
      + MarkdownTable(header: header, rows: rows).text + "\n"
  }

  private static func chapter(_ path: CommandPath, _ reports: [ReportOutline]) -> String {
    "## \(path.words)\n\n\(path.command.configuration.abstract)\n\n"
      + reports.flatMap { report in
        [chart(of: report)].compactMap { $0 } + report.tables.map { table(of: report, $0) }
      }.joined(separator: "\n")
  }

  private static func chart(of report: ReportOutline) -> String? {
    report.chart.map { "### `\(report.name)`, chart\n\n\($0)\n" }
  }

  private static func table(of report: ReportOutline, _ table: TableOutline) -> String {
    let title = table.title.map { " “\($0)”" } ?? ""
    let condition = table.condition.map { "\($0)\n\n" } ?? ""
    return "### `\(report.name)`, table `\(table.name)`\(title)\n\n\(condition)"
      + columns(table.columns) + "\n"
  }

  private static func columns(_ columns: [ReportColumn]) -> String {
    MarkdownTable(header: ["column", "type", "importance", "meaning"], rows: columns.map(cells))
      .text
  }

  private static func cells(_ column: ReportColumn) -> [String] {
    let unit = column.unit.map { " in \($0)" } ?? ""
    let type = column.kind.rawValue + unit + (column.hasReasons ? ", or why not" : "")
    let importance = column.importance == .ordinary ? "" : column.importance.rawValue
    return ["`\(column.name)`", type, importance, column.meaning ?? ""]
  }
}
