/// What is planned to be spent in a month, as a budget of a day says it.
package struct Budget: Hashable, Sendable {
  /// Who plans to spend it.
  package let buyer: OrganizationID
  /// With whom; `nil` for all providers together.
  package let provider: OrganizationID?
  /// Under which contract; `nil` for all of the provider, or of all.
  package let contract: ContractID?
  /// The billing month.
  package let month: Month
  /// How much, net of tax.
  package let amount: Money
  /// When it was said; of several for one scope and month, the one said last counts.
  package let asOf: PartialDate?
  /// Where it is known from.
  package let provenance: Provenance

  /// A budget as its source tells it; nothing is checked here.
  package init(
    buyer: OrganizationID, provider: OrganizationID?, contract: ContractID?, month: Month,
    amount: Money, asOf: PartialDate?, provenance: Provenance
  ) {
    self.buyer = buyer
    self.provider = provider
    self.contract = contract
    self.month = month
    self.amount = amount
    self.asOf = asOf
    self.provenance = provenance
  }
}
