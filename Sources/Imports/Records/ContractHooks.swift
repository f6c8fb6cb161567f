internal import Procurement
internal import Store

/// What is special about importing contracts.
struct ContractHooks: ImportHooks {
  typealias Record = Contract

  init(_ store: borrowing Store) {}

  /// A reference is found whatever its case, so two that differ in it alone could not be told apart.
  func check(_ contract: Contract, _ row: borrowing RecordReader<Contract.Field>) throws {
    guard
      case .one(let known) = row.references.contracts.find(
        contract.reference, of: contract.provider),
      !known.reference.utf8.elementsEqual(contract.reference.utf8)
    else { return }
    throw row.refusal(
      .reference,
      "is stored already as \"\(EscapedText.text(known.reference, limit: 60))\";"
        + " write it the same way")
  }

  func check(_ recording: Recording, _ row: borrowing RecordReader<Contract.Field>) throws {
    guard case .revised(let differences, _) = recording,
      differences.contains(where: { $0.column.name == Contract.Field.currency.column.name })
    else { return }
    throw row.refusal(
      .currency,
      "cannot be revised: amounts of the contract may be stored in the other currency; undo its"
        + " import and take it in again", .conflict)
  }
}
