import Agenda
import ArgumentParser
import Ledger
import Rendering
import Reports

/// `offtake report payables`: what is payable.
struct PayablesCommand: DatedReportCommand {
  static let reports = [ReportOutline.payables]

  static let configuration = CommandConfiguration(
    commandName: "payables",
    abstract: "Payables by how long they are overdue, and how long payments took.",
    examples: [
      "offtake report payables --provider spacex"
    ],
    discussion: """
      Invoices issued by the as-of day that are not wholly paid or credited, gross. What is disputed is \
      apart, and what repeats another invoice is left out, as on the agenda.
      """)

  @OptionGroup var currencies: BalanceCurrencyOption
  @OptionGroup var options: ReportOptions

  func run() throws { try options.print(report()) }

  func report() throws -> Report {
    try options.read { book in
      let choice = try currencies.choice(in: book)
      let payables = try Payables(in: book, asOf: options.asOf)
      return try Report(
        payables.shown(in: choice, asOf: options.asOf, book), isExplained: options.explain,
        in: choice, on: options.asOf, parameters: options.parameters() + currencies.parameters)
    }
  }
}
