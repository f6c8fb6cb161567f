package import Procurement
package import Queries
package import Rendering

extension Report {
  /// Spend over revenue, period by period.
  ///
  /// `explanations` are empty where none was asked for.
  package init(
    _ ratios: [SpendRatio], of side: SpendRatio.Side, grain: Grain,
    explanations: [Explanation], parameters: [Parameter]
  ) {
    let isOfBuyer = side == .buyer
    let main = Section(
      columns: (isOfBuyer ? [] : [ReportColumn("provider", .text)]) + [
        ReportColumn("buyer", .text), ReportColumn("contract", .text),
        ReportColumn("period", .text), ReportColumn("currency", .text),
        ReportColumn("spend", .money, hasReasons: true),
        ReportColumn("revenue", .money, hasReasons: true),
        ReportColumn("revenue_basis", .text),
        ReportColumn("share", .ratio, hasReasons: true),
      ],
      rows: ratios.map { ratio in
        (isOfBuyer ? [] : [.text(ratio.provider)]) + [
          .text(ratio.buyer), .text(ratio.contract ?? "(all)"), .text(ratio.period.description),
          .text(ratio.currency.code),
          ratio.spend.map { .money($0) } ?? .undefined("no invoices"),
          ratio.revenue.map { .money($0.amount) } ?? .undefined("missing"),
          .text(ratio.revenue?.basis.label), Cell(ratio.ratio),
        ]
      })
    let missing = Set(ratios.flatMap(\.missing)).sorted()
    self.init(
      name: "ratio",
      title: (isOfBuyer ? "Spend over the buyer's revenue" : "Spend over the provider's revenue")
        + ", by \(grain.rawValue)",
      basis: "billed, by the invoice's billing month", parameters: parameters,
      sections: [main] + (explanations.isEmpty ? [] : [Section(explaining: explanations)]),
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
