import ArgumentParser
import Queries
import Rendering
import Reports

/// `offtake report credits`: what levels of service give back.
struct CreditsCommand: DatedReportCommand {
  static let reports = [ReportOutline.credits]

  static let configuration = CommandConfiguration(
    commandName: "credits",
    abstract: "Service credits owed, received and missing, by month, with the day to claim by.",
    examples: [
      "offtake report credits --in 2026"
    ],
    discussion: """
      Outages that the contract does not exclude, up to the end of the as-of day, give the \
      availability of each part in each month; the lowest step that it is below gives the credit, \
      a percentage of the part's fee, up to the contract's cap. A month that has not ended is open: \
      nothing is owed yet.
      """)

  @OptionGroup var period: PeriodOptions
  @OptionGroup var options: ReportOptions

  func run() throws { try options.print(report()) }

  func report() throws -> Report {
    let window = try period.window(asOf: options.asOf)
    let months = try options.read { book in
      try ServiceCreditMonth.all(
        in: book, window: window, asOf: options.asOf)
    }
    return Report(
      credits: months, isExplained: options.explain, parameters: options.parameters(period))
  }
}
