internal import Ledger
package import Procurement

/// What a brief is asked for.
package struct BriefQuestion: Sendable {
  /// The as-of day of figures.
  package let asOf: Day
  /// Where years begin.
  package let years: YearStart
  /// The currency of all amounts; `nil` for that of each.
  package let currency: Currency?
  /// Whether names, dates and ratios are shown, and no amount.
  package let hidesAmounts: Bool
  /// What the reader asked about, such as `buyer anthropic`; empty for all of the book.
  package let scope: String
  /// The options that give the same figures on the command line: `--as-of 2026-11-23 --buyer anthropic`.
  package let options: String
  /// The version of the program.
  package let version: String

  /// A question about one day.
  package init(
    asOf: Day, years: YearStart = .january, currency: Currency? = nil, hidesAmounts: Bool = false,
    scope: String = "", options: String = "", version: String = ""
  ) {
    self.asOf = asOf
    self.years = years
    self.currency = currency
    self.hidesAmounts = hidesAmounts
    self.scope = scope
    self.options = options
    self.version = version
  }

  /// The currency at the rates of sums over time.
  var flows: CurrencyChoice? { currency.map { CurrencyChoice($0, .average) } }
  /// The currency at the rates of balances.
  var balances: CurrencyChoice? { currency.map { CurrencyChoice($0, .closing) } }
  /// The last day of the agenda.
  var horizon: Day { asOf.adding(days: BriefQuestion.horizonDays) }

  /// A year and a month, so that what renews every year is on it.
  static let horizonDays = 400

  /// The command that shows all of a table.
  func command(_ words: String) -> String { "offtake \(words) \(options)" }
}
