internal import CSV
internal import Procurement
internal import SQLite
internal import Store

/// One file on its way into the store.
struct FileImport<Import: FactImport & ~Copyable>: ~Copyable {
  private var rows: RecordReader<Import.Field>
  private var facts: Import
  private let place: StoredPlace
  private let options: ImportOptions
  private var tally = ImportTally()
  private var refusals: RefusalLog
  /// Whether every record so far could be read, whatever it said.
  private var sawAllRows = true

  /// Readies the import of `rows`, whose stored rows `place` tells from others.
  init(
    _ rows: consuming RecordReader<Import.Field>, into store: borrowing Store,
    at place: StoredPlace,
    _ options: ImportOptions
  ) throws {
    let facts = try Import(
      store, import: place.number, isRevising: options.isRevising)
    refusals = RefusalLog(limit: options.refusalLimit, keepsGood: options.keepsGood)
    self.options = options
    self.rows = rows
    self.facts = facts
    self.place = place
  }

  /// Reads to the end, whatever is wrong on the way.
  /// - Throws: `ImportFailure` with every refusal.
  mutating func run(into store: borrowing Store) throws -> ImportTally {
    do {
      while try rows.next() { try take(store) }
    } catch let error as CSVError {
      sawAllRows = false
      refusals.add(rows.refusal(error))
    }
    refusals.add(try facts.faultsAtEnd(sawAllRows: sawAllRows))
    guard refusals.isEmpty else { throw refusals.failure }
    tally.leaveOut(rows.rejected)
    return try completed()
  }

  private mutating func completed() throws -> ImportTally {
    do {
      let completion = try facts.finish()
      tally.totals = completion.totals
      tally.notes = completion.notes
      return tally
    } catch let error as RollupError {
      throw ImportFailure(refusals: [FileImport.refusal(error, in: rows.file)])
    }
  }

  private mutating func take(_ store: borrowing Store) throws {
    do {
      try rows.checkForm()
    } catch {
      sawAllRows = false
      refusals.add(error)
      return
    }
    let mappingFaults = rows.mappingFaults
    guard mappingFaults.isEmpty else {
      sawAllRows = false
      refusals.add(mappingFaults)
      return
    }
    do {
      try count(try facts.record(rows), store)
    } catch let refusal as Refusal {
      refuse(refusal)
    } catch let overlap as FeeOverlap {
      refuse(rows.refusal(try reason(overlap, store), .conflict))
    } catch let error as RollupError {
      refusals.add(FileImport.refusal(error, in: rows.file))
      throw refusals.failure
    } catch let error as SQLiteError where error.isConstraint {
      refuse(rows.refusal("cannot be stored: \(error.message)", .constraint))
    }
  }

  /// Notes why the current record is refused, and what else is wrong with its fields.
  private mutating func refuse(_ refusal: Refusal) {
    refusals.add(rows.faults(and: refusal, in: facts.currency(of: rows)))
  }

  private mutating func count(_ recording: Recording, _ store: borrowing Store) throws {
    switch recording {
    case .new: tally.new += 1
    case .unchanged: tally.unchanged += 1
    case .repeated(let line):
      throw rows.refusal(RepeatedKey.reason(Import.Field.key, line: line), .repeated)
    case .conflict(let differences, let origin):
      throw rows.refusal(
        try place.conflict(differences, origin, naming: facts.names, store), .conflict)
    case .revised(let differences, let origin):
      tally.add(
        Revision(
          file: rows.file, line: rows.line, what: rows.keyText,
          replaces: try place.text(origin, store),
          changes: differences.map { $0.change(naming: facts.names) }))
    }
  }

  private static func refusal(_ error: RollupError, in file: String) -> Refusal {
    Refusal(file: file, line: nil, reason: "\(error)")
  }
}

// MARK: What stands in the way

extension FileImport where Import: ~Copyable {
  private func reason(_ overlap: FeeOverlap, _ store: borrowing Store) throws -> String {
    let months = { (from: String, to: String?) in to.map { "\(from) to \($0)" } ?? "\(from) on" }
    let fee = overlap.fee
    return "has a fee for \(months("\(fee.fromMonth)", fee.toMonth.map { "\($0)" })), and "
      + "\(try place.text(overlap.origin, store)) has one for"
      + " \(months(overlap.fromMonth, overlap.toMonth)); a contract has one fee in a month"
  }
}
