import ArgumentParser
import Rendering

/// A command that prints reports. The guide to reports has it once it is a subcommand.
protocol ReportingCommand: ParsableCommand {
  /// The reports that it can print.
  static var reports: [ReportOutline] { get }
}

/// A command whose report is of what was known at a time, `--known-at`: it can be set against itself at
/// another.
protocol DatedReportCommand: ReportingCommand {
  /// What it prints.
  func report() throws -> Report
}
