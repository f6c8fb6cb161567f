import ArgumentParser

/// `offtake report …`: computed figures.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Print a report: spend, ratio, exposure, capacity or commitments.",
    subcommands: [
      SpendCommand.self, RatioCommand.self, ExposureCommand.self, CapacityCommand.self,
      CommitmentsCommand.self,
    ])
}
