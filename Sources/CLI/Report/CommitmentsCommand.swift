import ArgumentParser
import Ledger
import Queries
import Rendering
import Reports

/// `offtake report commitments`: minimums, and what was drawn on them.
struct CommitmentsCommand: DatedReportCommand {
  static let reports = [ReportOutline.commitments]

  static let configuration = CommandConfiguration(
    commandName: "commitments",
    abstract: "Minimums applied against committed, pace and risk, shortfall by interval.",
    examples: [
      "offtake report commitments --buyer anthropic"
    ],
    discussion: """
      Applied is what was billed for days of the commitment, net of tax. An interval that has not \
      ended is projected by the mean of the last full months. Late delivery lowers a minimum if \
      the contract gives relief; the excess over a minimum is carried forward if it says so.
      """)

  @Option(
    help: ArgumentHelp(
      "How many full months with invoices the actual pace averages.", valueName: "count"))
  var paceMonths = 3

  @OptionGroup var currencies: BalanceCurrencyOption
  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard 1...120 ~= paceMonths else {
      throw ValidationError("--pace-months is 1 to 120, not \(paceMonths)")
    }
  }

  func run() throws { try options.print(report()) }

  func report() throws -> Report {
    try options.read { book in
      try Report(
        commitmentsIn: book, asOf: options.asOf, paceMonths: paceMonths,
        isExplained: options.explain, isDrawn: options.output.isDrawn,
        in: currencies.choice(in: book),
        parameters: options.parameters() + currencies.parameters
          + [Report.Parameter("pace_months", "\(paceMonths)")])
    }
  }
}
