import Agenda
import ArgumentParser
import Rendering
import Reports

/// `offtake report payables`: what is to be paid.
struct PayablesCommand: DatedReportCommand {
  static let reports = [ReportOutline.payables]

  static let configuration = CommandConfiguration(
    commandName: "payables",
    abstract: "What is to be paid, by how long it is overdue, and how long payments took.",
    discussion: """
      Invoices issued by the as-of day that are not wholly paid or credited, gross. What is disputed is \
      apart, and what repeats another invoice is left out, as on the agenda.
      """)

  @OptionGroup var options: ReportOptions

  func run() throws { try options.print(report()) }

  func report() throws -> Report {
    try options.read { book in
      try Report(
        Payables(in: book, asOf: options.asOf), isExplained: options.explain,
        parameters: options.parameters())
    }
  }
}
