/// A buyer or a provider of compute; it can be both.
package struct Organization: Hashable, Sendable {
  /// The short name by which commands and files call it: `spacex`.
  package let slug: String
  /// Its full name, as it writes it.
  package let name: String
  /// On which side of contracts it stands.
  package let kind: OrganizationKind
  /// The organization that it is a segment or subsidiary of.
  package let parent: OrganizationID?
  /// ISO 3166-1, two capital letters.
  package let country: String?
  /// Other names that files may use, in the order given.
  package let aliases: [String]
  /// Where it is known from.
  package let provenance: Provenance

  /// An organization as its source tells it; nothing is checked here.
  package init(
    slug: String, name: String, kind: OrganizationKind, parent: OrganizationID?, country: String?,
    aliases: [String], provenance: Provenance
  ) {
    self.slug = slug
    self.name = name
    self.kind = kind
    self.parent = parent
    self.country = country
    self.aliases = aliases
    self.provenance = provenance
  }
}

/// On which side of a contract an organization stands.
package enum OrganizationKind: String, CaseIterable, Sendable {
  case buyer, provider, both
}
