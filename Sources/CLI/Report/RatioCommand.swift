import ArgumentParser
import Procurement
import Queries
import Rendering
import Reports

/// `offtake report ratio`: spend or fees over revenue.
struct RatioCommand: ReportingCommand {
  static let reports = [ReportOutline.ratio, .annualised]

  static let configuration = CommandConfiguration(
    commandName: "ratio", abstract: "Spend over revenue, the buyer's or the provider's.",
    discussion: """
      By period: what was billed over the revenue of the same months. With --annualised: 12 times \
      the monthly fee in force on the as-of day, over the revenue of twelve months \
      or a run rate: unless --revenue says otherwise, the last twelve complete months if all are \
      known, else the latest full year, else the latest run rate. \
      Missing, zero and partial revenue are told apart.
      """)

  @Option(help: "Whose revenue: buyer or provider.")
  var of = SpendRatio.Side.buyer

  @Option(
    help: ArgumentHelp(
      "By month, quarter, half, year, or ttm: for each month the twelve that end with it.",
      valueName: "grain"))
  var by = Grain.quarter

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

  @OptionGroup var taxes: TaxOption
  @OptionGroup var period: PeriodOptions
  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard annualised || revenue.isEmpty else {
      throw ValidationError("--revenue goes with --annualised")
    }
    guard !annualised || taxes.tax == .exclude else {
      throw ValidationError("--annualised is of fees, which have no tax; leave --tax out")
    }
    guard !annualised || !period.isGiven else {
      throw ValidationError(
        "--annualised speaks of one day: give --as-of, not --in, --from or --to")
    }
    _ = try revenueChoices
  }

  func run() throws {
    try options.print(annualised ? try annualisedReport() : try periodReport())
  }

  private func periodReport() throws -> Report {
    let window = try period.window(asOf: options.asOf)
    return try options.read { book in
      let question = SpendRatio.Question(
        side: of, grain: by, years: period.fiscal.years, window: window,
        bases: revenueBasis, asOf: options.asOf, tax: taxes.tax)
      let ratios = try SpendRatio.all(question, in: book)
      return Report(
        ratios, question,
        explanations: options.explain
          ? try SpendRatio.explanations(of: ratios, question, in: book) : [],
        parameters: parameters + taxes.parameters)
    }
  }

  private func annualisedReport() throws -> Report {
    try options.read { book in
      let rows = try AnnualisedFee.all(
        AnnualisedFee.Question(
          side: of, revenues: revenueChoices,
          bases: revenueBasis, asOf: options.asOf),
        in: book)
      return try Report(
        rows, of: of, explanations: options.explain ? rows.map(\.explanation) : [],
        parameters: parameters)
    }
  }

  private var parameters: [Report.Parameter] {
    options.parameters(period)
      + [
        Report.Parameter("revenue_basis", revenueBasis.map(\.rawValue).joined(separator: ","))
      ]
  }

  private var revenueChoices: [RevenueChoice] {
    get throws { try revenue.map(choice) }
  }

  private func choice(_ text: String) throws -> RevenueChoice {
    let parts = text.lowercased().split(separator: ":", maxSplits: 1).map(String.init)
    if parts.first == "run-rate" || parts.first == "run_rate" {
      return .runRate(parts.count == 2 ? try month(parts[1]) : nil)
    }
    let range = try period.months(of: text, asOf: options.asOf)
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
          "\(word) is not one of reported, estimate, forecast; a run rate goes with --annualised")
      }
      return basis
    }
  }
}

extension SpendRatio.Side: ExpressibleByArgument {}
extension Grain: ExpressibleByArgument {}
