import ArgumentParser
import Ledger
import Procurement
import Queries
import Rendering
import Reports

/// `offtake report budget`: budgets against what was spent.
struct BudgetCommand: DatedReportCommand {
  static let reports = [ReportOutline.budget]

  static let configuration = CommandConfiguration(
    commandName: "budget",
    abstract: "Budget, what was spent, the difference, and forecasts to the year's end.",
    examples: [
      "offtake report budget --in 2026 --by quarter"
    ],
    discussion: """
      Each budget is set against the spend of its own scope: all of a buyer's, with one provider, or \
      under one contract. Of several budgets of one scope and month, the latest counts. The \
      rest is forecast by run rate and, separately, by the contracts' fees. Unless a \
      period is given, the fiscal year that has the as-of day.
      """)

  enum Division: String, CaseIterable, ExpressibleByArgument {
    case month, quarter, half, year

    var grain: Grain { Grain(rawValue: rawValue) ?? .month }
  }

  @Option(help: ArgumentHelp("By month, quarter, half or year.", valueName: "grain"))
  var by = Division.month

  @Option(
    help: ArgumentHelp(
      "How many ended months with spend the run rate averages.",
      valueName: "count"))
  var paceMonths = BudgetReport.Question.usualPaceMonths

  @OptionGroup var bases: BasisOption
  @OptionGroup var currencies: CurrencyOptions
  @OptionGroup var period: PeriodOptions
  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard 1...120 ~= paceMonths else {
      throw ValidationError("--pace-months is 1 to 120, not \(paceMonths)")
    }
    guard !period.isGiven || period.isBounded else {
      throw ValidationError("a forecast needs an end: give --in, or --from and --to")
    }
  }

  func run() throws { try options.print(report()) }

  func report() throws -> Report {
    let years = period.fiscal.years
    let window =
      try period.window(asOf: options.asOf) ?? years.range(of: .year, around: options.asOf.month)
    return try options.read { book in
      let budgets = try BudgetReport(
        BudgetReport.Question(
          by: by.grain, window: window, years: years, asOf: options.asOf,
          basis: bases.basis, choice: try currencies.choice(in: book), paceMonths: paceMonths),
        in: book)
      return Report(
        budgets, explanations: options.explain ? try budgets.explanations(in: book) : nil,
        parameters: options.parameters(period) + bases.parameters
          + currencies.parameters
          + (period.isGiven ? [] : [Report.Parameter("in", years.label(of: window))])
          + [Report.Parameter("pace_months", "\(paceMonths)")])
    }
  }
}
