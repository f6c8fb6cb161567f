internal import Ledger
internal import Procurement

/// What is said of a report whose scope has several currencies (METRICS, rule 7).
enum CurrencyNotes {
  /// A note that amounts of several currencies stand in rows of their own, if they do.
  static func notes(_ currencies: some Sequence<Currency>) -> [String] {
    let codes = Set(currencies.map(\.code)).sorted()
    guard codes.count > 1 else { return [] }
    return [
      "amounts in \(codes.joined(separator: ", ")) are not added, so what share of the whole each row is, is "
        + "not known; --currency converts them"
    ]
  }

  /// What the basis says of balances: `, in USD at the rates of 2026-06-30`; nothing without a conversion.
  static func basis(_ choice: CurrencyChoice?, of day: Day?) -> String {
    guard let choice else { return "" }
    return ", in \(choice.currency.code) at the last rates"
      + (day.map { " on or before \($0)" } ?? "")
  }
}

extension CurrencyChoice {
  /// What the basis says of a conversion: `, in USD at the average rates of each month`.
  var words: String { ", in \(currency.code) at the \(rule.rawValue) rate of each month" }
}
