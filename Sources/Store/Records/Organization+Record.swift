package import Procurement
package import SQLite

extension Organization: StoredRecord {
  /// Its columns.
  package enum Field: Int, RecordField {
    case slug, name, kind, parent, country, aliases, source, confidence, notes
  }

  /// Its table.
  package static let table = RecordTable(
    "organization", one: "organization", several: "organizations", identity: "organization_id",
    part: PartTable(
      name: "organization_alias", owner: "organization_row_id", columns: ["position", "alias"]),
    "Organizations: those that sell compute, and those that buy it.")

  /// Reads a row.
  package init<Row: FieldSource & ~Copyable>(_ row: borrowing Row) throws where Row.Field == Field {
    let name = try row.required(.name, row.text(.name))
    self.init(
      slug: try row.slug(.slug, madeFrom: .name), name: name,
      kind: try row.choice(.kind, OrganizationKind.self) ?? .provider,
      parent: try row.organization(.parent), country: try row.country(.country),
      aliases: try row.names(.aliases), provenance: try row.provenance)
  }

  /// What is stored of it.
  package func values(of field: Field) -> [Value] {
    switch field {
    case .slug: [.text(slug)]
    case .name: [.text(name)]
    case .kind: [.name(kind)]
    case .parent: [parent.map { .id($0) } ?? .null]
    case .country: [.text(country)]
    case .aliases: [.text(aliases.isEmpty ? nil : aliases.joined(separator: ";"))]
    case .source, .confidence, .notes: provenance.values(of: field)
    }
  }
}

extension Organization {
  /// Its aliases, as rows.
  package var parts: [[Value]] {
    aliases.enumerated().map { [.number($0 + 1), .text($1)] }
  }
}

extension Organization.Field {
  private static let aliasList = """
    (SELECT group_concat(alias, ';') FROM (
         SELECT alias FROM organization_alias
         WHERE organization_row_id = organization.id ORDER BY position))
    """

  /// An organization is told by its short name.
  package static let key: [Self] = [.slug]

  /// Its name, what stands in it, and how it is stored.
  package var column: Column {
    switch self {
    case .slug:
      Column(
        "slug", .slug, filled: true,
        "The short name by which commands and files call it; made from the name "
          + "where it is empty.", example: "spacex", synonyms: ["id"])
    case .name:
      Column(
        "name", .text, required: true, "The full name.",
        example: "Space Exploration Technologies Corp.",
        synonyms: ["provider", "organization", "vendor", "supplier"])
    case .kind:
      Column(
        "kind", .choice(of: OrganizationKind.self), filled: true,
        "Whether it buys, sells or does both; provider where it is empty.", example: "provider")
    case .parent:
      Column(
        "parent", .organization,
        "The organization that it is a segment or subsidiary of; in a line before it, or stored.",
        example: "")
    case .country: Column("country", .country, "Where it is at home.", example: "US")
    case .aliases:
      Column(
        "aliases", .names, "Other names that files may use for it.", example: "SpaceX;xAI",
        synonyms: ["alias"], stored: .part(Self.aliasList))
    case .source: .source
    case .confidence: .confidence
    case .notes: .notes
    }
  }
}
