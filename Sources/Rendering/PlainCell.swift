internal import Procurement

extension Cell {
  /// The value as programs read it: no grouping, ratios as fractions with six decimals, dates as
  /// ISO 8601; `nil` where there is none.
  var plain: String? {
    switch self {
    case .empty, .undefined: nil
    case .text(let text): text
    case .date(let date): date.description
    case .month(let month): month.description
    case .count(let count): String(count)
    case .money(let money): money.description
    case .decimal(let decimal): decimal.description
    case .ratio(let ratio), .qualified(let ratio, _): ratio.decimal(places: 6)
    }
  }

  /// Why there is no value, or what must be said of it.
  var reason: String? {
    switch self {
    case .undefined(let reason): reason
    case .qualified(_, let words): words
    default: nil
    }
  }
}
