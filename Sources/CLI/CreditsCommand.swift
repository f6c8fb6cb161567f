import ArgumentParser
import Queries
import Rendering
import Reports

/// `offtake report credits`: what levels of service give back.
struct CreditsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "credits",
    abstract: "Service credits owed, received and missing, by month, with the day to claim by.",
    discussion: """
      Outages that the contract does not leave out, up to the end of the as-of day, give the \
      availability of each part in each month; the lowest step that it is below gives the credit, \
      a percentage of the part's fee, up to the contract's cap. A month that is not over is open: \
      nothing is owed yet.
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
    let months = try database.read(knownAt: days.knowledge.knownAt) { store in
      try ServiceCreditMonth.all(
        selection.selection(in: store), in: window, asOf: days.day, from: store)
    }
    try output.print(
      Report(
        credits: months, isExplained: explain,
        parameters: days.parameters + period.parameters + selection.parameters))
  }
}
