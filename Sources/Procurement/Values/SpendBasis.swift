/// To which month an amount of spend belongs (METRICS, rule 1).
package enum SpendBasis: String, CaseIterable, Sendable {
  /// The invoice's billing month.
  case billed
  /// The months of the service, by its days.
  case accrued
  /// The month of the payment.
  case paid

  /// For the heading of a report: `billed, by the invoice's billing month`.
  package var words: String {
    switch self {
    case .billed: "billed, by the invoice's billing month"
    case .accrued: "accrued, by the days of the service"
    case .paid: "paid, by the day of the payment"
    }
  }
}
