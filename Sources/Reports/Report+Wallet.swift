package import Ledger
internal import Procurement
package import Queries
package import Rendering

extension Report {
  /// Providers' shares of what buyers spend, period by period.
  ///
  /// `explanations` are empty where none was asked for.
  package init(
    _ shares: [WalletShare], _ question: SpendRatio.Question, missing: [MissingInvoice],
    paymentsNotSpread: [Evidence] = [], explanations: [Explanation], parameters: [Parameter]
  ) {
    self = Report(
      .ratio, title: "Share of the buyer's spend, by \(question.grain.words)",
      basis: "\(question.basis.words), \(question.tax.words)" + (question.choice?.words ?? ""),
      parameters: parameters, sections: [WalletShare.table.section(shares)],
      explaining: explanations.isEmpty ? nil : explanations,
      notes: CurrencyNotes.notes(shares.map(\.currency))
        + MissingInvoiceNotes.notes(Set(missing).sorted()) + PaymentNotes.notes(paymentsNotSpread)
    ).drawn { [Chart(shares, $0)] }
  }
}

extension WalletShare {
  static let table = Table<WalletShare> {
    Column("buyer", \.buyer).key
    Column("provider", \.provider).key
    Column("contract") { $0.contract ?? "(all)" }.detail
    Column("period", \.period.label).key
    Column("currency", \.currency).key
    Column("spend", \.spend).key
    Column("buyer_spend", meaning: "With all providers.", \.buyerSpend)
    Column("share", meaning: "Spend over the buyer's spend.", \.share).key
  }
}
