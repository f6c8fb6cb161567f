import ArgumentParser
import Ledger
import Queries
import Rendering
import Reports

/// `offtake history PROVIDER`: everything that happened, in order.
struct HistoryCommand: DatedReportCommand {
  static let reports = [ReportOutline.history]

  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Every event of every contract of a provider, in date order.",
    examples: [
      "offtake history spacex --from 2026-05"
    ],
    discussion: """
      Signings, amendments, fee changes, capacity promised and delivered, invoices, payments, \
      notices, and what was said: with amounts, sources and confidence. Disputed figures show both.
      """)

  @Argument(
    help: ArgumentHelp("The provider; or give --buyer or --contract.", valueName: "provider"),
    completion: BookNames.organizations)
  var provider: String?

  @Option(
    help: ArgumentHelp("Only what this organization buys.", valueName: "name"),
    completion: BookNames.organizations)
  var buyer: String?

  @Option(
    help: ArgumentHelp("Only this contract.", valueName: "reference"),
    completion: BookNames.contracts)
  var contract: String?

  @OptionGroup var period: PeriodOptions
  @OptionGroup var days: DayOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOption

  func validate() throws {
    guard provider != nil || buyer != nil || contract != nil else {
      throw ValidationError("give a provider, --buyer or --contract")
    }
  }

  func run() throws { try output.print(report()) }

  func report() throws -> Report {
    let window = try period.window(asOf: days.day)
    let names = SelectionNames(buyer: buyer, provider: provider, contract: contract)
    let subject = [provider, buyer, contract].compactMap { $0 }.joined(separator: ", ")
    return try database.readBook(of: names, knownAt: days.knowledge.knownAt) { book in
      try Report(
        historyOf: subject, in: book, window: window,
        parameters: period.parameters(asOf: days.day) + days.knowledge.parameters)
    }
  }
}
