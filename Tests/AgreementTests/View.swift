import Foundation
import Procurement

/// What every report says of a book on one day, at one time of knowledge.
struct View: Sendable {
  let asOf: Day
  let standings: [Standing]
  let answers: [String: Answer]
  /// Whether the reports cite rows.
  let isExplained: Bool

  /// The last day of the agenda.
  var horizon: Day { asOf.adding(days: Self.daysAhead) }

  private static let daysAhead = 800

  /// The reports by short names, and those that explain their figures.
  private static let commands = [
    "ratio": "report ratio --annualised", "exposure": "report exposure",
    "obligations": "report obligations", "audit": "audit", "unbilled": "report unbilled",
    "agenda": "agenda --within \(daysAhead)d", "capacity": "report capacity",
  ]
  private static let spend = [
    "spend": "report spend --by contract", "months": "report spend --by month",
  ]

  /// The reports that cite rows.
  static let explained = commands.keys.sorted() + ["compare"]

  init(
    of book: DealBook, _ deals: [Deal], asOf day: Day, knownAt moment: String? = nil,
    explaining isExplained: Bool = false, showing shown: [String] = []
  ) throws {
    asOf = day
    self.isExplained = isExplained
    standings = deals.map { Standing($0, asOf: day) }
    let providers = Set(deals.map(\.provider)).sorted().joined(separator: " ")
    let cited = Self.commands.merging(["compare": "compare \(providers)"]) { $1 }
      .mapValues { isExplained ? "\($0) --explain" : $0 }
    let shows = shown.map { ("show \($0)", "show contract \($0)") }
    answers = try cited.merging(Self.spend) { $1 }.merging(shows) { $1 }
      .mapValues { try book.report($0, asOf: day, knownAt: moment) }
  }

  /// The rows of a report that are of a contract, in every section or in one.
  func rows(_ report: String, _ section: String = "rows") -> [String: [[String: Cell]]] {
    Dictionary(grouping: answers[report]?[section] ?? []) { $0.said("contract") }
  }
}

/// Something that a report says otherwise than the law, or than another report.
struct Disagreement: CustomStringConvertible {
  let view: View
  let deal: Deal
  let said: String

  var description: String { "as of \(view.asOf), \(deal.reference) \(said)\n    \(deal)" }
}

/// Disagreements for people: how many, and the smallest deals that show them, each once.
func told(_ all: [Disagreement]) -> String {
  var seen: Set<String> = []
  let smallest = all.sorted { $0.deal.size < $1.deal.size }
    .filter { seen.insert($0.deal.description).inserted }.prefix(12)
  return "\(all.count) disagreements; the smallest deals:\n"
    + smallest.map { "  \($0)" }.joined(separator: "\n")
}
