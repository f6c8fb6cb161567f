package import Procurement
package import SQLite

/// Finds contracts by their reference.
package struct ContractDirectory: Sendable {
  /// What a reference stands for.
  package enum Match: Hashable, Sendable {
    case one(ContractEntry)
    /// Several providers have a contract of this reference.
    case several([ContractEntry])
    case none
  }

  private var byReference: [String: [ContractEntry]] = [:]
  private(set) var entries: [ContractID: ContractEntry] = [:]

  /// Reads the live contracts.
  package init(_ store: borrowing Store) throws(SQLiteError) {
    for entry in try ContractEntry.all(store) {
      byReference[entry.reference.lowercased(), default: []].append(entry)
      entries[entry.id] = entry
    }
  }

  /// The live contract of a reference, whatever its case; where `provider` is known, only its
  /// contracts count. One that is spelled just so goes before one that differs in case.
  package func find(_ reference: String, of provider: OrganizationID? = nil) -> Match {
    let entries = (byReference[reference.lowercased()] ?? []).filter {
      provider == nil || $0.provider == provider
    }
    let exact = entries.filter { $0.reference.utf8.elementsEqual(reference.utf8) }
    let matches = exact.isEmpty ? entries : exact
    guard let first = matches.first else { return .none }
    return matches.count == 1 ? .one(first) : .several(matches)
  }

  /// The reference of a contract of the store.
  package func reference(of id: ContractID) -> String {
    entries[id]?.reference ?? "#\(id.number)"
  }

  /// The references of contracts in one text; `nil` for no contract.
  package func references(of ids: [ContractID]) -> String? {
    ids.isEmpty ? nil : ids.map { reference(of: $0) }.joined(separator: ", ")
  }

  /// The live contract of an identity.
  package subscript(id: ContractID) -> ContractEntry? { entries[id] }

  /// Up to three known references close to a text that is not one of them, the closest first.
  package func nearest(to text: String, of provider: OrganizationID? = nil) -> [String] {
    NearestNames.find(text, among: references(of: provider))
  }

  /// The references of the contracts of a provider, or of all.
  package func references(of provider: OrganizationID?) -> [String] {
    entries.values.filter { provider == nil || $0.provider == provider }.map(\.reference)
  }
}

/// What must be known of a contract to attach a fact to it.
package struct ContractEntry: Hashable, Sendable {
  /// Its identity.
  package let id: ContractID
  /// Who sells.
  package let provider: OrganizationID
  /// Who buys.
  package let buyer: OrganizationID
  /// As it is stored, whatever the case it was asked for in.
  package let reference: String
  /// The currency of its amounts.
  package let currency: Currency

  /// The live contracts.
  fileprivate static func all(_ store: borrowing Store) throws(SQLiteError) -> [ContractEntry] {
    var rows = try Statement(
      """
      SELECT contract_id, provider_id, buyer_id, reference, currency.code, minor_digits, scale
      FROM contract JOIN currency ON currency.code = contract.currency
      WHERE ended_by IS NULL
      """, on: store.connection)
    var entries: [ContractEntry] = []
    while try rows.step() { entries.append(ContractEntry(rows)) }
    return entries
  }

  private init(_ row: borrowing Statement) {
    id = ContractID(number: row.int64(0))
    provider = OrganizationID(number: row.int64(1))
    buyer = OrganizationID(number: row.int64(2))
    reference = row.string(3)
    currency = Currency(
      code: row.string(4), minorDigits: row.optionalInt64(5).map(Int.init),
      scale: Int(row.int64(6)))
  }
}
