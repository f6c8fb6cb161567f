/// What a contract fixes as the price of one unit of a SKU over a run of months.
package struct ContractPrice: Hashable, Sendable {
  /// The contract that fixes it.
  package let contract: ContractID
  /// What is bought, as invoice lines name it.
  package let sku: String
  /// The first month.
  package let fromMonth: Month
  /// The last month; `nil` where it holds until another takes its place.
  package let toMonth: Month?
  /// What the price is for one of.
  package let unit: String
  /// In the contract's currency, exactly.
  package let unitPrice: ExactDecimal
  /// Where it is known from.
  package let provenance: Provenance

  /// A price as its source tells it; nothing is checked here.
  package init(
    contract: ContractID, sku: String, fromMonth: Month, toMonth: Month?, unit: String,
    unitPrice: ExactDecimal, provenance: Provenance
  ) {
    self.contract = contract
    self.sku = sku
    self.fromMonth = fromMonth
    self.toMonth = toMonth
    self.unit = unit
    self.unitPrice = unitPrice
    self.provenance = provenance
  }
}
