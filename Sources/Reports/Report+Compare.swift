internal import Procurement
package import Queries
package import Rendering

extension Report {
  /// Deals side by side: a row for each; `isExplained` says whether the quotients and rows follow.
  package init(_ deals: [DealComparison], isExplained: Bool, parameters: [Parameter]) {
    let main = Section(
      columns: [
        ReportColumn("contract", .text), ReportColumn("provider", .text),
        ReportColumn("buyer", .text), ReportColumn("status", .text),
        ReportColumn("currency", .text), ReportColumn("monthly_fee", .money, hasReasons: true),
        ReportColumn("fee_from", .month), ReportColumn("annualised", .money, hasReasons: true),
        ReportColumn("accelerator", .text), ReportColumn("accelerators", .count),
        ReportColumn("fee_per_accelerator_month", .money, hasReasons: true),
        ReportColumn("mw", .decimal), ReportColumn("mw_basis", .text),
        ReportColumn("fee_per_mw_year", .money, hasReasons: true), ReportColumn("notice", .text),
        ReportColumn("headline", .money, hasReasons: true), ReportColumn("headline_kind", .text),
        ReportColumn("firm", .money, hasReasons: true),
        ReportColumn("share_of_headline", .ratio, hasReasons: true),
        ReportColumn("delivered_share", .ratio, hasReasons: true),
        ReportColumn("slip_days", .days, hasReasons: true), ReportColumn("slip_state", .text),
        ReportColumn("confidence", .text),
      ],
      rows: deals.map(\.cells))
    self.init(
      name: "compare", title: "Deals side by side",
      basis: "fees of the as-of day's month; firm: what is to be paid if notice is given then",
      parameters: parameters,
      sections: [main] + (isExplained ? [Section(explaining: deals.map(\.explanation))] : []),
      notes: Set(deals.map(\.contract.currency.code)).count > 1
        ? ["currencies differ; nothing is converted"] : [])
  }
}

extension DealComparison {
  fileprivate var cells: [Cell] {
    [
      .text(contract.reference), .text(contract.provider), .text(contract.buyer),
      .text(contract.status?.rawValue), .text(contract.currency.code), Cell(monthlyFee),
      feeFrom.map { .month($0) } ?? .empty, Cell(annualised), .text(accelerator),
      .count(acceleratorCount), Cell(feePerAcceleratorMonth),
      kilowatts.map { .decimal(ExactDecimal(coefficient: Int128($0), decimals: 3)) } ?? .empty,
      .text(megawattBasis.map { String($0.rawValue.map { $0 == "_" ? " " : $0 }) }),
      Cell(feePerMegawattYear), .text(contract.noticeText),
      contract.headline.map { .money($0) } ?? .undefined("not known"),
      .text(contract.headlineKind.map { String($0.rawValue.map { $0 == "_" ? " " : $0 }) }),
      Cell(firm),
      Cell(shareOfHeadline), Cell(deliveredShare), slipCell, slipState,
      .text(contract.confidence?.rawValue),
    ]
  }

  private var slipCell: Cell {
    switch slipDays {
    case .known(let days): .count(days)
    case .unknown(let reason): .undefined(reason)
    }
  }

  private var slipState: Cell {
    guard let days = slipDays.value else { return .empty }
    if isSlipOpen { return .text("open") }
    return .text(days > 0 ? "late" : days < 0 ? "early" : "on time")
  }
}
