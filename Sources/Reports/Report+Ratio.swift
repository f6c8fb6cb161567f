package import Ledger
internal import Procurement
package import Queries
package import Rendering

extension ReportOutline {
  /// `offtake report ratio`.
  package static let ratio = ReportOutline(
    "ratio", chart: "A line of shares for each buyer, provider and contract.",
    SpendRatio.table(of: .buyer, isCompared: true).outline(
      "Of the buyer's revenue; the last four columns with `--change`."),
    SpendRatio.table(of: .provider, isCompared: true).outline(
      "Of the provider's revenue; the last four columns with `--change`."),
    WalletShare.table.outline("Of what the buyer spends with all providers."))
}

extension Report {
  /// Spend over revenue, period by period.
  ///
  /// `explanations` are empty where none was asked for.
  package init(
    _ ratios: [SpendRatio], _ question: SpendRatio.Question, paymentsNotSpread: [Evidence] = [],
    explanations: [Explanation], parameters: [Parameter]
  ) {
    let (side, grain) = (question.side, question.grain)
    let missing = Set(ratios.flatMap(\.missing)).sorted()
    self = Report(
      .ratio,
      title: "Spend over the \(side == .buyer ? "buyer's" : "provider's") revenue, "
        + "by \(grain.words)",
      basis: "\(question.basis.words), \(question.tax.words)"
        + (question.choice?.words ?? ""),
      parameters: parameters,
      sections: [SpendRatio.table(of: side, isCompared: question.isCompared).section(ratios)],
      explaining: explanations.isEmpty ? nil : explanations,
      notes: CurrencyNotes.notes(ratios.map(\.currency)) + Report.notes(ratios)
        + MissingInvoiceNotes.notes(missing) + PaymentNotes.notes(paymentsNotSpread)
    ).drawn { [Chart(ratios, $0)] }
  }

  private static func notes(_ ratios: [SpendRatio]) -> [String] {
    let isPartial = ratios.contains { $0.revenue.map { !$0.isComplete } ?? false }
    let isProrated = ratios.contains { $0.revenue?.isProrated ?? false }
    let isDerived = ratios.contains { $0.revenue?.isDerived ?? false }
    return [
      isPartial
        ? "partial m/n: revenue is known for m of n months; spend and revenue are of those months"
        : nil,
      isProrated
        ? "prorated: a revenue figure of a longer period counts by its days" : nil,
      isDerived
        ? "derived: a revenue figure less the shorter ones within it, for the remaining days" : nil,
    ].compactMap { $0 }
  }
}

extension SpendRatio {
  fileprivate static func table(of side: Side, isCompared: Bool) -> Table<SpendRatio> {
    Table {
      if side == .provider { Column("provider", \.provider).key }
      Column("buyer", \.buyer).key
      Column("contract") { $0.contract ?? "(all)" }.detail
      Column("period", \.period.label).key
      Column("currency", \.currency).key
      Column("spend", \.spend).key
      Column("tax", meaning: "Whether or not it is in the spend.") { $0.tax?.figure }.detail
      Column("revenue", \.revenueAmount).key
      Column("revenue_basis", \.revenue?.basis.label).detail
      Column("share", meaning: "Spend over revenue.", \.ratio).key
      if isCompared { changeColumns }
    }
  }

  @ColumnBuilder<SpendRatio> private static var changeColumns: [Column<SpendRatio>] {
    Column("spend_change", meaning: "Of all months, against the period before.", \.growth?.spend)
    Column("revenue_change", meaning: "Against the period before.", \.growth?.revenue)
    Column("year_spend_change", meaning: "Against a year before.", \.growth?.yearSpend)
    Column("year_revenue_change", meaning: "Against a year before.", \.growth?.yearRevenue)
  }
}
