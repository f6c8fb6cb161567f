internal import CSV
internal import Procurement
internal import SQLite
internal import Store

/// One file on its way into the store.
struct FileImport<Import: FactImport & ~Copyable>: ~Copyable {
  private var rows: RecordReader<Import.Field>
  private var facts: Import
  private let number: Int64
  /// The files of the same run before this one, by the number of import.
  private let earlier: [Int64: String]
  private var tally = ImportTally()
  private var refusals: [Refusal] = []
  /// Whether every record so far could be read, whatever it said.
  private var sawAllRows = true

  /// Opens `source` as import `number`, and reads its header.
  /// - Throws: `ImportFailure` where the header has faults or the file is not CSV.
  init(
    _ source: HashedFile, ignoringUnknown: Bool, mapping: FileMapping?, number: Int64,
    after earlier: [Int64: String], into store: borrowing Store
  ) throws {
    let rows = try FileImport.reading(source) {
      try RecordReader<Import.Field>(
        source, named: source.name, ignoresUnknown: ignoringUnknown, mapping: mapping)
    }
    let facts = try Import(store, import: number)
    self.rows = rows
    self.facts = facts
    self.number = number
    self.earlier = earlier
  }

  /// Reads to the end, whatever is wrong on the way.
  /// - Throws: `ImportFailure` with every refusal.
  mutating func run(into store: borrowing Store) throws -> ImportTally {
    do {
      while try rows.next() { try take(store) }
    } catch let error as CSVError {
      sawAllRows = false
      refusals.append(rows.refusal(error))
    }
    refusals += try facts.faultsAtEnd(sawAllRows: sawAllRows)
    guard refusals.isEmpty else {
      throw ImportFailure(refusals: refusals.sorted { ($0.line ?? 0) < ($1.line ?? 0) })
    }
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
      try rows.checkWidth()
    } catch {
      sawAllRows = false
      refusals.append(error)
      return
    }
    let mappingFaults = rows.mappingFaults
    guard mappingFaults.isEmpty else {
      sawAllRows = false
      refusals += mappingFaults
      return
    }
    do {
      try count(try facts.record(rows), store)
    } catch let refusal as Refusal {
      refuse(refusal)
    } catch let overlap as FeeOverlap {
      refuse(rows.refusal(try reason(overlap, store)))
    } catch let error as RollupError {
      throw ImportFailure(refusals: refusals + [FileImport.refusal(error, in: rows.file)])
    } catch let error as SQLiteError where error.isConstraint {
      refuse(rows.refusal("cannot be stored: \(error.message)"))
    }
  }

  /// Notes why the current record is refused, and what else is wrong with its fields.
  private mutating func refuse(_ refusal: Refusal) {
    refusals += rows.faults(and: refusal, in: facts.currency(of: rows))
  }

  private mutating func count(_ recording: Recording, _ store: borrowing Store) throws {
    switch recording {
    case .new: tally.new += 1
    case .unchanged: tally.unchanged += 1
    case .repeated(let line):
      let key = Import.Field.key.map(\.column.name)
      throw rows.refusal(
        "repeats line \(line): \(key.joined(separator: ", ")) \(key.count == 1 ? "is" : "are")"
          + " the same; each may stand in a file once")
    case .conflict(let differences, let origin):
      throw rows.refusal(try conflict(differences, origin, store))
    }
  }

  /// Runs `body`, and names the file where it is no CSV.
  private static func reading<Result: ~Copyable>(
    _ source: HashedFile, _ body: () throws -> Result
  ) throws -> Result {
    do {
      return try body()
    } catch let error as CSVError {
      throw ImportFailure(refusals: [
        Refusal(file: source.name, line: error.line, reason: "\(error.problem); \(error.hint)")
      ])
    }
  }

  private static func refusal(_ error: RollupError, in file: String) -> Refusal {
    Refusal(file: file, line: nil, reason: "\(error)")
  }
}

// MARK: What stands in the way

extension FileImport where Import: ~Copyable {
  private func conflict(
    _ differences: [Difference], _ origin: Origin, _ store: borrowing Store
  ) throws -> String {
    let names = facts.names
    return "conflicts with \(try place(origin, store)): "
      + differences.map { $0.text(naming: names) }.joined(separator: "; ")
      + "; nothing was changed"
  }

  private func reason(_ overlap: FeeOverlap, _ store: borrowing Store) throws -> String {
    let months = { (from: String, to: String?) in to.map { "\(from) to \($0)" } ?? "\(from) on" }
    let fee = overlap.fee
    return "has a fee for \(months("\(fee.fromMonth)", fee.toMonth.map { "\($0)" })), and "
      + "\(try place(overlap.origin, store)) has one for"
      + " \(months(overlap.fromMonth, overlap.toMonth)); a contract has one fee in a month"
  }

  /// `line 2`, `fees.csv:2` for another file of the run, or `import 3 (fees.csv:2)`.
  private func place(_ origin: Origin, _ store: borrowing Store) throws -> String {
    guard origin.importNumber != number else { return "line \(origin.line)" }
    if let file = earlier[origin.importNumber] {
      return "\(EscapedText.text(file, limit: 1000)):\(origin.line)"
    }
    let file = try store.fileName(ofImport: origin.importNumber) ?? "?"
    return "import \(origin.importNumber) (\(EscapedText.text(file, limit: 1000)):\(origin.line))"
  }
}
