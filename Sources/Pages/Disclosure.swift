internal import Procurement
internal import Rendering

/// What a page may show: all of it or, for readers who must not know amounts, names, dates and ratios.
///
/// Amounts can stand in any text of a file or a report, so that a page without amounts has only texts of
/// columns that are known to have none.
struct Disclosure {
  let hidesAmounts: Bool

  /// What stands in place of what is hidden.
  static let hidden = "hidden"

  /// The cell as it may be shown; `nil` if it may not. `field` is what it is about in a list of fields.
  func shown(_ cell: Cell, of column: ReportColumn, field: String? = nil) -> Cell? {
    guard hidesAmounts else { return cell }
    let name = field ?? column.name
    switch cell {
    case .empty, .date, .month, .count, .ratio: return cell
    case .qualified(let ratio, _): return .ratio(ratio)
    case .fineRatio(let ratio, let places, _): return .fineRatio(ratio, places: places, nil)
    case .unavailable(let reason): return .unavailable(Unavailable(reason.code, reason.code.words))
    case .money: return nil
    case .decimal: return Disclosure.quantities.contains(name) ? cell : nil
    case .text: return Disclosure.words.contains(name) ? cell : nil
    }
  }

  /// An amount in a sentence.
  func words(_ money: Money) -> String { hidesAmounts ? "an amount (hidden)" : money.inWords }

  /// The texts that may be shown of a list.
  func texts(_ texts: some Collection<String>) -> [String] { hidesAmounts ? [] : Array(texts) }

  /// Columns and fields of numbers that are no amounts.
  private static let quantities: Set = [
    "contracted_mw", "due_mw", "delivered_mw", "accepted_mw", "withdrawn_mw", "planned_mw",
    "accelerator_hours", "mw_months", "weighted_days", "late", "days_payable", "open_age", "hhi",
    "effective_providers", "sla_cap_percent", "tolerance_percent",
  ]

  /// Columns and fields of names, codes and days.
  private static let words: Set = [
    "field", "contract", "provider", "buyer", "currency", "state", "status", "kind", "code",
    "severity", "period", "months", "exit_kind", "notice", "headline_kind", "revenue_basis",
    "annualised_from", "revenue_of", "tranche", "site", "accelerator", "mw_basis", "late_unit",
    "subject", "invoice", "event", "confidence", "recorded_at", "draw", "risk", "level", "members",
    "is_cheapest", "notice_by", "notice_to", "country", "name", "part_of", "basis", "fx_quote",
    "month",
  ]
}

extension Unavailable.Code {
  /// The code with blanks.
  fileprivate var words: String { String(rawValue.map { $0 == "_" ? " " : $0 }) }
}
