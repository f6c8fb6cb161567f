import Procurement
import Rendering

/// What can be configured, by the name that it has in a configuration file.
enum Setting: String, CaseIterable {
  case database, buyer, currency
  case fiscalYearStart = "fiscal_year_start"
  case unit, color, pager

  /// The variable of the environment that sets it.
  var variable: String {
    self == .database ? "OFFTAKE_DB" : "OFFTAKE_\(rawValue.uppercased())"
  }

  /// What holds if it is not configured.
  var standard: String {
    switch self {
    case .database: "offtake.sqlite"
    case .buyer, .currency, .unit: ""
    case .fiscalYearStart: "1"
    case .color: "auto"
    case .pager: "$PAGER, else less -FIRX"
    }
  }

  /// What is wrong with a value; `nil` if nothing is.
  func problem(with value: String) -> String? {
    let shown = "'\(EscapedText.text(value, limit: 60))'"
    switch self {
    case .database, .buyer, .pager: return nil
    case .currency:
      let isCode = value.utf8.count == 3 && value.allSatisfy { $0.isASCII && $0.isLetter }
      return isCode ? nil : "\(shown) is not a currency code; write three letters, as USD"
    case .fiscalYearStart:
      let isMonth = Int(value).flatMap { YearStart(month: $0) } != nil
      return isMonth ? nil : "\(shown) is not a month; write 1 to 12"
    case .unit: return choice(value, AmountUnit.allCases.map(\.rawValue))
    case .color: return choice(value, LayoutOptions.Color.allCases.map(\.rawValue))
    }
  }

  private func choice(_ value: String, _ choices: [String]) -> String? {
    choices.contains(value)
      ? nil
      : "'\(EscapedText.text(value, limit: 60))' is not a \(rawValue)"
        + NearestNames.hint(for: value, among: choices)
  }
}
