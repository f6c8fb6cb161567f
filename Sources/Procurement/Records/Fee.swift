/// The monthly fee of a contract over a run of months.
package struct Fee: Hashable, Sendable {
  /// The contract that it is paid under.
  package let contract: ContractID
  /// The part of the capacity that it is for; `nil` for all of the contract.
  package let tranche: String?
  /// The first month.
  package let fromMonth: Month
  /// The last month; `nil` where the end is not known.
  package let toMonth: Month?
  /// `nil`: a fee exists and is not known. That is not a fee of zero.
  package let monthlyFee: Money?
  /// Where it is known from.
  package let provenance: Provenance

  /// A fee as its source tells it; nothing is checked here.
  package init(
    contract: ContractID, tranche: String? = nil, fromMonth: Month, toMonth: Month?,
    monthlyFee: Money?, provenance: Provenance
  ) {
    self.contract = contract
    self.tranche = tranche
    self.fromMonth = fromMonth
    self.toMonth = toMonth
    self.monthlyFee = monthlyFee
    self.provenance = provenance
  }
}
