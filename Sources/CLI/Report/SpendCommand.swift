import ArgumentParser
import Ledger
import Procurement
import Queries
import Rendering
import Reports

/// `offtake report spend`: what was spent.
struct SpendCommand: DatedReportCommand {
  static let reports = [ReportOutline.spend]

  static let configuration = CommandConfiguration(
    commandName: "spend", abstract: "What was spent, by one dimension or as a pivot of two.",
    examples: [
      "offtake report spend --by provider,month --in 2026",
      "offtake report spend --in 2026Q3 --change -o spend.csv",
    ],
    discussion: """
      Net of tax, by the invoice's billing month unless --basis says otherwise. Amounts of several \
      currencies are added only if --currency converts them. A month for which a contract has a \
      fee but no invoice is missing, not zero.
      """)

  @Option(
    help: ArgumentHelp(
      "One of provider, buyer, contract, month, quarter, half, year, ttm (the twelve months that "
        + "end with each), sku; or two, with a comma.",
      valueName: "dimensions"),
    transform: { try SpendCommand.dimensions($0) })
  var by: [SpendDimension] = [.provider]

  @Flag(help: "Show the rows and the sources of each figure.")
  var explain = false

  @OptionGroup var comparison: ComparisonOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var bases: BasisOption
  @OptionGroup var taxes: TaxOption
  @OptionGroup var currencies: CurrencyOptions
  @OptionGroup var period: PeriodOptions
  @OptionGroup var days: DayOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOption

  func validate() throws {
    let isTimed = by.contains(where: \.isTime)
    guard by.filter(\.isTime).count <= 1 else {
      throw ValidationError("--by divides time once: by one of month, quarter, half, year, ttm")
    }
    guard !comparison.change || isTimed || period.isBounded else {
      throw ValidationError(
        "--change sets a period against earlier ones: give --in, or a division of time in --by")
    }
    guard comparison.top == nil || by.contains(where: { !$0.isTime }) else {
      throw ValidationError("--top needs --by provider, buyer, contract or sku")
    }
    guard !comparison.cumulate || !by.contains(.ttm) else {
      throw ValidationError("--by ttm has each month in twelve rows, which cannot be cumulated")
    }
  }

  func run() throws { try output.print(report()) }

  func report() throws -> Report {
    try database.readBook(
      of: selection.names, knownAt: days.knowledge.knownAt
    ) { book in
      let spend = try SpendReport(question(in: book), in: book)
      return try Report(
        spend, columns: comparison.columns,
        explanations: explain ? try spend.explanations(in: book) : [], parameters: parameters)
    }
  }

  private func question(in book: Book) throws -> SpendReport.Question {
    SpendReport.Question(
      by: by, window: try period.window(asOf: days.day), years: period.fiscal.years,
      asOf: days.day, tax: taxes.tax, basis: bases.basis, choice: try currencies.choice(in: book),
      isCompared: comparison.change, hasSums: comparison.share || comparison.cumulate,
      top: comparison.top)
  }

  private var parameters: [Report.Parameter] {
    days.parameters + period.parameters(asOf: days.day) + selection.parameters + bases.parameters
      + taxes.parameters + currencies.parameters + comparison.parameters
  }

  private static func dimensions(_ text: String) throws -> [SpendDimension] {
    let names = SpendDimension.allCases.map(\.rawValue)
    let known = try text.lowercased().split(separator: ",", omittingEmptySubsequences: false)
      .map(String.init).map { word in
        guard let dimension = SpendDimension(rawValue: word) else {
          throw ValidationError(
            "'\(word)' is no dimension of --by\(NearestNames.hint(for: word, among: names))")
        }
        return dimension
      }
    guard 1...2 ~= known.count, Set(known).count == known.count else {
      throw ValidationError(
        "--by takes one or two different dimensions, as provider,month; there are "
          + names.joined(separator: ", "))
    }
    return known
  }
}
