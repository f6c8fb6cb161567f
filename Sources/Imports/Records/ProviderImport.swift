internal import Procurement
internal import SQLite
internal import Store

/// Organizations in, with their aliases.
struct ProviderImport: FactImport, ~Copyable {
  enum Field: Int, RecordField {
    case slug, name, kind, parent, country, aliases, source, confidence, notes
  }

  private var table: OrganizationTable
  private(set) var names: Names

  init(_ store: borrowing Store, import number: Int64, isRevising: Bool) throws {
    let names = Names(organizations: try OrganizationDirectory(store))
    table = try OrganizationTable(store, import: number, isRevising: isRevising)
    self.names = names
  }

  mutating func record(_ row: borrowing RecordReader<Field>) throws -> Recording {
    let organization = try organization(row)
    let recording = try table.record(organization, line: row.line)
    // What is new is known from here on; so is what it is called now.
    if recording != .unchanged, let id = try table.identity(ofSlug: organization.slug) {
      names.organizations.add(
        id, slug: organization.slug, name: organization.name, aliases: organization.aliases)
    }
    return recording
  }

  private func organization(_ row: borrowing RecordReader<Field>) throws -> Organization {
    let name = try row.required(.name, row.text(.name))
    return Organization(
      slug: try slug(row, name), name: name,
      kind: try row.choice(.kind, OrganizationKind.self) ?? .provider,
      parent: try row.organization(.parent, names.organizations),
      country: try row.value(.country) { text in
        guard text.utf8.count == 2, text.utf8.allSatisfy({ 65...90 ~= $0 }) else {
          throw row.refusal(.country, "is not a country of ISO 3166-1, such as US")
        }
        return text
      },
      aliases: try aliases(row),
      provenance: try row.provenance(
        source: .source, confidence: .confidence, notes: .notes))
  }

  /// The slug given, or one made from the name; spelled as it is stored, where it is.
  private func slug(_ row: borrowing RecordReader<Field>, _ name: String) throws -> String {
    let given = try row.value(.slug) { try Slug.checked($0, row, .slug) }
    let slug = given ?? Slug.from(name)
    guard !slug.isEmpty else {
      throw row.refusal(.name, "has no letter or digit to make a slug of; give one in column slug")
    }
    return names.organizations.slug(spelledLike: slug) ?? slug
  }

  private func aliases(_ row: borrowing RecordReader<Field>) throws -> [String] {
    let aliases = (row.text(.aliases) ?? "").split(separator: ";").map { String($0).trimmed }
      .filter { !$0.isEmpty }
    var seen: Set<String> = []
    if let twice = aliases.first(where: { !seen.insert($0).inserted }) {
      throw row.refusal(.aliases, "has \"\(EscapedText.text(twice, limit: 60))\" in it twice")
    }
    return aliases
  }
}

/// Short names for organizations.
private enum Slug {
  /// - Throws: `Refusal` for anything but lowercase letters, digits, hyphens and underscores.
  static func checked<Field>(
    _ text: String, _ row: borrowing RecordReader<Field>, _ field: Field
  ) throws(Refusal) -> String {
    guard text.utf8.allSatisfy({ isPlain($0) }) else {
      throw row.refusal(field, "is not a short name: lowercase letters, digits and hyphens only")
    }
    return text
  }

  /// `Northwind GPU, Inc.` becomes `northwind-gpu-inc`; letters of other alphabets stay.
  static func from(_ name: String) -> String {
    name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte.isDigit || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_")
  }
}

extension ProviderImport.Field {
  static let key: [Self] = [.slug]

  var column: Column {
    switch self {
    case .slug:
      Column(
        "slug", .slug,
        "The short name by which commands and files call it; made from the name "
          + "where it is empty.", example: "spacex", synonyms: ["id"])
    case .name:
      Column(
        "name", .text, required: true, "The full name.",
        example: "Space Exploration Technologies Corp.",
        synonyms: ["provider", "organization", "vendor", "supplier"])
    case .kind:
      Column(
        "kind", .choice(of: OrganizationKind.self),
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
        synonyms: ["alias"])
    case .source: .source
    case .confidence: .confidence
    case .notes: .notes
    }
  }
}
