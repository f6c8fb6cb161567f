package import Ledger
package import Procurement
internal import Store

/// All that is stored of one organization, for showing it.
package struct OrganizationDetails: Hashable, Sendable {
  /// The short name by which commands call it.
  package let slug: String
  /// Its full name.
  package let name: String
  /// On which side of contracts it stands.
  package let kind: OrganizationKind
  /// The slug of the organization that it is a part of.
  package let parent: String?
  /// ISO 3166-1, two capital letters.
  package let country: String?
  /// Other names of it, in the order given.
  package let aliases: [String]
  /// Its row.
  package let evidence: Evidence
  /// Contracts in which it sells.
  package let sells: [ContractFile]
  /// Contracts in which it buys.
  package let buys: [ContractFile]
  /// All figures of its revenue, by period.
  package let revenue: [Recorded<Revenue>]

  /// All of an organization, found by slug, name or alias; `what` is what an error calls it. The book
  /// has everything.
  ///
  /// - Throws: `UnknownNameError` for a name that the store does not know.
  package init(named name: String, what: String, in book: Book) throws {
    let id = try book.names.organization(name, as: what)
    guard let organization = try book.organization(id) else {
      throw UnknownNameError(what: what, name: name)
    }
    slug = organization.slug
    self.name = organization.name
    kind = organization.kind
    parent = organization.parent.map { book.names.organizations.slug(of: $0) }
    country = organization.country
    aliases = organization.aliases
    evidence = organization.evidence
    sells = try book.contracts.filter { $0.providerID == id }
    buys = try book.contracts.filter { $0.buyerID == id }
    revenue = try book.revenue(of: id)
  }
}
