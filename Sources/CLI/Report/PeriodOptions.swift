import ArgumentParser
import Procurement
import Rendering
import Store

/// Which day it is, which day figures speak of, and what was known then.
struct DayOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The day that figures speak of. (default: today)", valueName: "day"),
    transform: { try Day(parsing: $0) })
  var asOf: Day?

  @Option(
    help: ArgumentHelp("The day to take for today, UTC.", valueName: "day"),
    transform: { try Day(parsing: $0) })
  var today: Day?

  @OptionGroup var knowledge: KnowledgeOption

  /// The day to take for today.
  var presentDay: Day { today ?? Clock.today }

  /// The day that figures speak of.
  var day: Day { asOf ?? presentDay }

  var parameters: [Report.Parameter] {
    [Report.Parameter("as_of", "\(day)")] + knowledge.parameters
  }
}

/// What was known: `--known-at`.
struct KnowledgeOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only what had been recorded by then: a day, a second as 2026-11-23T18:00:00Z, or the "
        + "number of an import. (default: now)", valueName: "time"),
    transform: { try moment($0) })
  var knownAt: KnownAt?

  /// Reads a day, a second or the number of an import.
  static func moment(_ text: String) throws -> KnownAt {
    guard let knownAt = KnownAt(parsing: text) else {
      throw ValidationError(
        "\(text) is no day, second or import; write 2026-11-23, 2026-11-23T18:00:00Z or 7")
    }
    return knownAt
  }

  var parameters: [Report.Parameter] {
    knownAt.map { [Report.Parameter("known_at", "\($0)")] } ?? []
  }
}

/// Which months: `--from` and `--to`.
struct PeriodOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "From the start of this period: 2026, 2026Q1, 2026-05, 2026-01..2026-06, \"last month\".",
      valueName: "period"))
  var from: String?

  @Option(
    help: ArgumentHelp(
      "To the end of this period, included. A range in --from brings its own end.",
      valueName: "period"))
  var to: String?

  /// Refuses what is no period before the database is opened, with the usage of the command.
  func validate() throws { _ = try window(today: Clock.today) }

  /// The months asked for; `nil` for all.
  /// - Throws: `ValidationError` for what is no period, or runs backward.
  func window(today: Day) throws -> MonthRange? {
    guard from != nil || to != nil else { return nil }
    let first = try from.map { try period($0, today) }
    let last = try to.map { try period($0, today) }
    let isRange = from.map { $0.contains("..") } ?? false
    let start = first?.from ?? Month(year: 1900, month: 1)
    let end = last?.to ?? (isRange ? first?.to : nil) ?? Month(year: 2200, month: 1)
    guard start < end else {
      throw ValidationError("--to \(to ?? "") is before --from \(from ?? "")")
    }
    return MonthRange(from: start, to: end)
  }

  private func period(_ text: String, _ today: Day) throws -> MonthRange {
    do {
      return try MonthRange(parsing: text, today: today)
    } catch {
      throw ValidationError("\(error)")
    }
  }

  var parameters: [Report.Parameter] {
    [("from", from), ("to", to)].compactMap { name, value in
      value.map { Report.Parameter(name, $0) }
    }
  }
}
