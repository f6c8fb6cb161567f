import ArgumentParser
import Ledger
import Procurement
import Queries
import Rendering
import Reports

/// `offtake report ratio`: spend or fees over revenue.
struct RatioCommand: DatedReportCommand {
  static let reports = [ReportOutline.ratio, .annualised]

  static let configuration = CommandConfiguration(
    commandName: "ratio",
    abstract: "Spend over revenue, the buyer's or the provider's; or a provider's share of wallet.",
    examples: [
      "offtake report ratio --buyer anthropic --by quarter --in 2026",
      "offtake report ratio --of provider --provider spacex --annualised",
    ],
    discussion: """
      By period: what was spent over the revenue of the same months; of wallet, over what the buyer \
      spent with all providers. Several buyers and providers stand side by side. With --annualised: 12 times \
      the monthly fee in force on the as-of day, over the revenue of twelve months \
      or a run rate: unless --revenue says otherwise, the last twelve complete months if all are \
      known, else the latest full year, else the latest run rate. \
      Missing, zero and partial revenue are told apart.
      """)

  @Option(
    help: ArgumentHelp(
      "Of what: the revenue of the buyer or provider, or the wallet of the buyer.",
      valueName: "side"))
  var of = SpendRatio.Side.buyer

  @Option(
    help: ArgumentHelp(
      "By month, quarter, half, year, or ttm: for each month the twelve that end with it. "
        + "(default: quarter; month for a period of less than three months)",
      valueName: "grain"))
  var by: Grain?

  @Flag(help: "Also the change of spend and revenue against the period and the year before.")
  var change = false

  @Flag(help: "Set 12 times the monthly fee against revenue, contract by contract.")
  var annualised = false

  @Option(
    help: ArgumentHelp(
      "With --annualised: twelve months (2025, 2025-06..2026-05), run-rate for the latest, or "
        + "run-rate:2026-04; may be repeated. (default: the last twelve months, else the latest "
        + "year, else the latest run rate)",
      valueName: "revenue"))
  var revenue: [String] = []

  @Option(
    help: ArgumentHelp(
      "Which revenue figures to use, the preferred first: reported, estimate, forecast. "
        + "(default: reported,estimate)", valueName: "bases"),
    transform: { try RatioCommand.bases($0) })
  var revenueBasis: [RevenueBasis] = [.reported, .estimate]

  @Flag(help: "Show the formula with its numbers, the rows and the sources of each figure.")
  var explain = false

  @OptionGroup var parties: PartiesOptions
  @OptionGroup var basis: BasisOption
  @OptionGroup var taxes: TaxOption
  @OptionGroup var currencies: CurrencyOptions
  @OptionGroup var period: PeriodOptions
  @OptionGroup var days: DayOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOption

  func validate() throws {
    guard annualised || revenue.isEmpty else {
      throw ValidationError("--revenue needs --annualised")
    }
    guard !annualised || taxes.tax == .exclude else {
      throw ValidationError("--annualised is of fees, which have no tax; leave --tax out")
    }
    guard !annualised || basis.basis == .billed else {
      throw ValidationError("--annualised is of fees, which are not billed; leave --basis out")
    }
    guard !annualised || currencies.given == nil else {
      throw ValidationError("--annualised is in each contract's currency; leave --currency out")
    }
    guard !annualised || !period.isGiven else {
      throw ValidationError(
        "--annualised applies to one day: give --as-of, not --in, --from or --to")
    }
    guard of != .wallet || (!annualised && !change) else {
      throw ValidationError("--of wallet is of spend alone; leave --annualised and --change out")
    }
    guard !annualised || !change else {
      throw ValidationError("--annualised applies to one day, which has no change")
    }
    _ = try revenueChoices
  }

  func run() throws { try output.print(report()) }

  func report() throws -> Report {
    try annualised ? annualisedReport() : of == .wallet ? walletReport() : periodReport()
  }

  private func periodReport() throws -> Report {
    var question = try question()
    var (ratios, explanations, payments) = ([SpendRatio](), [Explanation](), [Evidence]())
    try forEachBook { book in
      question = try self.question(in: book)
      let found = try SpendRatio.all(question, in: book)
      ratios += found
      payments += try question.paymentsNotSpread(in: book)
      guard explain else { return }
      explanations += try SpendRatio.explanations(of: found, question, in: book)
    }
    return Report(
      ratios, question, paymentsNotSpread: payments, explanations: explanations,
      parameters: parameters + spendOptions)
  }

  private func walletReport() throws -> Report {
    var question = try question()
    var (rows, missing, explanations) = ([WalletShare](), [MissingInvoice](), [Explanation]())
    var payments: [Evidence] = []
    try forEachBook { book in
      question = try self.question(in: book)
      let found = try WalletShare.all(question, in: book)
      rows += found.rows
      missing += found.missing
      payments += try question.paymentsNotSpread(in: book)
      guard explain else { return }
      explanations += try WalletShare.explanations(of: found.rows, question, in: book)
    }
    return Report(
      rows, question, missing: missing, paymentsNotSpread: payments, explanations: explanations,
      parameters: spendParameters + spendOptions)
  }

  private func annualisedReport() throws -> Report {
    let question = AnnualisedFee.Question(
      side: of, revenues: try revenueChoices, bases: revenueBasis, asOf: days.day)
    var rows: [AnnualisedFee] = []
    try forEachBook { rows += try AnnualisedFee.all(question, in: $0) }
    return try Report(
      rows, of: of, explanations: explain ? rows.map(\.explanation) : [], parameters: parameters)
  }

  /// The question; with the currency that is asked for, which a book knows.
  private func question(in book: Book? = nil) throws -> SpendRatio.Question {
    let window = try period.window(asOf: days.day)
    let isShort = window.map { $0.monthCount < Grain.quarter.monthCount } ?? false
    return SpendRatio.Question(
      side: of, grain: by ?? (isShort ? .month : .quarter), years: period.fiscal.years,
      window: window,
      bases: revenueBasis, asOf: days.day, tax: taxes.tax,
      choice: try book.flatMap { try currencies.choice(in: $0) }, basis: basis.basis,
      isCompared: change)
  }

  private func forEachBook(_ body: (Book) throws -> Void) throws {
    try database.readBooks(of: parties.names, knownAt: days.knowledge.knownAt, body)
  }

  private var spendOptions: [Report.Parameter] {
    basis.parameters + taxes.parameters + currencies.parameters
  }

  private var spendParameters: [Report.Parameter] {
    days.parameters + period.parameters(asOf: days.day) + parties.parameters
  }

  private var parameters: [Report.Parameter] {
    spendParameters
      + [Report.Parameter("revenue_basis", revenueBasis.map(\.rawValue).joined(separator: ","))]
  }

  private var revenueChoices: [RevenueChoice] {
    get throws { try revenue.map(choice) }
  }

  private func choice(_ text: String) throws -> RevenueChoice {
    let parts = text.lowercased().split(separator: ":", maxSplits: 1).map(String.init)
    if parts.first == "run-rate" || parts.first == "run_rate" {
      return .runRate(parts.count == 2 ? try month(parts[1]) : nil)
    }
    let range = try period.months(of: text, asOf: days.day)
    guard range.monthCount == 12 else {
      throw ValidationError(
        "\(text) is not twelve months; an annualised fee is set against a year or a run rate")
    }
    return .year(range)
  }

  private func month(_ text: String) throws -> Month {
    do {
      return try Month(parsing: text)
    } catch {
      throw ValidationError("\(text) \(error)")
    }
  }

  private static func bases(_ text: String) throws -> [RevenueBasis] {
    try text.lowercased().split(separator: ",").map { word in
      guard let basis = RevenueBasis(rawValue: String(word)), basis != .runRate else {
        throw ValidationError(
          "'\(word)' is not a basis"
            + NearestNames.hint(for: String(word), among: ["reported", "estimate", "forecast"])
            + (word.hasPrefix("run") ? "; a run rate goes with --annualised" : ""))
      }
      return basis
    }
  }
}

extension SpendRatio.Side: ExpressibleByArgument {}
extension Grain: ExpressibleByArgument {}
