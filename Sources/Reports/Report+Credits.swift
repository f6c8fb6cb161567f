internal import Ledger
internal import Procurement
package import Queries
package import Rendering

extension ReportOutline {
  /// `offtake report credits`.
  package static let credits = ReportOutline(
    "credits", ServiceCredit.table.outline(), ServiceCreditMonth.table.outline())
}

extension Report {
  /// What the levels of service of contracts give back: by part that was down, then by month.
  ///
  /// `isExplained` says whether the formulas and their rows follow.
  package init(credits months: [ServiceCreditMonth], isExplained: Bool, parameters: [Parameter]) {
    self.init(
      .credits, title: "Service credits",
      basis: "fee of the part that was down × credit %, in the month of the breach",
      parameters: parameters,
      sections: [
        ServiceCredit.table.section(months.flatMap(\.parts)),
        ServiceCreditMonth.table.section(months),
      ],
      explaining: isExplained ? months.map(\.explanation) : nil,
      notes: months.filter(\.hasOtherCurrency).map {
        "\($0.contract.reference), \($0.month): a credit in another currency is not counted"
      })
  }
}

extension ServiceCredit {
  fileprivate static let table = Table<ServiceCredit> {
    Column("contract", \.contract.reference).key
    Column("month", \.month).key
    Column("tranche", \.tranche).key
    Column("down_hours") {
      Ratio(Int128($0.downtimeSeconds), over: 3600)?.exactDecimal(places: 2)
    }
    Column("availability_percent", title: "availability %") { $0.availability.percent(places: 4) }
    Column(
      "below_percent", title: "below %", meaning: "The lowest step above the availability.",
      \.tier?.belowPercent
    ).detail
    Column("credit_percent", title: "credit %", \.tier?.creditPercent)
    Column("currency", \.contract.currency).key
    Column("fee", meaning: "Of the part, in the month.", \.fee.roundedToMinorUnit).detail
    Column("credit", meaning: "Fee × credit %.", \.credit).detail
    Column("owed", meaning: "The credit, up to its part of the cap.", \.owed).key
  }
}

extension ServiceCreditMonth {
  fileprivate static let table = Table<ServiceCreditMonth>("months", title: "Months") {
    Column("contract", \.contract.reference).key
    Column("month", \.month).key
    Column("currency", \.contract.currency).key
    Column("cap", \.cap).detail
    Column("owed", \.owed).key
    Column("received", \.received)
    Column("missing", \.missing).key
    Column("claim_by", \.claimBy)
    Column("state", \.stateWords).key
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
