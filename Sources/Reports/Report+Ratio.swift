internal import Ledger
package import Procurement
package import Queries
package import Rendering

extension ReportOutline {
  /// `offtake report ratio`.
  package static let ratio = ReportOutline(
    "ratio", SpendRatio.table(of: .buyer).outline("Of the buyer's revenue."),
    SpendRatio.table(of: .provider).outline("Of the provider's revenue."))
}

extension Report {
  /// Spend over revenue, period by period.
  ///
  /// `explanations` are empty where none was asked for.
  package init(
    _ ratios: [SpendRatio], of side: SpendRatio.Side, grain: Grain,
    explanations: [Explanation], parameters: [Parameter]
  ) {
    let missing = Set(ratios.flatMap(\.missing)).sorted()
    self.init(
      .ratio,
      title: "Spend over the \(side == .buyer ? "buyer's" : "provider's") revenue, "
        + "by \(grain.rawValue)",
      basis: "billed, by the invoice's billing month", parameters: parameters,
      sections: [SpendRatio.table(of: side).section(ratios)],
      explaining: explanations.isEmpty ? nil : explanations,
      notes: Report.notes(ratios) + MissingInvoiceNotes.notes(missing))
  }

  private static func notes(_ ratios: [SpendRatio]) -> [String] {
    let isPartial = ratios.contains { $0.revenue.map { !$0.isComplete } ?? false }
    let isProrated = ratios.contains { $0.revenue?.isProrated ?? false }
    return [
      isPartial
        ? "partial m/n: revenue is known for m of n months; spend and revenue are of those months"
        : nil,
      isProrated
        ? "prorated: a revenue figure of a longer period counts by its days" : nil,
    ].compactMap { $0 }
  }
}

extension SpendRatio {
  fileprivate static func table(of side: Side) -> Table<SpendRatio> {
    Table {
      if side == .provider { Column("provider", \.provider) }
      Column("buyer", \.buyer)
      Column("contract") { $0.contract ?? "(all)" }
      Column("period", \.period.description)
      Column("currency", \.currency)
      Column("spend") { $0.spend.or(.notBilled, "no invoices") }
      Column("revenue") { ($0.revenue?.amount).or(.notRecorded, "missing") }
      Column("revenue_basis", \.revenue?.basis.label)
      Column("share", meaning: "Spend over revenue.", \.ratio)
    }
  }
}
