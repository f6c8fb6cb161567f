package import Procurement
package import Store

/// Which contracts a report is about; what is `nil` is not asked.
package struct Selection: Hashable, Sendable {
  /// Only what it buys.
  package let buyer: OrganizationID?
  /// Only what it sells.
  package let provider: OrganizationID?
  /// Only this contract.
  package let contract: ContractID?

  /// Everything.
  package static let all = Selection(buyer: nil, provider: nil, contract: nil)

  init(buyer: OrganizationID?, provider: OrganizationID?, contract: ContractID?) {
    self.buyer = buyer
    self.provider = provider
    self.contract = contract
  }

  /// Finds what names mean, by slug, name or alias, or by reference.
  ///
  /// - Throws: `UnknownNameError` for a name that the store does not know or that means several
  ///   things, and for a contract that is not the buyer's, so that no report is silently empty.
  package init(
    buyer: String?, provider: String?, contract: String?, in store: borrowing Store
  ) throws {
    let organizations = try OrganizationDirectory(store)
    let customer = try buyer.map { try Selection.organization($0, "buyer", organizations) }
    self.buyer = customer
    let owner = try provider.map { try Selection.organization($0, "provider", organizations) }
    self.provider = owner
    self.contract = try contract.map { name in
      let contract = try Selection.contract(
        name, of: owner, try ContractDirectory(store), organizations)
      guard customer == nil || contract.buyer == customer else {
        throw UnknownNameError(
          what: "contract", name: name,
          candidates: [organizations.slug(of: contract.buyer) + "'s"])
      }
      return contract.id
    }
  }

  static func organization(
    _ name: String, _ what: String, _ directory: OrganizationDirectory
  ) throws(UnknownNameError) -> OrganizationID {
    switch directory.find(name) {
    case .one(let id): return id
    case .several(let slugs): throw UnknownNameError(what: what, name: name, candidates: slugs)
    case .none:
      throw UnknownNameError(what: what, name: name, nearest: directory.nearest(to: name))
    }
  }

  static func contract(
    _ reference: String, of provider: OrganizationID?, _ directory: ContractDirectory,
    _ organizations: OrganizationDirectory
  ) throws(UnknownNameError) -> ContractEntry {
    switch directory.find(reference, of: provider) {
    case .one(let entry): return entry
    case .several(let entries):
      throw UnknownNameError(
        what: "contract", name: reference,
        candidates: entries.map { organizations.slug(of: $0.provider) + "'s" }.sorted())
    case .none:
      throw UnknownNameError(
        what: "contract", name: reference,
        nearest: directory.nearest(to: reference, of: provider))
    }
  }
}

/// A name that the store does not know, or that means several things.
package struct UnknownNameError: Error, Hashable, Sendable {
  /// `provider`, `buyer`, `contract` or `invoice`.
  package let what: String
  /// The name as it was given.
  package let name: String
  /// Names that may have been meant, the closest first.
  package let nearest: [String]
  /// What it may mean, where it means several things.
  package let candidates: [String]

  init(what: String, name: String, nearest: [String] = [], candidates: [String] = []) {
    self.what = what
    self.name = name
    self.nearest = nearest
    self.candidates = candidates
  }
}

extension UnknownNameError: CustomStringConvertible {
  /// `no provider "spacxe"; did you mean "spacex"?`, made safe to show.
  package var description: String {
    let shown = EscapedText.text(name, limit: 60)
    if candidates.count == 1 { return "\(what) \"\(shown)\" is \(candidates[0])" }
    guard candidates.isEmpty else {
      return "\(what) \"\(shown)\" may be " + candidates.joined(separator: " or ")
        + "; say which"
    }
    let meant = nearest.map { "\"\(EscapedText.text($0))\"" }.joined(separator: " or ")
    return "no \(what) \"\(shown)\"" + (nearest.isEmpty ? "" : "; did you mean \(meant)?")
  }
}
