internal import Procurement
package import Queries
package import Rendering

extension Report {
  /// What the levels of service of contracts give back: by part that was down, then by month.
  ///
  /// `isExplained` says whether the formulas and their rows follow.
  package init(credits months: [ServiceCreditMonth], isExplained: Bool, parameters: [Parameter]) {
    self.init(
      name: "credits", title: "Service credits",
      basis: "fee of the part that was down × credit %, in the month of the breach",
      parameters: parameters,
      sections: [Section(partsOf: months), Section(months)]
        + (isExplained ? [Section(explaining: months.map(\.explanation))] : []),
      notes: months.filter(\.hasOtherCurrency).map {
        "\($0.contract.reference), \($0.month): a credit in another currency is not counted"
      })
  }
}

extension Section {
  fileprivate init(partsOf months: [ServiceCreditMonth]) {
    self.init(
      columns: [
        ReportColumn("contract", .text), ReportColumn("month", .month),
        ReportColumn("tranche", .text), ReportColumn("down_hours", .decimal),
        ReportColumn("availability_percent", .decimal, title: "availability %"),
        ReportColumn("below_percent", .decimal, title: "below %"),
        ReportColumn("credit_percent", .decimal, title: "credit %"),
        ReportColumn("currency", .text), ReportColumn("fee", .money, hasReasons: true),
        ReportColumn("credit", .money, hasReasons: true),
        ReportColumn("owed", .money, hasReasons: true),
      ],
      rows: months.flatMap(\.parts).map(\.cells))
  }

  fileprivate init(_ months: [ServiceCreditMonth]) {
    self.init(
      name: "months", title: "Months",
      columns: [
        ReportColumn("contract", .text), ReportColumn("month", .month),
        ReportColumn("currency", .text), ReportColumn("cap", .money, hasReasons: true),
        ReportColumn("owed", .money, hasReasons: true), ReportColumn("received", .money),
        ReportColumn("missing", .money, hasReasons: true), ReportColumn("claim_by", .date),
        ReportColumn("state", .text),
      ],
      rows: months.map(\.cells))
  }
}

extension ServiceCredit {
  fileprivate var cells: [Cell] {
    let hours = Ratio(Int128(downtimeSeconds), over: 3600)?.exactDecimal(places: 2)
    return [
      .text(contract.reference), .month(month), .text(tranche),
      hours.map { .decimal($0) } ?? .empty, .decimal(availability.percent(places: 4)),
      tier.map { .decimal($0.belowPercent) } ?? .empty,
      tier.map { .decimal($0.creditPercent) } ?? .empty,
      .text(contract.currency.code), Cell(fee), Cell(credit), Cell(owed),
    ]
  }
}

extension ServiceCreditMonth {
  fileprivate var cells: [Cell] {
    [
      .text(contract.reference), .month(month), .text(contract.currency.code),
      cap.map { Cell($0) } ?? .empty, Cell(owed), .money(received), Cell(missing),
      .date(claimBy.map { .day($0) }), .text(stateWords),
    ]
  }

  private var stateWords: String? {
    switch state {
    case .open: "open"
    case .claimable(let day): day.map { "claim by \($0)" } ?? "to be claimed"
    case .claimPeriodOver: "claim period over"
    case .received: "received"
    case .nothingOwed: "nothing owed"
    case .unknown: nil
    }
  }
}
