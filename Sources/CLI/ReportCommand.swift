import ArgumentParser

/// `offtake report …`: computed figures.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Print a report: spend, ratio or exposure.",
    subcommands: [SpendCommand.self, RatioCommand.self, ExposureCommand.self])
}
