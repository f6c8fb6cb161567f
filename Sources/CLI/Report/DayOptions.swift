import ArgumentParser
import Procurement
import Rendering
import Store

/// Which day it is, which as-of day figures have, and what was known then.
struct DayOptions: ParsableArguments {
  @Option(
    name: .customLong("as-of"), parsing: .unconditional,
    help: ArgumentHelp(
      "Report as of this date; also yesterday, or \"-3 months\". (default: today)",
      valueName: "day"),
    transform: { try RelativeDay(parsing: $0) })
  var given: RelativeDay?

  @Option(
    help: ArgumentHelp("The day to use as today, UTC.", valueName: "day"),
    transform: { try Day(parsing: $0) })
  var today: Day?

  @OptionGroup var knowledge: KnowledgeOption

  /// The day to take for today.
  private var presentDay: Day { today ?? Clock.today }

  /// The day that was asked for; `nil` if none was.
  var asOf: Day? { given.map { $0.day(from: presentDay) } }

  /// The as-of day of figures.
  var day: Day { asOf ?? presentDay }

  var parameters: [Report.Parameter] { parameters(asOf: day) }

  /// What was asked for, with the as-of day of figures.
  func parameters(asOf day: Day) -> [Report.Parameter] {
    [Report.Parameter("as_of", "\(day)")] + knowledge.parameters
  }
}

/// What was known: `--known-at`.
struct KnowledgeOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only what had been recorded by then: a day, also yesterday or \"-3 months\", a second as "
        + "2026-11-23T18:00:00Z, or the number of an import. (default: now)", valueName: "time"),
    transform: { try moment($0) })
  var knownAt: KnownAt?

  /// Reads a day, a second or the number of an import.
  static func moment(_ text: String) throws -> KnownAt {
    let relativeDay = try? RelativeDay(parsing: text).day(from: Clock.today).description
    guard let knownAt = KnownAt(parsing: relativeDay ?? text) else {
      throw ValidationError(
        "'\(text)' is not a day, second or import; write 2026-11-23, yesterday, "
          + "2026-11-23T18:00:00Z or 7")
    }
    return knownAt
  }

  var parameters: [Report.Parameter] {
    knownAt.map { [Report.Parameter("known_at", "\($0)")] } ?? []
  }
}
