package import Procurement
package import SQLite

extension Organization: StoredRecord {
  /// What its files say, column by column.
  package enum Field: Int, RecordField {
    case slug, name, kind, parent, country, aliases, source, confidence, notes

    /// An organization is told by its short name.
    package static let key: [Self] = [.slug]

    /// What the column is.
    package var column: Column { Organization.columns[self] }
  }

  /// Its table.
  package static let table = RecordTable(
    "organization", one: "organization", several: "organizations", identity: "organization_id",
    part: PartTable(
      name: "organization_alias", owner: "organization_row_id", columns: ["position", "alias"]),
    "Organizations: those that sell compute, and those that buy it.")

  /// Its columns, in the order of the fields.
  package static let columns = RecordColumns<Organization> {
    RecordColumn(
      "slug", .slug, \.slug, filled: true,
      meaning: "The short name for commands and files; made from the name "
        + "if empty.", example: "spacex", synonyms: ["id"])
    RecordColumn(
      "name", .text, \.name, required: true, meaning: "The full name.",
      example: "Space Exploration Technologies Corp.",
      synonyms: ["provider", "organization", "vendor", "supplier"])
    RecordColumn(
      "kind", .choice(of: OrganizationKind.self), \.kind, filled: true,
      meaning: "Whether it buys, sells or does both; provider if empty.",
      example: "provider")
    RecordColumn(
      "parent", .organization, \.parent,
      meaning:
        "The organization that it is a segment or subsidiary of: on an earlier line, or stored.")
    RecordColumn("country", .country, \.country, meaning: "The country of its seat.", example: "US")
    RecordColumn(
      "aliases", .names, { [.text($0.aliases.isEmpty ? nil : $0.aliases.joined(separator: ";"))] },
      meaning: "Other names that files may use for it.", example: "SpaceX;xAI", synonyms: ["alias"],
      stored: .part(Organization.aliasList))
    RecordColumn.provenance(\.provenance)
  }

  /// Reads a row.
  package init<Row: FieldSource & ~Copyable>(_ row: borrowing Row) throws where Row.Field == Field {
    let name = try row.required(.name, row.text(.name))
    self.init(
      slug: try row.slug(.slug, madeFrom: .name), name: name,
      kind: try row.choice(.kind, OrganizationKind.self) ?? .provider,
      parent: try row.organization(.parent), country: try row.country(.country),
      aliases: try row.names(.aliases), provenance: try row.provenance)
  }
}

/// The organizations that one is part of, as they are stored.
package struct Ancestors: ~Copyable {
  private var owner: Statement

  /// Readies the question on `store`; what is recorded later is also found.
  package init(_ store: borrowing Store) throws(SQLiteError) {
    owner = try Statement(
      """
      SELECT slug, parent_id FROM organization WHERE organization_id = ?1 AND ended_by IS NULL
      """, on: store.connection)
  }

  /// The slugs from an organization up to another that it is part of, both included; empty if it is not.
  package mutating func path(
    from start: OrganizationID, to end: OrganizationID
  ) throws(SQLiteError) -> [String] {
    var (path, seen) = ([String](), Set<OrganizationID>())
    var next: OrganizationID? = start
    while let id = next, seen.insert(id).inserted {
      try owner.bind([.id(id)])
      guard try owner.step() else { return [] }
      defer { owner.reset() }
      path.append(owner.string(0))
      guard id != end else { return path }
      next = owner.optionalInt64(1).map { OrganizationID(number: $0) }
    }
    return []
  }
}

extension Organization {
  private static let aliasList = """
    (SELECT group_concat(alias, ';') FROM (
         SELECT alias FROM organization_alias
         WHERE organization_row_id = organization.id ORDER BY position))
    """

  /// Its aliases, as rows.
  package var parts: [[Value]] {
    aliases.enumerated().map { [.number($0 + 1), .text($1)] }
  }
}
