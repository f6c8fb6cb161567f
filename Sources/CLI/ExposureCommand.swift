import ArgumentParser
import Queries
import Rendering
import Reports

/// `offtake report exposure`: what is firm.
struct ExposureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exposure",
    abstract: "What each contract still costs if notice is given on the as-of day.",
    discussion: """
      Fees from the as-of day to the earliest exit, lock-in respected, and the termination fee; \
      beside the headline value and the sum of the fee schedule. What is not known is said to be \
      unknown, with the reason.
      """)

  @Option(
    help: ArgumentHelp(
      "months: thirty days of notice are one monthly fee; days: a day is 12 fees / 365.",
      valueName: "convention"))
  var convention = DayConvention.months

  @Flag(help: "Show the formula with its numbers, the rows and the sources of each figure.")
  var explain = false

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var days: DayOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOption

  func run() throws {
    let exposures = try database.read(knownAt: days.knowledge.knownAt) { store in
      try ExitExposure.all(
        selection.selection(in: store), asOf: days.day, convention: convention, from: store)
    }
    try output.print(
      Report(
        exposures, convention: convention, isExplained: explain,
        parameters: days.parameters + selection.parameters))
  }
}

extension DayConvention: ExpressibleByArgument {}
