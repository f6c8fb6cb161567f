import ArgumentParser
import Procurement
import Queries
import Rendering
import Store

/// What reports of figures have in common: which contracts, as of and known at which day, explained or
/// not, printed how.
struct ReportOptions: ParsableArguments {
  @Flag(help: "Show the formula with its numbers, the rows and the sources of each figure.")
  var explain = false

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var days: DayOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOption

  /// The day that figures speak of.
  var asOf: Day { days.day }

  /// What was asked for, with the months between the day and the contracts.
  func parameters(_ period: PeriodOptions? = nil) -> [Report.Parameter] {
    days.parameters + (period?.parameters ?? []) + selection.parameters
  }

  /// Runs `body` on the store as it was known at the time asked for, with the contracts asked for.
  func read<Result>(_ body: (borrowing Store, Selection) throws -> Result) throws -> Result {
    try database.read(knownAt: days.knowledge.knownAt) { store in
      try body(store, selection.selection(in: store))
    }
  }

  /// Prints a report as it was asked for.
  func print(_ report: Report) throws { try output.print(report) }
}
