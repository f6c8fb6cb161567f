import ArgumentParser
import Ledger
import Queries
import Rendering
import Reports

/// `offtake report unbilled`: accruals.
struct UnbilledCommand: DatedReportCommand {
  static let reports = [ReportOutline.unbilled]

  static let configuration = CommandConfiguration(
    commandName: "unbilled",
    abstract: "What was delivered and not billed, or billed and not delivered, by month.",
    examples: [
      "offtake report unbilled --in \"last quarter\""
    ],
    discussion: """
      Each contract's fees times the share of its capacity in service, against what invoices \
      issued by the as-of day charge for the days of each month; and its fixed payments spread \
      evenly over its days, against what was billed by then. Taxes and credits are apart; \
      contracts are never netted.
      """)

  @OptionGroup var currencies: CurrencyOptions
  @OptionGroup var period: PeriodOptions
  @OptionGroup var options: ReportOptions

  func run() throws { try options.print(report()) }

  func report() throws -> Report {
    let window = try period.window(asOf: options.asOf)
    return try options.read { book in
      try Report(
        unbilledIn: book, window: window, asOf: options.asOf, isExplained: options.explain,
        in: currencies.choice(in: book),
        parameters: options.parameters(period) + currencies.parameters)
    }
  }
}
