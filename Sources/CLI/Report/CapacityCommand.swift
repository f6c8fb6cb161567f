import ArgumentParser
import Procurement
import Queries
import Rendering
import Reports

/// `offtake report capacity`: what was promised, what came and when, and what it cost.
struct CapacityCommand: DatedReportCommand {
  static let reports = [ReportOutline.capacity]

  static let configuration = CommandConfiguration(
    commandName: "capacity",
    abstract: "Capacity promised, due, delivered, accepted and withdrawn; how late, at what cost.",
    examples: [
      "offtake report capacity --provider spacex"
    ],
    discussion: """
      Accelerators and megawatts by tranche, site or accelerator; days from due to delivered, \
      against the day as last amended and as first recorded; cost per accelerator-hour and per \
      MW-month from the invoices. By month, quarter, half or year: the cost alone. Different chips, and different kinds \
      of megawatts, are never added.
      """)

  enum Grouping: String, CaseIterable, ExpressibleByArgument {
    case tranche, site, accelerator, month, quarter, half, year

    var dimension: CapacityGroup.Dimension? { CapacityGroup.Dimension(rawValue: rawValue) }
    var grain: Grain? { Grain(rawValue: rawValue) }
  }

  @Option(
    help: ArgumentHelp(
      "By tranche, site, accelerator, month, quarter, half or year.", valueName: "dimension"))
  var by = Grouping.tranche

  @OptionGroup var taxes: TaxOption
  @OptionGroup var currencies: CurrencyOptions
  @OptionGroup var period: PeriodOptions
  @OptionGroup var options: ReportOptions

  func run() throws { try options.print(report()) }

  func report() throws -> Report {
    let window = try period.window(asOf: options.asOf)
    let parameters = options.parameters(period) + taxes.parameters + currencies.parameters
    return try options.read { book in
      let choice = try currencies.choice(in: book)
      let costs = try CapacityCost.all(
        in: book, window: window, by: by.grain, years: period.fiscal.years, asOf: options.asOf,
        tax: taxes.tax, choice: choice)
      guard let dimension = by.dimension else {
        return Report(
          monthly: costs, tax: taxes.tax, in: choice, isExplained: options.explain,
          parameters: parameters)
      }
      return try Report(
        TrancheStatus.all(
          in: book, asOf: options.asOf), by: dimension, costs: costs, tax: taxes.tax, in: choice,
        isExplained: options.explain, parameters: parameters)
    }
  }
}
