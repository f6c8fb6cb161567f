internal import Procurement
internal import Store

/// What imports need that attach facts to contracts.
struct ContractFactContext: Sendable {
  /// Every organization of the store.
  let organizations: OrganizationDirectory
  /// Every contract of the store.
  let contracts: ContractDirectory

  /// Reads what the store knows.
  init(_ store: borrowing Store) throws {
    organizations = try OrganizationDirectory(store)
    contracts = try ContractDirectory(store)
  }

  /// What they are called, for messages.
  var names: Names { Names(organizations: organizations, contracts: contracts) }

  /// The contract that a record names; needed.
  func contract<Field>(
    _ row: borrowing RecordReader<Field>, _ field: Field, provider: Field
  ) throws(Refusal) -> ContractEntry {
    let owner = try row.organization(provider, organizations)
    return try row.required(field, row.contract(field, of: owner, contracts, organizations))
  }

  /// Checks that a currency, where it is given, is that of the contract.
  /// - Throws: `Refusal` where a currency is given and is not the contract's.
  func check<Field>(
    _ field: Field, _ row: borrowing RecordReader<Field>, is contract: ContractEntry
  ) throws(Refusal) {
    guard let code = row.text(field), code.uppercased() != contract.currency.code else { return }
    throw row.refusal(
      field, "is not \(contract.currency.code), the currency of contract \(contract.reference)")
  }
}
