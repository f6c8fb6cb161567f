import ArgumentParser
import Queries
import Rendering
import Reports

/// `offtake report unbilled`: accruals.
struct UnbilledCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unbilled",
    abstract: "What was delivered and not billed, or billed and not delivered, by month.",
    discussion: """
      Each contract's fees times the share of its capacity that stood there, against what invoices \
      issued by the as-of day charge for the days of each month; and its fixed payments spread \
      evenly over its days, against what was billed by then. Taxes and credits are apart; \
      contracts are never netted.
      """)

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
      try UnbilledReport(
        selection.selection(in: store), in: window, asOf: days.day, from: store)
    }
    try output.print(
      try Report(
        report, isExplained: explain,
        parameters: days.parameters + period.parameters + selection.parameters))
  }
}
