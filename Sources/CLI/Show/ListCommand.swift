import ArgumentParser
import Ledger
import Rendering
import Reports
import Store

/// `offtake list KIND`: what is recorded of a kind.
struct ListCommand: ReportingCommand {
  static let reports = RecordKind.allCases.map { ReportOutline.list($0) }

  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract:
      "List what is recorded of a kind: providers, contracts, invoices, payments and all others.",
    examples: [
      "offtake list contracts --provider spacex",
      "offtake list invoices --in 2026 --wide",
    ],
    discussion: """
      The live rows, by their key, with the columns that people look for; --wide shows all, --columns \
      picks some. Filters hold together. The months of --from and --to are those of the first date of \
      the key, such as paid_on, or of the first date there is.
      """)

  @Argument(
    help: "What to list: a kind of record as in offtake import, or imports; without it, the kinds."
  )
  var kind: ListedKind?

  @Option(
    help: ArgumentHelp(
      "Only rows of this status, as active or delivered.", valueName: "status"))
  var status: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only rows with this value in a column, as kind=notice; may be given again.",
      valueName: "column=value"),
    transform: { try condition($0) })
  var conditions: [(column: String, value: String)] = []

  @OptionGroup var period: PeriodOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var knowledge: KnowledgeOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOption

  func validate() throws {
    // A fiscal year that is configured is no filter.
    let isFiltered = !filters.isEmpty || period.isGiven
    switch kind {
    case nil where isFiltered: throw ValidationError("a filter needs a kind to list")
    case .imports where isFiltered: throw ValidationError("the list of imports takes no filter")
    case nil, .imports, .records: break
    }
  }

  func run() throws {
    guard let kind else { return try Message.print(ListedKind.lines) }
    guard case .records(let kind) = kind else {
      let imports = try database.read { try ImportEntry.all(in: $0) }
      return try output.print(Report(imports))
    }
    let months = try period.window(asOf: Clock.today)
    let report = try database.read(knownAt: knowledge.knownAt) { store in
      let scope = try Book(store, selection.givenNames).scope
      return try Report(
        RecordList(kind),
        matching: ListFilter(
          provider: scope.provider, buyer: scope.buyer, contracts: scope.contracts, months: months,
          values: (status.map { [("status", $0)] } ?? []) + conditions),
        columns: output.layout.columns.map { .named($0) } ?? (output.layout.wide ? .all : .usual),
        in: store,
        parameters: parameters)
    }
    try output.print(report)
  }

  private var parameters: [Report.Parameter] {
    period.parameters(asOf: Clock.today) + filters
  }

  private var filters: [Report.Parameter] {
    let values = (status.map { [("status", $0)] } ?? []) + conditions
    return selection.givenParameters + values.map { Report.Parameter($0.0, $0.1) }
      + knowledge.parameters
  }

  private static func condition(_ text: String) throws -> (column: String, value: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else {
      throw ValidationError("'\(text)' is not a condition; write column=value")
    }
    return (String(parts[0]), String(parts[1]))
  }
}

/// What can be listed.
enum ListedKind: ExpressibleByArgument {
  case records(RecordKind)
  case imports

  init?(argument: String) {
    if argument == "imports" {
      self = .imports
    } else if let kind = RecordKind(rawValue: argument) {
      self = .records(kind)
    } else {
      return nil
    }
  }

  static var allValueStrings: [String] { RecordKind.allCases.map(\.rawValue) + ["imports"] }

  /// Each with what it is, in lines of a terminal.
  static var lines: [String] {
    let kinds = RecordKind.allCases.map { (term: $0.rawValue, meaning: $0.summary) }
    return HelpTopic.list(kinds + [("imports", "Every import of a file, and every undo.")])
      .split(separator: "\n").map(String.init)
  }
}
