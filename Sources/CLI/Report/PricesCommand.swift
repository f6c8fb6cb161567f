import ArgumentParser
import Queries
import Rendering
import Reports

/// `offtake report prices`: what one unit costs.
struct PricesCommand: DatedReportCommand {
  static let reports = [ReportOutline.prices]

  static let configuration = CommandConfiguration(
    commandName: "prices",
    abstract: "Unit price of each SKU over time and across providers, and against contracts.",
    examples: [
      "offtake report prices --in 2026"
    ],
    discussion: """
      Amounts over quantities of usage and purchases, by billing month; the change against the month \
      before and against the price that the contract fixes. By provider: the lowest, the highest and \
      the mean price of each SKU and month. Different units and currencies are never put together.
      """)

  @Option(help: ArgumentHelp("By month or provider.", valueName: "dimension"))
  var by = PriceDimension.month

  @Option(help: ArgumentHelp("Only this SKU.", valueName: "name"))
  var sku: [String] = []

  @OptionGroup var period: PeriodOptions
  @OptionGroup var options: ReportOptions

  func run() throws { try options.print(report()) }

  func report() throws -> Report {
    let window = try period.window(asOf: options.asOf)
    let question = PriceQuestion(skus: sku, window: window, asOf: options.asOf, by: by)
    return try options.read { book in
      try Report(
        question, in: book, isExplained: options.explain,
        parameters: options.parameters(period) + sku.map { Report.Parameter("sku", $0) })
    }
  }
}

extension PriceDimension: ExpressibleByArgument {}
