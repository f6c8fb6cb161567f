package import Procurement

extension Cell {
  /// The value as programs read it: no grouping, ratios as fractions with six decimals, dates as
  /// ISO 8601; `nil` where there is none.
  package var plain: String? {
    switch self {
    case .empty, .unavailable: nil
    case .text(let text): text
    case .date(let date): date.description
    case .month(let month): month.description
    case .count(let count): String(count)
    case .money(let money): money.description
    case .decimal(let decimal): decimal.description
    case .ratio(let ratio), .qualified(let ratio, _): ratio.decimal(places: 6)
    case .fineRatio(let ratio, let places, _): ratio.decimal(places: max(places, 6))
    }
  }

  /// The kind of reason for which there is no value.
  package var code: Unavailable.Code? {
    if case .unavailable(let reason) = self { reason.code } else { nil }
  }

  /// Why there is no value, or what must be said of it.
  package var reason: String? {
    switch self {
    case .unavailable(let reason): reason.words
    case .qualified(_, let words): words
    case .fineRatio(_, _, let words): words
    default: nil
    }
  }
}
