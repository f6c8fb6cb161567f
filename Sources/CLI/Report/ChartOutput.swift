import ArgumentParser
import Files
import Procurement
import Rendering

extension OutputOptions {
  /// Whether a report is to be drawn.
  var isDrawn: Bool { layout.chart || destination.printedFormat() == .svg }

  /// Refuses what a chart has no place for.
  func validateChart() throws {
    guard isDrawn else { return }
    guard [.table, .svg].contains(destination.printedFormat()) else {
      throw ValidationError("--chart draws on the terminal: leave --format out, or give svg")
    }
    guard destination.section == nil, destination.folder == nil else {
      throw ValidationError(
        "a chart is of the whole report: leave --section out, and name one file")
    }
    guard layout.columns == nil, !layout.wide, !layout.exact else {
      throw ValidationError("a chart has no columns: leave --columns, --wide and --exact out")
    }
  }

  /// Prints the charts of a report.
  func printCharts(_ report: Report) throws {
    guard let charts = report.charts else { throw ValidationError(OutputOptions.refusal(report)) }
    guard destination.printedFormat() != .svg else {
      return try destination.print(.text(text(report, .svg)))
    }
    let text = BlockText.text(charts(), of: report, unit: layout.unit)
    try destination.print(.text { (take) throws(FileError) in try take(text) })
  }

  private static func refusal(_ report: Report) -> String {
    let names = CommandPath.all.compactMap { $0.command as? any ReportingCommand.Type }
      .flatMap { $0.reports }.filter { $0.chart != nil }.map(\.name)
    return "\"\(report.title)\" has no chart; these reports have: "
      + names.joined(separator: ", ")
  }
}
