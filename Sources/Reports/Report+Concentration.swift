internal import Ledger
internal import Procurement
package import Queries
package import Rendering

extension ReportOutline {
  /// `offtake report concentration`.
  package static let concentration = ReportOutline(
    "concentration",
    ConcentrationRow.table(top: nil, isTimed: true).outline(
      "The period with `--by`, here and among the providers."),
    ConcentratedProvider.table(isTimed: true).outline())
}

/// The concentration of what one buyer, or all, paid.
package struct ConcentrationRow: Sendable {
  fileprivate let buyer: String?
  fileprivate let concentration: Concentration
  fileprivate let top: Int

  /// `buyer` is `nil` for all together, `top` how many of the largest are added up.
  package init(_ concentration: Concentration, buyer: String?, top: Int) {
    (self.concentration, self.buyer, self.top) = (concentration, buyer, top)
  }

  fileprivate static func table(top: Int?, isTimed: Bool) -> Table<ConcentrationRow> {
    Table {
      Column("buyer") { $0.buyer ?? "(all)" }.key
      if isTimed { Column("period") { $0.concentration.period?.label }.key }
      Column("currency", \.concentration.currency).key
      Column("spend", meaning: "With the providers that are counted.", \.concentration.total.figure)
        .key
      Column("providers", meaning: "Counted ones, each ultimate parent as one.") {
        $0.concentration.providers.filter(\.counts).count
      }.detail
      Column("hhi", title: "HHI", meaning: "0 to 10,000.", \.concentration.index).key
      Column("effective_providers", meaning: "10,000 over the HHI.", \.concentration.effectiveCount)
      Column("largest_share") { $0.concentration.share(ofLargest: 1) }.key
      Column(
        "top_share", title: top.map { "top \($0) share" },
        meaning: "Of the three largest, or as many as `--top` says."
      ) { $0.concentration.share(ofLargest: $0.top) }
      Column("level", meaning: "`highly concentrated` or empty.") {
        $0.concentration.isHigh ? "highly concentrated" : nil
      }.key
    }
  }
}

/// A provider of a concentration.
private struct ConcentratedProvider: Sendable {
  let row: ConcentrationRow
  let provider: Concentration.Provider

  static func table(isTimed: Bool) -> Table<ConcentratedProvider> {
    Table("providers", title: "Providers") {
      Column("buyer") { $0.row.buyer ?? "(all)" }.detail
      if isTimed { Column("period") { $0.row.concentration.period?.label }.key }
      Column("provider", meaning: "The ultimate parent.", \.provider.parent).key
      Column("members", meaning: "The providers that were paid.") {
        $0.provider.members.joined(separator: ", ")
      }.detail
      Column("currency", \.row.concentration.currency).key
      Column("spend", \.provider.spend.figure).key
      Column("share", \.provider.share).key
      Column("cumulated_share", \.provider.cumulated)
    }
  }
}

extension Report {
  /// How concentrated spend is, and with whom.
  ///
  /// `explanations` are empty where none was asked for.
  package init(
    concentration rows: [ConcentrationRow], _ question: Concentration.Question, top: Int,
    explanations: [Explanation], parameters: [Parameter]
  ) {
    let grain = question.grain.map { ", by \($0.words)" } ?? ""
    let providers = rows.flatMap { row in
      row.concentration.providers.map { ConcentratedProvider(row: row, provider: $0) }
    }
    let isLeftOut = providers.contains { !$0.provider.counts && !$0.provider.spend.isTooLarge }
    let missing = Set(rows.flatMap(\.concentration.missing)).sorted()
    self.init(
      .concentration, title: "Concentration of spend by ultimate parent\(grain)",
      basis: "billed, by the invoice's billing month, \(question.tax.words)"
        + (question.choice?.words ?? ""),
      parameters: parameters,
      sections: [
        ConcentrationRow.table(top: top, isTimed: question.grain != nil).section(rows),
        ConcentratedProvider.table(isTimed: question.grain != nil).section(providers),
      ], explaining: explanations.isEmpty ? nil : explanations,
      notes: [
        "HHI above 1,800 is highly concentrated (US Merger Guidelines 2023)",
        isLeftOut ? "Providers without net spend are left out of shares and HHI" : nil,
      ].compactMap(\.self) + CurrencyNotes.notes(rows.map(\.concentration.currency))
        + MissingInvoiceNotes.notes(missing))
  }
}
