import ArgumentParser
import Procurement
import Rendering

/// Which months: `--in`, or `--from` and `--to`. Words such as `last month` count from the as-of day.
struct PeriodOptions: ParsableArguments {
  @Option(
    name: .customLong("in"), parsing: .unconditional,
    help: ArgumentHelp(
      "Only this period: 2026, 2026Q1, 2026H1, FY2026, 2026-05, 2026-01..2026-06, \"last month\", "
        + "\"this quarter\", ytd, or the month of yesterday or \"-3 months\".",
      valueName: "period"))
  var only: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "From the start of this period. A range, ytd, and this or last month, quarter, half or year "
        + "bring their own end.",
      valueName: "period"))
  var from: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("To the end of this period, included.", valueName: "period"))
  var to: String?

  @OptionGroup var fiscal: FiscalYearOption

  /// Whether a period was asked for.
  var isGiven: Bool { only != nil || from != nil || to != nil }

  /// Whether the period has a first and a last month.
  var isBounded: Bool {
    let isAlone = (try? meaning(of: from, asOf: Clock.today))?.isAlone ?? false
    return only != nil || (from != nil && (to != nil || isAlone))
  }

  /// Refuses what is no period before the database is opened, with the usage of the command.
  func validate() throws {
    guard only == nil || (from == nil && to == nil) else {
      throw ValidationError("give --in, or --from and --to")
    }
    let texts = [only, from, to]
    let words = try texts.map { try meaning(of: $0, asOf: Clock.today) }
    // What counts from the as-of day, which is not known here, may run backward on some days only.
    guard try words == texts.map({ try meaning(of: $0, asOf: Day(number: 0)) }) else { return }
    _ = try window(asOf: Clock.today)
  }

  /// The months asked for; `nil` for all.
  /// - Throws: `ValidationError` for what is no period, or runs backward.
  func window(asOf day: Day) throws -> MonthRange? {
    guard isGiven else { return nil }
    if let period = try meaning(of: only, asOf: day) { return period.months }
    let first = try meaning(of: from, asOf: day)
    let last = try meaning(of: to, asOf: day)
    let start = first?.months.from ?? Month(year: 1900, month: 1)
    let ownEnd = first.flatMap { $0.isAlone ? $0.months.to : nil }
    let end = last?.months.to ?? ownEnd ?? Month(year: 2200, month: 1)
    guard start < end else {
      throw ValidationError("--to \(to ?? "") is before --from \(from ?? "")")
    }
    return MonthRange(from: start, to: end)
  }

  /// The months that a text means.
  /// - Throws: `ValidationError` for what is no period.
  func months(of text: String, asOf day: Day) throws -> MonthRange {
    try meaning(of: text, asOf: day).months
  }

  private func meaning(of text: String?, asOf day: Day) throws -> PeriodWords.Meaning? {
    try text.map { try meaning(of: $0, asOf: day) }
  }

  private func meaning(of text: String, asOf day: Day) throws -> PeriodWords.Meaning {
    do {
      return try PeriodWords(asOf: day, years: fiscal.years).meaning(of: text)
    } catch {
      throw ValidationError("\(error)")
    }
  }

  /// What was asked for, words such as `last month` as the months that they mean.
  func parameters(asOf day: Day) -> [Report.Parameter] {
    [("in", only), ("from", from), ("to", to)].compactMap { name, text in
      (try? meaning(of: text, asOf: day)).map {
        Report.Parameter(name, fiscal.years.label(of: $0.months))
      }
    } + fiscal.parameters
  }
}

/// Where fiscal years begin: `--fiscal-year-start`.
struct FiscalYearOption: ParsableArguments {
  @Option(
    name: .customLong("fiscal-year-start"),
    help: ArgumentHelp(
      "The month in which a fiscal year starts, 1 to 12; it is named by the year in which it ends. "
        + "(default: 1)",
      valueName: "month"))
  var given: Int?

  /// The month that was given, else the one that is configured, else January.
  var fiscalYearStart: Int {
    given ?? Configuration.current[.fiscalYearStart].flatMap { Int($0) } ?? 1
  }

  func validate() throws {
    guard YearStart(month: fiscalYearStart) != nil else {
      throw ValidationError("--fiscal-year-start is a month, 1 to 12, not \(fiscalYearStart)")
    }
  }

  /// Where years begin.
  var years: YearStart { YearStart(month: fiscalYearStart) ?? .january }

  /// The month, unless years are those of the calendar.
  var parameters: [Report.Parameter] {
    years == .january ? [] : [Report.Parameter("fiscal_year_start", "\(fiscalYearStart)")]
  }
}
