import ArgumentParser
import Ledger
import Pages
import Procurement
import Rendering

/// `offtake brief`: one page for the person who decides.
struct BriefCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "brief",
    abstract:
      "Write one page with what a CFO asks: spend, obligations, decisions, capacity, invoices, deals.",
    examples: ["offtake brief --buyer anthropic -o brief.html"],
    discussion: """
      The page is one HTML file that loads nothing from elsewhere: tables sort, filter and copy as CSV, \
      and each figure opens to its rows and sources. It prints, and follows the reader's dark mode. Of a book with more than a \
      hundred contracts, those with the largest obligations have a part of their own. With --hide-amounts no amount is in \
      the file; names, dates and ratios are.
      """)

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write. (default: standard output)", valueName: "file"))
  var output: String?

  @Flag(help: "Leave every amount out of the file, and every text that may have one.")
  var hideAmounts = false

  @OptionGroup var currencies: BalanceCurrencyOption
  @OptionGroup var fiscal: FiscalYearOption
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var days: DayOptions
  @OptionGroup var database: DatabaseOption

  func run() throws {
    let page = try database.readBook(
      of: selection.names, knownAt: days.knowledge.knownAt
    ) { try Brief.page(question(in: $0), in: $0) }
    try Message.printText(page, to: output)
  }

  private func question(in book: Book) throws -> BriefQuestion {
    BriefQuestion(
      asOf: days.day, years: fiscal.years, currency: try currencies.choice(in: book)?.currency,
      hidesAmounts: hideAmounts,
      scope: (selection.parameters + days.knowledge.parameters).map { "\($0.name) \($0.value)" }
        .joined(separator: ", "),
      options: (days.parameters + selection.parameters + currencies.parameters).map(option)
        .joined(separator: " "), version: Offtake.version)
  }

  private func option(_ parameter: Report.Parameter) -> String {
    "--\(parameter.name.replacing("_", with: "-")) \(ShellWord.text(parameter.value))"
  }
}
