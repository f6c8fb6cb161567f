internal import CSV
internal import Procurement
internal import SQLite
internal import Store

/// One file of a kind on its way into the store.
struct FileImport<Hooks: ImportHooks & ~Copyable>: ~Copyable {
  private var rows: RecordReader<Hooks.Record.Field>
  private var table: FactTable<Hooks.Record>
  private var hooks: Hooks
  private let place: StoredPlace
  private var tally = ImportTally()
  private var refusals: RefusalLog

  /// Readies the import of `rows`, whose stored rows `place` tells from others.
  init(
    _ rows: consuming RecordReader<Hooks.Record.Field>, into store: borrowing Store,
    at place: StoredPlace, _ options: ImportOptions
  ) throws {
    let given = Set(Hooks.Record.Field.allCases.filter { rows.has($0) })
    let table = try FactTable<Hooks.Record>(
      store, import: place.number, isRevising: options.isRevising
    ) { given.contains($0) }
    let hooks = try Hooks(store)
    refusals = RefusalLog(limit: options.refusalLimit, keepsGood: options.keepsGood)
    self.rows = rows
    self.table = table
    self.hooks = hooks
    self.place = place
  }

  /// Reads to the end, whatever is wrong on the way.
  /// - Throws: `ImportFailure` with every refusal.
  mutating func run(into store: borrowing Store) throws -> ImportTally {
    do {
      while try rows.next() { try take(store) }
      refusals.add(rows.takeTotalFaults())
    } catch let error as CSVError {
      refusals.add(rows.refusal(error))
    }
    guard refusals.isEmpty else { throw refusals.failure }
    tally.leaveOut(rows.rejected)
    return tally
  }

  private mutating func take(_ store: borrowing Store) throws {
    do {
      try rows.checkForm()
    } catch {
      return refusals.add(error)
    }
    let mappingFaults = rows.mappingFaults
    guard mappingFaults.isEmpty else { return refusals.add(mappingFaults) }
    do {
      try count(try record(), store)
    } catch let refusal as Refusal {
      refuse(refusal)
    } catch let overlap as FeeOverlap {
      refuse(rows.refusal(try reason(overlap, store), .conflict))
    } catch let error as SQLiteError where error.isConstraint {
      refuse(rows.refusal("cannot be stored: \(error.message)", .constraint))
    }
  }

  /// Stores the record of the current row.
  private mutating func record() throws -> Recording {
    try hooks.prepare(&rows)
    let record = try Hooks.Record(rows)
    try hooks.check(record, rows)
    let recording = try stored(record)
    try hooks.note(recording, of: record, &rows, &table)
    return recording
  }

  private mutating func stored(_ record: Hooks.Record) throws -> Recording {
    do {
      return try table.record(
        record, in: rows.references.currency(of: record), line: rows.line)
    } catch {
      throw try hooks.reason(for: error, record)
    }
  }

  /// Notes why the current record is refused, and what else is wrong with its fields.
  private mutating func refuse(_ refusal: Refusal) {
    refusals.add(rows.faults(and: refusal, in: nil))
  }

  private mutating func count(_ recording: Recording, _ store: borrowing Store) throws {
    switch recording {
    case .new: tally.new += 1
    case .unchanged: tally.unchanged += 1
    case .repeated(let line):
      throw rows.refusal(RepeatedKey.reason(Hooks.Record.Field.key, line: line), .repeated)
    case .conflict(let differences, let origin):
      throw rows.refusal(
        try place.conflict(differences, origin, naming: rows.references, store), .conflict)
    case .revised(let differences, let origin):
      tally.add(
        Revision(
          file: rows.file, line: rows.line, what: rows.keyText,
          replaces: try place.text(origin, store),
          changes: differences.map { $0.change(naming: rows.references) }))
    }
  }
}

// MARK: What stands in the way

extension FileImport where Hooks: ~Copyable {
  private func reason(_ overlap: FeeOverlap, _ store: borrowing Store) throws -> String {
    let months = { (from: String, to: String?) in to.map { "\(from) to \($0)" } ?? "\(from) on" }
    let fee = overlap.fee
    return "has a fee for \(months("\(fee.fromMonth)", fee.toMonth.map { "\($0)" })), and "
      + "\(try place.text(overlap.origin, store)) has one for"
      + " \(months(overlap.fromMonth, overlap.toMonth)); a contract has one fee in a month"
  }
}
