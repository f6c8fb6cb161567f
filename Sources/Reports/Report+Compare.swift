package import Ledger
package import Procurement
package import Queries
package import Rendering

extension ReportOutline {
  /// `offtake compare`.
  package static let compare = ReportOutline("compare", DealComparison.table.outline())
}

extension Report {
  /// Deals side by side: a row for each; `isExplained` says whether the quotients and rows follow.
  package init(
    _ deals: [DealComparison], isExplained: Bool, in choice: CurrencyChoice? = nil,
    on day: Day? = nil, parameters: [Parameter]
  ) {
    self.init(
      .compare, title: "Deals side by side",
      basis:
        "fees of the as-of day's month; cost to leave: the amount payable if notice is given then"
        + CurrencyNotes.basis(choice, of: day),
      parameters: parameters, sections: [DealComparison.table.section(deals)],
      explaining: isExplained ? deals.map(\.explanation) : nil,
      notes: CurrencyNotes.notes(deals.map(\.rate.currency)))
  }
}

extension DealComparison {
  fileprivate static let table = Table<DealComparison> {
    Column("contract", \.contract.reference).key
    Column("provider", \.contract.provider)
    Column("buyer", \.contract.buyer).detail
    Column("status", \.contract.status.rawValue).detail
    Column("currency", \.rate.currency).key
    Column("monthly_fee", \.monthlyFee).key
    Column("fee_from", meaning: "The month of the fee, if it is in the future.", \.feeFrom).detail
    Column("annualised", meaning: "12 × the monthly fee.", \.annualised.roundedToMinorUnit)
    Column("accelerator", \.accelerator)
    Column("accelerators", \.acceleratorCount)
    Column("fee_per_accelerator_month", \.feePerAcceleratorMonth)
    Column("mw") { $0.kilowatts.map { ExactDecimal(coefficient: Int128($0), decimals: 3) } }
    Column("mw_basis", meaning: "Which megawatts are counted.", \.megawattBasis?.words).detail
    Column("fee_per_mw_year", \.feePerMegawattYear)
    Column("notice", \.contract.noticeText)
    Column("headline", \.headline).key
    Column("headline_kind", \.contract.headline?.kind?.words).detail
    Column(
      "cost_to_leave", meaning: "The amount payable if notice is given on the as-of day.",
      \.costToLeave
    ).key
    Column("share_of_headline", meaning: "Cost to leave over headline.", \.shareOfHeadline)
    Column("delivered_share", \.deliveredShare)
    Column("slip_days", as: .days, meaning: "From due to delivered.", \.slipDays).detail
    Column("slip_state", meaning: "`open`, `late`, `early` or `on time`.", \.slipState).detail
    Column("confidence", \.contract.provenance.confidence?.rawValue).detail
  }

  private var slipState: String? {
    slipDays.value.map { days in
      isSlipOpen ? "open" : days > 0 ? "late" : days < 0 ? "early" : "on time"
    }
  }
}
