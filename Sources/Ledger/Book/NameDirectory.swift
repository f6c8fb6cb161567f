package import Procurement
package import Store

/// What organizations and contracts are called.
package struct NameDirectory: Sendable {
  /// Every organization.
  package let organizations: OrganizationDirectory
  /// Every contract.
  package let contracts: ContractDirectory

  init(_ store: borrowing Store) throws {
    organizations = try OrganizationDirectory(store)
    contracts = try ContractDirectory(store)
  }

  /// The organization that a slug, name or alias means; `role` is the word for it in messages.
  /// - Throws: `UnknownNameError` for a name that is not known or means several organizations.
  package func organization(
    _ name: String, as role: String
  ) throws(UnknownNameError) -> OrganizationID {
    switch organizations.find(name) {
    case .one(let id): return id
    case .several(let slugs): throw UnknownNameError(what: role, name: name, candidates: slugs)
    case .none:
      throw UnknownNameError(what: role, name: name, nearest: organizations.nearest(to: name))
    }
  }

  /// The contract of a reference; if `provider` is known, only its contracts count.
  /// - Throws: `UnknownNameError` for a reference that is not known or that several providers use.
  package func contract(
    _ reference: String, of provider: OrganizationID?
  ) throws(UnknownNameError) -> ContractEntry {
    switch contracts.find(reference, of: provider) {
    case .one(let entry): return entry
    case .several(let entries):
      throw UnknownNameError(
        what: "contract", name: reference,
        candidates: entries.map { organizations.slug(of: $0.provider) + "'s" }.sorted())
    case .none:
      throw UnknownNameError(
        what: "contract", name: reference,
        nearest: contracts.nearest(to: reference, of: provider))
    }
  }
}
