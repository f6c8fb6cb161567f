package import Procurement
package import SQLite

/// Finds organizations by slug, name or alias, whatever the case and the Unicode normal form.
///
/// Only canonically equivalent letters are the same: `É` is `E` with an accent, but a Cyrillic `о`
/// is never a Latin `o`.
package struct OrganizationDirectory: Sendable {
  /// What a name stands for.
  package enum Match: Hashable, Sendable {
    case one(OrganizationID)
    /// Several organizations have this alias; their slugs.
    case several([String])
    case none
  }

  private var bySlug: [String: OrganizationID] = [:]
  private var byName: [String: Set<OrganizationID>] = [:]
  private var slugByID: [OrganizationID: String] = [:]
  /// Every slug, name and alias.
  package private(set) var names: [String] = []

  /// Reads the live organizations and their aliases.
  package init(_ store: borrowing Store) throws(SQLiteError) {
    var rows = try Statement(
      """
      SELECT organization_id, slug, name, NULL FROM organization WHERE ended_by IS NULL
      UNION ALL
      SELECT organization_id, slug, name, alias
      FROM organization JOIN organization_alias ON organization_row_id = organization.id
      WHERE ended_by IS NULL
      """, on: store.connection)
    while try rows.step() {
      let id = OrganizationID(number: rows.int64(0))
      let aliases = rows.optionalString(3).map { [$0] } ?? []
      add(id, slug: rows.string(1), name: rows.string(2), aliases: aliases)
    }
  }

  /// Makes an organization known that was recorded after this directory was read.
  package mutating func add(_ id: OrganizationID, slug: String, name: String, aliases: [String]) {
    bySlug[slug.lowercased()] = id
    slugByID[id] = slug
    for known in [name] + aliases { byName[known.lowercased(), default: []].insert(id) }
    names += [slug, name] + aliases
  }

  /// A slug goes before a name, so that an ambiguous name can always be told apart by it.
  package func find(_ text: String) -> Match {
    let folded = text.lowercased()
    if let id = bySlug[folded] { return .one(id) }
    guard let ids = byName[folded] else { return .none }
    if ids.count == 1, let id = ids.first { return .one(id) }
    return .several(ids.map(slug(of:)).sorted())
  }

  /// The stored slug that `slug` is another spelling of, in case or Unicode normal form.
  package func slug(spelledLike slug: String) -> String? {
    bySlug[slug.lowercased()].map { self.slug(of: $0) }
  }

  /// The slug of an organization of the store.
  package func slug(of id: OrganizationID) -> String { slugByID[id] ?? "#\(id.number)" }

  /// Every slug, in order.
  package var slugs: [String] { slugByID.values.sorted() }

  /// Up to three known names close to a text that is not one of them, the closest first.
  package func nearest(to text: String) -> [String] {
    NearestNames.find(text, among: names)
  }
}
