import ArgumentParser
import Ledger
import Queries
import Rendering
import Reports

/// `offtake report obligations`: what must still be paid, year by year.
struct ObligationsCommand: DatedReportCommand {
  static let reports = [ReportOutline.obligations]

  static let configuration = CommandConfiguration(
    commandName: "obligations",
    abstract: "Remaining purchase obligations, by year 1 to 5 and thereafter.",
    examples: [
      "offtake report obligations --buyer anthropic --unit million"
    ],
    discussion: """
      Fees, and minimums beyond them, from the as-of day to the earliest exit that costs no \
      penalty: undiscounted, options left out. Deals that are only reported or announced are \
      separate. Year 1 is the rest of the year that has the as-of day.
      """)

  @Option(help: ArgumentHelp("By contract, provider, buyer or currency.", valueName: "dimension"))
  var by = ObligationDimension.contract

  @Option(
    help: ArgumentHelp(
      "months: thirty days of notice are one monthly fee; days: a day is 12 fees / 365.",
      valueName: "convention"))
  var convention = DayConvention.months

  @OptionGroup var currencies: BalanceCurrencyOption
  @OptionGroup var fiscal: FiscalYearOption
  @OptionGroup var options: ReportOptions

  func run() throws { try options.print(report()) }

  func report() throws -> Report {
    try options.read { book in
      let choice = try currencies.choice(in: book)
      let obligations = try PurchaseObligation.all(
        in: book, asOf: options.asOf, years: fiscal.years, convention: convention)
      return try Report(
        try book.converted(obligations, into: choice, asOf: options.asOf), by: by,
        years: PurchaseObligation.years(asOf: options.asOf, startingIn: fiscal.years),
        isExplained: options.explain, in: choice, parameters: parameters)
    }
  }

  private var parameters: [Report.Parameter] {
    options.parameters() + currencies.parameters
      + [
        Report.Parameter("fiscal_year_start", "\(fiscal.fiscalYearStart)"),
        Report.Parameter("convention", convention.rawValue),
      ]
  }
}

extension ObligationDimension: ExpressibleByArgument {}
