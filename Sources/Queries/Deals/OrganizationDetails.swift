package import Procurement
internal import SQLite
package import Store

/// All that is stored of one organization, for showing it.
package struct OrganizationDetails: Hashable, Sendable {
  /// The short name by which commands call it.
  package let slug: String
  /// Its full name.
  package let name: String
  /// On which side of contracts it stands.
  package let kind: OrganizationKind?
  /// The slug of the organization that it is a part of.
  package let parent: String?
  /// ISO 3166-1, two capital letters.
  package let country: String?
  /// Other names of it, in the order given.
  package let aliases: [String]
  /// Its row.
  package let evidence: Evidence
  /// Contracts in which it sells.
  package let sells: [ContractTerms]
  /// Contracts in which it buys.
  package let buys: [ContractTerms]
  /// All figures of its revenue, by period.
  package let revenue: [KnownRevenue]

  /// Reads all of an organization, found by slug, name or alias; `what` is what an error calls it.
  ///
  /// - Throws: `UnknownNameError` for a name that the store does not know.
  package init(named name: String, what: String, from store: borrowing Store) throws {
    let id = try Selection.organization(name, what, try OrganizationDirectory(store))
    var rows = try Statement(
      """
      SELECT child.slug, child.name, child.kind, parent.slug, child.country,
             import.id, import.file_name, child.recorded_line, child.source, child.notes
      FROM live_organization AS child
      LEFT JOIN live_organization AS parent ON parent.organization_id = child.parent_id
      JOIN import ON import.id = coalesce(child.restored_from, child.recorded_by)
      WHERE child.organization_id = ?1
      """, on: store.connection)
    try rows.bind(id.number, at: 1)
    guard try rows.step() else { throw UnknownNameError(what: what, name: name) }
    slug = rows.string(0)
    self.name = rows.string(1)
    kind = rows.choice(2)
    parent = rows.optionalString(3)
    country = rows.optionalString(4)
    evidence = Evidence("organization \(rows.string(0))", nil, rows, from: 5)
    aliases = try OrganizationDetails.aliases(of: id, store)
    sells = try ContractTerms.all(
      Selection(buyer: nil, provider: id, contract: nil), from: store)
    buys = try ContractTerms.all(
      Selection(buyer: id, provider: nil, contract: nil), from: store)
    revenue = try KnownRevenue.all(of: id, from: store)
  }

  private static func aliases(
    of id: OrganizationID, _ store: borrowing Store
  ) throws -> [String] {
    var rows = try Statement(
      """
      SELECT alias
      FROM live_organization
      JOIN organization_alias ON organization_row_id = live_organization.id
      WHERE organization_id = ?1 ORDER BY position
      """, on: store.connection)
    try rows.bind(id.number, at: 1)
    var aliases: [String] = []
    while try rows.step() { aliases.append(rows.string(0)) }
    return aliases
  }
}
