import ArgumentParser
import Procurement
import Queries
import Rendering
import Reports

/// `offtake report capacity`: what was promised, what came and when, and what it cost.
struct CapacityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capacity",
    abstract: "Capacity promised, due, delivered, accepted and withdrawn; how late, at what cost.",
    discussion: """
      Accelerators and megawatts by tranche, site or accelerator; days from due to delivered, \
      against the day as last amended and as first recorded; cost per accelerator-hour and per \
      MW-month from the invoices. By month: the cost alone. Different chips, and different kinds \
      of megawatts, are never added.
      """)

  enum Grouping: String, CaseIterable, ExpressibleByArgument {
    case tranche, site, accelerator, month

    var dimension: CapacityGroup.Dimension? { CapacityGroup.Dimension(rawValue: rawValue) }
  }

  @Option(help: ArgumentHelp("By tranche, site, accelerator or month.", valueName: "dimension"))
  var by = Grouping.tranche

  @Flag(help: "Show the formula with its numbers, the rows and the sources of each figure.")
  var explain = false

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var period: PeriodOptions
  @OptionGroup var days: DayOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOption

  func run() throws {
    let window = try period.window(today: days.presentDay)
    let parameters = days.parameters + period.parameters + selection.parameters
    let report = try database.read(knownAt: days.knowledge.knownAt) { store in
      let selected = try selection.selection(in: store)
      let costs = try CapacityCost.all(
        selected, in: window, byMonth: by == .month, asOf: days.day, from: store)
      guard let dimension = by.dimension else {
        return Report(monthly: costs, isExplained: explain, parameters: parameters)
      }
      return try Report(
        TrancheStatus.all(selected, asOf: days.day, from: store), by: dimension, costs: costs,
        isExplained: explain, parameters: parameters)
    }
    try output.print(report)
  }
}
