internal import Procurement
internal import SQLite
internal import Store

/// What the import of one kind does besides reading its records and storing them.
protocol ImportHooks: ~Copyable {
  /// What is imported.
  associatedtype Record: StoredRecord

  /// Readies what it asks of the store.
  init(_ store: borrowing Store) throws

  /// Checks a record against what the store has.
  /// - Throws: `Refusal`.
  func check(_ record: Record, _ row: borrowing RecordReader<Record.Field>) throws

  /// Looks at what became of a record.
  /// - Throws: `Refusal`.
  func check(_ recording: Recording, _ row: borrowing RecordReader<Record.Field>) throws

  /// Why the schema refused a record, better told than by SQLite.
  mutating func reason(for error: SQLiteError, _ record: Record) throws -> any Error
}

extension ImportHooks where Self: ~Copyable {
  func check(_ record: Record, _ row: borrowing RecordReader<Record.Field>) throws {}

  func check(_ recording: Recording, _ row: borrowing RecordReader<Record.Field>) throws {}

  mutating func reason(for error: SQLiteError, _ record: Record) throws -> any Error { error }
}

/// The hooks of a kind that has none.
struct NoHooks<Record: StoredRecord>: ImportHooks {
  init(_ store: borrowing Store) {}
}

/// Turns the rows of files into records, and stores them.
struct RecordImport<Hooks: ImportHooks & ~Copyable>: FactImport, ~Copyable {
  typealias Field = Hooks.Record.Field

  private var table: FactTable<Hooks.Record>
  private var hooks: Hooks
  let names: References

  init(_ store: borrowing Store, import number: Int64, isRevising: Bool) throws {
    let table = try FactTable<Hooks.Record>(store, import: number, isRevising: isRevising)
    let hooks = try Hooks(store)
    let names = try References(store)
    self.table = table
    self.hooks = hooks
    self.names = names
  }

  mutating func record(_ row: borrowing RecordReader<Field>) throws -> Recording {
    let record = try Hooks.Record(row)
    try hooks.check(record, row)
    let recording = try stored(record, in: row.references.currency(of: record), line: row.line)
    try hooks.check(recording, row)
    return recording
  }

  private mutating func stored(
    _ record: Hooks.Record, in currency: Currency?, line: Int
  ) throws -> Recording {
    do {
      return try table.record(record, in: currency, line: line)
    } catch {
      throw try hooks.reason(for: error, record)
    }
  }
}

extension References {
  /// The currency of a record's amounts: its own, or that of the contract or invoice it belongs to.
  fileprivate func currency<Record: StoredRecord>(of record: Record) -> Currency? {
    for field in Record.Field.allCases {
      let column = field.column
      switch (column.type, record.values(of: field).first) {
      case (.contract, .integer(let number)): return contracts[ContractID(number: number)]?.currency
      case (.currency, .text(let code)): return currencies[code]
      default: continue
      }
    }
    return invoice?.currency
  }
}
