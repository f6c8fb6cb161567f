import ArgumentParser
import Ledger
import Queries
import Rendering
import Reports

/// `offtake compare PROVIDER|CONTRACT…`: deals side by side.
struct CompareCommand: DatedReportCommand {
  static let reports = [ReportOutline.compare]

  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Deals side by side: fees, capacity, notice, what is firm and what arrived.",
    examples: [
      "offtake compare anthropic-spacex-colossus anthropic-microsoft-azure"
    ],
    discussion: """
      A contract by its reference, or all contracts of a provider that have not ended. The fee is that \
      of the as-of day's month, or the first to come.
      """)

  @Argument(help: ArgumentHelp("Contracts and providers.", valueName: "name"))
  var names: [String]

  @Flag(help: "Show the formula with its numbers, the rows and the sources of each figure.")
  var explain = false

  @OptionGroup var currencies: BalanceCurrencyOption
  @OptionGroup var days: DayOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOption

  func run() throws { try output.print(report()) }

  func report() throws -> Report {
    try database.readBook(knownAt: days.knowledge.knownAt) { book in
      let choice = try currencies.choice(in: book)
      let deals = try DealComparison.all(names, in: book, asOf: days.day)
      return Report(
        try book.converted(deals, into: choice, asOf: days.day), isExplained: explain, in: choice,
        on: days.day, parameters: days.parameters + currencies.parameters)
    }
  }
}
