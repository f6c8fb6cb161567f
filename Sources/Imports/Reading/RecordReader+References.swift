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
        let near = nearNames.organizations(text) { directory.nearest(to: text) }
        throw refusal(field, UnknownName(text, near: near).reason, .name)
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
        let near = nearNames.contracts(text, of: provider) {
          contracts.nearest(to: text, of: provider)
        }
        throw refusal(
          field,
          UnknownName(text, near: near).reason
            + owner(text, of: provider), .name)
      }
    }
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

/// What to say of a name that the store does not know.
struct UnknownName {
  private let text: String
  private let near: [String]

  /// A name that is not known, and those that are `near` it, the nearest first.
  init(_ text: String, near: [String]) {
    self.text = text
    self.near = near
  }

  /// `is not known; did you mean "nimbus"?`
  var reason: String {
    let meant = near.map { "\"\(EscapedText.text($0, limit: 60))\"" }.joined(separator: " or ")
    return "is not known" + (near.isEmpty ? "" : "; did you mean \(meant)?") + lookAlikes
  }

  /// Names the letters that only look like those of the nearest name.
  private var lookAlikes: String {
    guard let first = near.first else { return "" }
    // What is like a name is not much longer than it.
    let known = Set(first.unicodeScalars)
    let odd = text.unicodeScalars.prefix(200).filter { !$0.isASCII && !known.contains($0) }
    guard !odd.isEmpty else { return "" }
    let names = Set(odd).sorted { $0.value < $1.value }.prefix(3).map { scalar in
      "U+\(codePoint(scalar))" + (scalar.properties.name.map { " \($0)" } ?? "")
    }
    return " It has \(names.joined(separator: ", ")) in it."
  }

  /// At least four hexadecimal digits, as Unicode writes them.
  private func codePoint(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
