import ArgumentParser

/// `offtake report …`: computed figures.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Print a report: spend, ratio, exposure, obligations and more.",
    subcommands: [
      SpendCommand.self,
      RatioCommand.self,
      ConcentrationCommand.self,
      ExposureCommand.self,
      ObligationsCommand.self,
      CommitmentsCommand.self,
      CapacityCommand.self,
      UnbilledCommand.self,
      AccrualsCommand.self,
      PayablesCommand.self,
      PricesCommand.self,
      CreditsCommand.self,
      BudgetCommand.self,
      DiffCommand.self,
    ])
}
