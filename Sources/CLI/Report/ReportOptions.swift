import ArgumentParser
import Ledger
import Procurement
import Rendering

/// What reports of figures have in common: which contracts, as of and known at which day, explained or
/// not, printed how.
struct ReportOptions: ParsableArguments {
  @Flag(help: "Show the formula with its numbers, the rows and the sources of each figure.")
  var explain = false

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var days: DayOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOption

  /// The as-of day of figures.
  var asOf: Day { days.day }

  /// What was asked for, with the months between the day and the contracts.
  func parameters(_ period: PeriodOptions? = nil) -> [Report.Parameter] {
    days.parameters + (period?.parameters(asOf: asOf) ?? []) + selection.parameters
  }

  /// What was asked for of a report that has a day of its own where none is given.
  func parameters(asOf day: Day) -> [Report.Parameter] {
    days.parameters(asOf: day) + selection.parameters
  }

  /// Runs `body` on the book as it was known at the time asked for, with the contracts asked for.
  func read<Result>(_ body: (Book) throws -> Result) throws -> Result {
    try database.readBook(of: selection.names, knownAt: days.knowledge.knownAt, body)
  }

  /// Prints a report as it was asked for.
  func print(_ report: Report) throws { try output.print(report) }
}
