package import Procurement
package import SQLite

/// Records organizations with their aliases.
package struct OrganizationTable: ~Copyable {
  private var facts: LooseFactTable
  private var addAlias: Statement
  private var identity: Statement

  /// Readies its statements for the facts of import `number`, which need not be stored yet.
  package init(
    _ store: borrowing Store, import number: Int64, isRevising: Bool = false
  ) throws(SQLiteError) {
    let facts = try LooseFactTable(
      find: """
        SELECT name, kind, parent_id, country, source, confidence, notes,
               (SELECT group_concat(alias, ';') FROM (
                   SELECT alias FROM organization_alias
                   WHERE organization_row_id = organization.id ORDER BY position)),
               coalesce(restored_from, recorded_by), recorded_line, id
        FROM organization WHERE slug = ?1 AND ended_by IS NULL
        """,
      add: """
        INSERT INTO organization (
            id, organization_id, slug, name, kind, parent_id, country,
            source, confidence, notes, recorded_by, recorded_line)
        SELECT next.id,
               coalesce((SELECT organization_id FROM organization
                         WHERE slug = ?1 AND ended_by IS NOT NULL LIMIT 1), next.id),
               ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10
        FROM (SELECT coalesce(max(id), 0) + 1 AS id FROM organization) AS next
        """,
      end: "UPDATE organization SET ended_by = ?1 WHERE id = ?2",
      columns: [
        .plain("name"), .plain("kind"), .organization("parent"), .plain("country"),
      ] + FactColumn.provenance + [.plain("aliases")],
      import: number, isRevising: isRevising, in: store)
    let addAlias = try Statement(
      """
      INSERT INTO organization_alias (organization_row_id, position, alias)
      SELECT max(id), ?1, ?2 FROM organization
      """, on: store.connection)
    let identity = try Statement(
      "SELECT organization_id FROM organization WHERE slug = ?1 AND ended_by IS NULL",
      on: store.connection)
    self.facts = facts
    self.identity = identity
    self.addAlias = addAlias
  }

  /// Records an organization and its aliases that stands on `line` of the file.
  /// - Throws: `SQLiteError` where the schema refuses it.
  package mutating func record(
    _ organization: Organization, line: Int
  ) throws(SQLiteError) -> Recording {
    let aliases = organization.aliases.isEmpty ? nil : organization.aliases.joined(separator: ";")
    let recording = try facts.record(
      key: [.text(organization.slug)],
      content: [
        .text(organization.name), .name(organization.kind),
        organization.parent.map { .id($0) } ?? .null, .text(organization.country),
      ] + organization.provenance.values,
      parts: [.text(aliases)],
      line: line)
    switch recording {
    case .new, .revised: try add(organization.aliases)
    case .unchanged, .repeated, .conflict: break
    }
    return recording
  }

  /// The identity of the live organization of a slug.
  package mutating func identity(ofSlug slug: String) throws(SQLiteError) -> OrganizationID? {
    try identity.bind(slug, at: 1)
    defer { identity.reset() }
    return try identity.step() ? OrganizationID(number: identity.int64(0)) : nil
  }

  private mutating func add(_ aliases: [String]) throws(SQLiteError) {
    for (position, alias) in aliases.enumerated() {
      try addAlias.bind(Int64(position + 1), at: 1)
      try addAlias.bind(alias, at: 2)
      try addAlias.run()
    }
  }
}
