import ArgumentParser
import Ledger
import Procurement
import Queries
import Rendering
import Reports

/// `offtake report concentration`: how much of the spend lies with few providers.
struct ConcentrationCommand: DatedReportCommand {
  static let reports = [ReportOutline.concentration]

  static let configuration = CommandConfiguration(
    commandName: "concentration",
    abstract: "How much of the spend lies with few providers: HHI, effective number, top shares.",
    examples: [
      "offtake report concentration --in 2026"
    ],
    discussion: """
      Providers count as their ultimate parents. Shares are of what was billed, net of credits; a \
      provider without net spend is listed and left out. Above 1,800, the Herfindahl-Hirschman \
      index (HHI) is highly concentrated.
      """)

  @Option(
    help: ArgumentHelp(
      "By month, quarter, half, year, or ttm: for each month the twelve that end with it. "
        + "(default: the whole period)", valueName: "grain"))
  var by: Grain?

  @Option(help: ArgumentHelp("How many of the largest are added up.", valueName: "count"))
  var top = 3

  @Flag(help: "Show the formula with its numbers, the rows and the sources of each figure.")
  var explain = false

  @OptionGroup var parties: PartiesOptions
  @OptionGroup var taxes: TaxOption
  @OptionGroup var currencies: CurrencyOptions
  @OptionGroup var period: PeriodOptions
  @OptionGroup var days: DayOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOption

  func validate() throws {
    guard top >= 1 else { throw ValidationError("--top is 1 or more, not \(top)") }
  }

  func run() throws { try output.print(report()) }

  func report() throws -> Report {
    var question = Concentration.Question(
      by: by, window: try period.window(asOf: days.day), years: period.fiscal.years,
      asOf: days.day, tax: taxes.tax)
    var (rows, explanations) = ([ConcentrationRow](), [Explanation]())
    try database.readBooks(of: parties.names, knownAt: days.knowledge.knownAt) { book in
      question.choice = try currencies.choice(in: book)
      let found = try Concentration.all(question, in: book)
      rows += found.map { ConcentrationRow($0, buyer: book.buyerName, top: top) }
      guard explain else { return }
      explanations += try Concentration.explanations(of: found, question, in: book)
    }
    return Report(
      concentration: rows, question, top: top, explanations: explanations,
      parameters: days.parameters + period.parameters(asOf: days.day) + parties.parameters
        + taxes.parameters + currencies.parameters)
  }
}
