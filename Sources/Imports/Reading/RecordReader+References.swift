internal import Procurement
internal import Store

// Fields that name something which the store must know.

extension RecordReader {
  /// The organization of a slug, name or alias.
  /// - Throws: `Refusal` with the nearest names for one that is unknown, the candidates for one
  ///   that several organizations have.
  func organization(_ field: Field) throws(Refusal) -> OrganizationID? {
    let directory = references.organizations
    return try value(field) { text in
      switch directory.find(text) {
      case .one(let id): return id
      case .several(let slugs):
        throw refusal(
          field,
          "is a name of several organizations; say which by its slug: "
            + slugs.joined(separator: " or "), .name)
      case .none:
        throw refusal(field, UnknownName(text, .organization, among: nearNames))
      }
    }
  }

  /// The contract of a reference; where `provider` is known, only its contracts count.
  /// - Throws: `Refusal` as `organization`, and for a reference that several providers use.
  func contract(
    _ field: Field, of provider: OrganizationID?
  ) throws(Refusal) -> ContractEntry? {
    let contracts = references.contracts
    return try value(field) { text in
      switch contracts.find(text, of: provider) {
      case .one(let entry): return entry
      case .several(let entries):
        let slugs = entries.map { references.slug(of: $0.provider) }.sorted()
        throw refusal(
          field,
          "is a contract of several providers; name one of them in column provider: "
            + slugs.joined(separator: " or "), .name)
      case .none:
        let owner = owner(text, of: provider)
        throw refusal(
          field, UnknownName(text, .contract(of: provider), among: nearNames, owner: owner))
      }
    }
  }

  private func refusal(_ field: Field, _ name: UnknownName) -> Refusal {
    var refusal = refusal(field, name.statement, .name)
    refusal.unknownName = name
    return refusal
  }

  /// Whose contract it is, where it is not the named provider's.
  private func owner(_ reference: String, of provider: OrganizationID?) -> String {
    guard let provider, case .one(let entry) = references.contracts.find(reference) else {
      return ""
    }
    return "; it is a contract of \(references.slug(of: entry.provider)),"
      + " not of \(references.slug(of: provider))"
  }
}
