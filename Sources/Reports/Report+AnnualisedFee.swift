internal import Procurement
package import Queries
package import Rendering

extension Report {
  /// Annualised fees over revenue.
  ///
  /// `explanations` are empty where none was asked for.
  /// - Throws: `MoneyError.tooLarge` where a total does not fit.
  package init(
    _ rows: [AnnualisedFee], of side: SpendRatio.Side, explanations: [Explanation],
    parameters: [Parameter]
  ) throws {
    let isOfBuyer = side == .buyer
    let main = Section(
      columns: [
        ReportColumn("contract", .text), ReportColumn("buyer", .text),
        ReportColumn("provider", .text), ReportColumn("currency", .text),
        ReportColumn("monthly_fee", .money), ReportColumn("annualised", .money, hasReasons: true),
        ReportColumn("annualised_from", .text), ReportColumn("revenue_of", .text),
        ReportColumn("revenue", .money, hasReasons: true),
        ReportColumn("share", .ratio, hasReasons: true),
      ],
      rows: rows.map(Report.cells), totals: try Report.totals(rows))
    self.init(
      name: "annualised",
      title: "Annualised fee over the \(isOfBuyer ? "buyer's" : "provider's") revenue",
      basis: "12 × the monthly fee in force on the as-of day", parameters: parameters,
      sections: [main] + (explanations.isEmpty ? [] : [Section(explaining: explanations)]),
      notes: Report.notes(rows))
  }

  private static func cells(_ row: AnnualisedFee) -> [Cell] {
    [
      .text(row.contract.reference), .text(row.contract.buyer), .text(row.contract.provider),
      .text(row.contract.currency.code), .money(row.rate.monthly),
      row.rate.annual.map { .money($0) } ?? .undefined(row.rate.label),
      .text(row.rate.annual == nil ? nil : row.rate.label),
      .text(row.revenue.map { "\($0.organization) \($0.label)" } ?? row.revenueAsked),
      row.revenue.map { .money($0.amount) } ?? .undefined(row.noRevenueReason ?? "missing"),
      Cell(row.ratio),
    ]
  }

  /// One for each revenue that several contracts are set against.
  private static func totals(_ rows: [AnnualisedFee]) throws -> [[Cell]] {
    var totals: [[Cell]] = []
    var seen: Set<YearlyRevenue> = []
    for revenue in rows.compactMap(\.revenue) where seen.insert(revenue).inserted {
      guard let total = try AnnualisedFee.total(of: rows.filter { $0.revenue == revenue }) else {
        continue
      }
      totals.append([
        .text("total of known fees"), .empty, .empty, .text(revenue.amount.currency.code), .empty,
        .money(total.annual), .text("monthly fees"),
        .text("\(revenue.organization) \(revenue.label)"), .money(revenue.amount),
        Cell(total.1),
      ])
    }
    return totals
  }

  private static func notes(_ rows: [AnnualisedFee]) -> [String] {
    let isHeadline = rows.contains { if case .headlineOverTerm = $0.rate { true } else { false } }
    let isRunRate = rows.contains { $0.revenue?.label.hasPrefix("run rate") ?? false }
    return [
      isHeadline
        ? "headline / months: no fee is known; the headline value spread evenly over its term"
        : nil,
      isRunRate
        ? "a run rate is annualised, not the revenue of a year; the two are not comparable" : nil,
    ].compactMap { $0 }
  }
}
