import ArgumentParser
import Rendering
import Reports

/// The guide to all reports, docs/reports.md: which tables each has, and what stands in their columns.
package enum ReportGuide {
  /// How each command is called.
  package static var commands: [String] { CommandPath.all.map(\.words) }

  /// The whole guide, as Markdown.
  package static var text: String {
    let chapters = CommandPath.all.compactMap { path in
      (path.command as? any ReportingCommand.Type).map { chapter(path, $0.reports) }
    }
    return ([preface] + chapters).joined(separator: "\n")
  }

  private static let preface = """
    # Reports

    Every report and its tables, with the name that each has in JSON, and each column's name in CSV and
    JSON. [json.md](json.md) says how they are written, [metrics.md](metrics.md) what the figures mean.
    Where a column says "or why not", a figure that is not there is empty, and its reason stands in
    `…_reason`. With `--explain`, a table `explanation` follows:

    \(columns(TableOutline.explanation.columns))

    This file is made of the columns themselves: `UPDATE_DOCS=1 swift test --filter ReportGuideTests`.

    """

  private static func chapter(_ path: CommandPath, _ reports: [ReportOutline]) -> String {
    "## \(path.words)\n\n\(path.command.configuration.abstract)\n\n"
      + reports.flatMap { report in report.tables.map { table(of: report, $0) } }
      .joined(separator: "\n")
  }

  private static func table(of report: ReportOutline, _ table: TableOutline) -> String {
    let title = table.title.map { " “\($0)”" } ?? ""
    let condition = table.condition.map { "\($0)\n\n" } ?? ""
    return "### `\(report.name)`, table `\(table.name)`\(title)\n\n\(condition)"
      + columns(table.columns) + "\n"
  }

  private static func columns(_ columns: [ReportColumn]) -> String {
    (["| column | type | meaning |", "|---|---|---|"] + columns.map(line)).joined(separator: "\n")
  }

  private static func line(_ column: ReportColumn) -> String {
    let unit = column.unit.map { " in \($0)" } ?? ""
    let type = column.kind.rawValue + unit + (column.hasReasons ? ", or why not" : "")
    return "| `\(column.name)` | \(type) |" + (column.meaning.map { " \($0)" } ?? "") + " |"
  }
}
