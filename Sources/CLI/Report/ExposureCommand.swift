import ArgumentParser
import Ledger
import Queries
import Rendering
import Reports

/// `offtake report exposure`: what is firm.
struct ExposureCommand: DatedReportCommand {
  static let reports = [ReportOutline.exposure]

  static let configuration = CommandConfiguration(
    commandName: "exposure",
    abstract: "What each contract still costs if notice is given on the as-of day.",
    examples: [
      "offtake report exposure --provider spacex"
    ],
    discussion: """
      Every exit that the contract knows: notice by the buyer or the provider, the end of the \
      term, late delivery. Each with the fees and minimums up to it, lock-in respected, the \
      termination fee, forfeited prepayments, less service credits due; and the cheapest exit of the \
      buyer, beside the headline value and the sum of the fee schedule. What is not known \
      is shown as unknown, with the reason.
      """)

  enum Grouping: String, CaseIterable, ExpressibleByArgument {
    case contract, month
  }

  enum Convention: String, CaseIterable, ExpressibleByArgument {
    case months, days, both

    var all: [DayConvention] { DayConvention(rawValue: rawValue).map { [$0] } ?? [.months, .days] }
  }

  @Option(
    help: ArgumentHelp(
      "By contract; or by month, the lowest cost if notice is given in each of the next months.",
      valueName: "dimension"))
  var by = Grouping.contract

  @Option(help: ArgumentHelp("How many months, with --by month.", valueName: "count"))
  var months = 12

  @Option(
    help: ArgumentHelp(
      "months: thirty days of notice are one monthly fee; days: a day is 12 fees / 365; both.",
      valueName: "convention"))
  var convention = Convention.months

  @OptionGroup var currencies: BalanceCurrencyOption
  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard 1...120 ~= months else {
      throw ValidationError("--months is 1 to 120, not \(months)")
    }
    guard by == .contract || convention != .both else {
      throw ValidationError("--by month needs one convention: months or days")
    }
  }

  func run() throws { try options.print(report()) }

  func report() throws -> Report {
    try options.read { book in
      let choice = try currencies.choice(in: book)
      return try by == .contract ? exits(in: book, choice) : outlook(in: book, choice)
    }
  }

  private var parameters: [Report.Parameter] { options.parameters() + currencies.parameters }

  private func outlook(in book: Book, _ choice: CurrencyChoice?) throws -> Report {
    let outlooks = try ExitOutlook.all(
      in: book, asOf: options.asOf, months: months, convention: convention.all[0])
    return Report(
      try book.converted(outlooks, into: choice, asOf: options.asOf),
      days: ExitOutlook.days(from: options.asOf, months: months), convention: convention.all[0],
      isExplained: options.explain, in: choice, parameters: parameters)
  }

  private func exits(in book: Book, _ choice: CurrencyChoice?) throws -> Report {
    let exposures = try convention.all.map {
      try book.converted(
        ExitExposure.all(in: book, asOf: options.asOf, convention: $0), into: choice,
        asOf: options.asOf)
    }
    return try Report(
      exposures[0], convention: convention.all[0],
      beside: exposures.count > 1 ? exposures[1] : nil, isExplained: options.explain, in: choice,
      parameters: parameters)
  }
}

extension DayConvention: ExpressibleByArgument {}
