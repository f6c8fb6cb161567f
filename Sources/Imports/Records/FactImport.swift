internal import Procurement
internal import Store

/// Turns the records of one kind into facts, and records them.
protocol FactImport: ~Copyable {
  associatedtype Field: RecordField

  /// Reads what the facts refer to, which are recorded by import `number`; they take the place of
  /// stored ones of their keys where it `isRevising`.
  init(_ store: borrowing Store, import number: Int64, isRevising: Bool) throws

  /// Records the fact of the current record.
  /// - Throws: `Refusal`, and the import goes on to find other faults; or `SQLiteError`.
  mutating func record(_ row: borrowing RecordReader<Field>) throws -> Recording

  /// What organizations and contracts are called, for messages.
  associatedtype Naming: FactNames
  var names: Naming { get }

  /// The currency of a record's amounts, where it can be told without the rest of the record.
  func currency(of row: borrowing RecordReader<Field>) -> Currency?

  /// Faults that only the end of the file shows. Where some records could not be read, so
  /// `sawAllRows` is false, nothing is said of what they may have held.
  mutating func faultsAtEnd(sawAllRows: Bool) throws -> [Refusal]

  /// Completes what spans records of a file that has no fault.
  mutating func finish() throws -> Completion
}

/// What an import says at its end.
struct Completion {
  /// What was billed, by currency.
  var totals: [Money] = []
  /// What the user should know besides.
  var notes: [String] = []
}

extension FactImport where Self: ~Copyable {
  func currency(of row: borrowing RecordReader<Field>) -> Currency? { nil }

  mutating func faultsAtEnd(sawAllRows: Bool) throws -> [Refusal] { [] }

  mutating func finish() throws -> Completion { Completion() }
}

/// What organizations and contracts are called.
struct Names: FactNames {
  /// Every organization of the store.
  var organizations: OrganizationDirectory
  /// Every contract, for kinds that refer to them.
  var contracts: ContractDirectory?

  func slug(of organization: OrganizationID) -> String { organizations.slug(of: organization) }

  func reference(of contract: ContractID) -> String {
    contracts?.reference(of: contract) ?? "#\(contract.number)"
  }
}
