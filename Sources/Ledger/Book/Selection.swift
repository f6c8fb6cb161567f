package import Procurement
internal import Store

/// Which contracts a command is about; what is `nil` or empty is not asked.
package struct Selection: Hashable, Sendable {
  /// Only what it buys.
  package let buyer: OrganizationID?
  /// Only what it sells.
  package let provider: OrganizationID?
  /// Only these contracts.
  package let contracts: [ContractID]

  /// Everything.
  package static let all = Selection()

  /// What one buys, one sells, or some contracts say.
  package init(
    buyer: OrganizationID? = nil, provider: OrganizationID? = nil, contracts: [ContractID] = []
  ) {
    self.buyer = buyer
    self.provider = provider
    self.contracts = contracts
  }
}

/// Which contracts, by the names that people use.
package struct SelectionNames: Hashable, Sendable {
  /// A slug, name or alias.
  package let buyer, provider: String?
  /// A reference.
  package let contract: String?

  /// Names, of which any may be missing.
  package init(buyer: String? = nil, provider: String? = nil, contract: String? = nil) {
    self.buyer = buyer
    self.provider = provider
    self.contract = contract
  }
}

extension NameDirectory {
  /// Finds what names mean.
  ///
  /// - Throws: `UnknownNameError` for a name that is not known or means several things, and for a
  ///   contract that is not the buyer's, so that no report is silently empty.
  package func selection(_ names: SelectionNames) throws(UnknownNameError) -> Selection {
    let buyer = try names.buyer.map { name throws(UnknownNameError) in
      try organization(name, as: "buyer")
    }
    let provider = try names.provider.map { name throws(UnknownNameError) in
      try organization(name, as: "provider")
    }
    guard let name = names.contract else { return Selection(buyer: buyer, provider: provider) }
    let contract = try contract(name, of: provider)
    guard buyer == nil || contract.buyer == buyer else {
      throw UnknownNameError(
        what: "contract", name: name,
        candidates: [organizations.slug(of: contract.buyer) + "'s"])
    }
    return Selection(buyer: buyer, provider: provider, contracts: [contract.id])
  }
}
