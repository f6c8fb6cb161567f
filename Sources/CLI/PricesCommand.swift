import ArgumentParser
import Queries
import Rendering
import Reports

/// `offtake report prices`: what one unit costs.
struct PricesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prices",
    abstract: "Unit price of each SKU over time and across providers, and against contracts.",
    discussion: """
      Amounts over quantities of usage and purchases, by billing month; the change against the month \
      before and against the price that the contract fixes. By provider: the lowest, the highest and \
      the mean price of each SKU and month. Different units and currencies are never put together.
      """)

  @Option(help: ArgumentHelp("By month or provider.", valueName: "dimension"))
  var by = PriceDimension.month

  @Option(help: ArgumentHelp("Only this SKU.", valueName: "name"))
  var sku: [String] = []

  @Flag(help: "Show the formula with its numbers, the rows and the sources of each figure.")
  var explain = false

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var period: PeriodOptions
  @OptionGroup var days: DayOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOption

  func run() throws {
    let window = try period.window(today: days.presentDay)
    let report = try database.read(knownAt: days.knowledge.knownAt) { store in
      let selected = try selection.selection(in: store)
      return try Report(
        UnitPrice.all(selected, skus: sku, in: window, asOf: days.day, from: store),
        fixed: FixedPrice.all(selected, skus: sku, from: store), by: by, isExplained: explain,
        parameters: days.parameters + period.parameters + selection.parameters
          + sku.map { Report.Parameter("sku", $0) })
    }
    try output.print(report)
  }
}

extension PriceDimension: ExpressibleByArgument {}
