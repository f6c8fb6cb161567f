internal import Ledger
internal import Procurement
package import Queries
package import Rendering

extension ReportOutline {
  /// `offtake report ratio --annualised`.
  package static let annualised = ReportOutline("annualised", AnnualisedFee.table.outline())
}

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
    self.init(
      .annualised, title: "Annualised fee over the \(isOfBuyer ? "buyer's" : "provider's") revenue",
      basis: "12 × the monthly fee in force on the as-of day", parameters: parameters,
      sections: [try AnnualisedFee.table.section(rows, totals: Report.totals(rows))],
      explaining: explanations.isEmpty ? nil : explanations, notes: Report.notes(rows))
  }

  /// The rows of each revenue that several contracts are set against.
  private static func totals(_ rows: [AnnualisedFee]) -> [[AnnualisedFee]] {
    var places: [YearlyRevenue: Int] = [:]
    var groups: [[AnnualisedFee]] = []
    for row in rows {
      guard let revenue = row.revenue else { continue }
      let place = places[revenue] ?? groups.count
      places[revenue] = place
      if place == groups.count { groups.append([]) }
      groups[place].append(row)
    }
    return groups.filter { AnnualisedFee.total(of: $0) != nil }
  }

  private static func notes(_ rows: [AnnualisedFee]) -> [String] {
    let isHeadline = rows.contains { if case .headlineOverTerm = $0.rate { true } else { false } }
    let isRunRate = rows.contains { $0.revenue?.isRunRate ?? false }
    return [
      isHeadline
        ? "headline / months: no fee is known; the headline value spread evenly over its term"
        : nil,
      isRunRate
        ? "a run rate is annualised, not the revenue of a year; the two are not comparable" : nil,
    ].compactMap { $0 }
  }
}

extension AnnualisedFee {
  fileprivate static let table = Table<AnnualisedFee> {
    Column("contract", \.contract.reference).total { _ in "total of known fees" }.key
    Column("buyer", \.contract.buyer)
    Column("provider", \.contract.provider)
    Column("currency", \.contract.currency).total { $0.first?.contract.currency }.key
    Column("monthly_fee", \.rate.monthly).detail
    Column("annualised") { $0.rate.figure }
      .total { AnnualisedFee.total(of: $0)?.annual }.key
    Column("annualised_from") { $0.rate.annual == nil ? nil : $0.rate.label }
      .total { _ in "monthly fees" }.detail
    Column("revenue_of") { $0.revenue?.name ?? $0.revenueAsked }
      .total { $0.first?.revenue?.name }.key
    Column("revenue") {
      $0.revenue?.amount
        ?? .unavailable($0.noRevenueReason ?? Unavailable(.notRecorded, "missing"))
    }
    .total { $0.first?.revenue?.amount }.key
    Column("share", \.ratio).total { AnnualisedFee.total(of: $0)?.1 }.key
  }
}

extension YearlyRevenue {
  fileprivate var name: String { "\(organization) \(label)" }
}
