import ArgumentParser
import Ledger
import Pages
import Procurement
import Rendering

/// `offtake brief`: one page for the person who decides.
struct BriefCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "brief",
    abstract: "Write one HTML page with what a CFO asks.",
    examples: ["offtake brief --buyer anthropic -o brief.html"],
    discussion: """
      Spend against revenue, what is firm and what it costs to leave, dates to decide by, capacity, \
      invoice findings, the history of each provider, and a part for each contract. The page loads nothing from \
      elsewhere: tables sort, filter and copy as CSV, and figures open to their rows and sources. In a book with more \
      than 100 contracts, those with the largest obligations have a part. --hide-amounts leaves every amount out of the \
      file; names, dates and ratios stay.
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

  func validate() throws {
    guard let output, let name = DestinationOptions.fileExtension(of: output),
      !["html", "htm"].contains(name.lowercased())
    else { return }
    throw ValidationError(
      "'\(output)': a brief is an HTML page; name the file .html, and print it to PDF from a browser"
    )
  }

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
