import ArgumentParser
import Rendering

/// A command that prints reports. The guide to reports has it once it is a subcommand.
protocol ReportingCommand: ParsableCommand {
  /// The reports that it can print.
  static var reports: [ReportOutline] { get }
}
