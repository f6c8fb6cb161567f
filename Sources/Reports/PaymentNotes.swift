internal import Ledger
internal import Procurement

/// Says which payments are in no figure.
enum PaymentNotes {
  /// `left out, since the total of the invoice is 0 and it is not known what was paid of it: payment of invoice
  /// X-1, 50.00 USD`; no note where none is.
  static func notes(_ payments: [Evidence]) -> [String] {
    guard !payments.isEmpty else { return [] }
    let all = payments.map { payment in
      payment.record + (payment.amount.map { ", \($0) \($0.currency.code)" } ?? "")
    }
    return [
      "left out, because the invoice total is 0 and the paid part of it is unknown: "
        + all.joined(separator: "; ")
    ]
  }
}
