package import Procurement
package import SQLite

/// Records facts of one kind: each is new, unchanged, or at odds with the live row of its key.
///
/// No row is ever overwritten: where it revises, the old row is ended and a new one takes its place.
package struct FactTable<Record: StoredRecord>: ~Copyable {
  private var find: Statement
  private var add: Statement
  private var end: Statement
  private var addPart: Statement?
  /// Copies the parts of a row to the one that takes its place.
  private var keepParts: Statement?
  private let columns = Record.stored
  /// Whether the file has a column, by its place; another keeps what is stored.
  private let isGiven: [Bool]
  private let importNumber: Int64
  private let isRevising: Bool

  /// Readies its statements for the facts of import `number`, which need not be stored yet. A field for
  /// which the file has no column, as `isGiven` says, is not compared, and keeps what is stored.
  package init(
    _ store: borrowing Store, import number: Int64, isRevising: Bool = false,
    isGiven: (Record.Field) -> Bool = { _ in true }
  ) throws(SQLiteError) {
    let find = try Statement(FactSQL.find(Record.self), on: store.connection)
    let add = try Statement(FactSQL.add(Record.self), on: store.connection)
    let end = try Statement(
      "UPDATE \(Record.table.name) SET ended_by = ?1 WHERE id = ?2", on: store.connection)
    var addPart: Statement?
    if let part = Record.table.part {
      addPart = try Statement(FactSQL.addPart(part, of: Record.table), on: store.connection)
      keepParts = try Statement(FactSQL.keepParts(part, of: Record.table), on: store.connection)
    }
    let given = Set(Record.fields.filter(isGiven).flatMap(\.column.stored).map(\.title))
    self.isGiven = columns.map { given.contains($0.title) }
    self.find = find
    self.add = add
    self.end = end
    self.addPart = addPart
    self.isRevising = isRevising
    importNumber = number
  }

  /// Compares a fact with the live row of its key, and adds it where there is none.
  ///
  /// Its amounts are in `currency`, and it stands on `line` of the file.
  /// - Throws: `SQLiteError` where the schema refuses it.
  package mutating func record(
    _ record: Record, in currency: Currency? = nil, line: Int
  ) throws(SQLiteError) -> Recording {
    var values = record.storedValues
    var recording = Recording.new
    var known: StoredFact?
    if let stored = try stored(values) {
      known = stored
      for place in values.indices where !isGiven[place] { values[place] = stored.content[place] }
      recording = stored.recording(of: values, columns: columns, in: currency, by: importNumber)
      guard isRevising, case .conflict(let differences, let origin) = recording else {
        return recording
      }
      recording = .revised(differences, from: origin)
      try end.bind([.integer(importNumber), .integer(stored.id)])
      try end.run()
    }
    try add(values, line: line)
    let hasParts = zip(columns, isGiven).allSatisfy { $0.expression == nil || $1 }
    if let known, !hasParts { try keepParts(of: known) } else { try addParts(record.parts) }
    return recording
  }

  /// The identity of the live row of a record's key.
  package mutating func identity(of record: Record) throws(SQLiteError) -> Int64? {
    try stored(record.storedValues)?.identity
  }

  private mutating func add(_ values: [Value], line: Int) throws(SQLiteError) {
    let own = zip(columns, values).filter { $0.0.expression == nil }.map(\.1)
    try add.bind(own + [.integer(importNumber), .integer(Int64(line))])
    try add.run()
  }

  private mutating func addParts(_ parts: [[Value]]) throws(SQLiteError) {
    for part in parts {
      try addPart?.bind(part)
      try addPart?.run()
    }
  }

  private mutating func keepParts(of fact: StoredFact) throws(SQLiteError) {
    try keepParts?.bind(fact.id, at: 1)
    try keepParts?.run()
  }

  private mutating func stored(_ values: [Value]) throws(SQLiteError) -> StoredFact? {
    try find.bind(Array(values.prefix(find.parameterCount)))
    guard try find.step() else { return nil }
    let next = columns.count
    let fact = StoredFact(
      content: columns.indices.map { find.value($0) },
      origin: Origin(importNumber: find.int64(next), line: Int(find.int64(next + 1))),
      id: find.int64(next + 2), identity: find.int64(next + 3))
    find.reset()
    return fact
  }
}

/// The statements of a kind's table, whose parameters are the columns in their order.
private enum FactSQL {
  /// Finds the live row of a key.
  static func find<Record: StoredRecord>(_ record: Record.Type) -> String {
    let table = Record.table
    let columns = Record.stored.map(\.selected)
    return """
      SELECT \(columns.joined(separator: ", ")),
             coalesce(restored_from, recorded_by), recorded_line, id, \(table.identity ?? "id")
      FROM \(table.name) WHERE \(isOfKey(record)) AND ended_by IS NULL
      """
  }

  /// Adds a row; one of an identity keeps what an ended row of its key had.
  static func add<Record: StoredRecord>(_ record: Record.Type) -> String {
    let table = Record.table
    let columns = Record.ownColumns.map(\.name) + ["recorded_by", "recorded_line"]
    let names = columns.joined(separator: ", ")
    let values = columns.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
    guard let identity = table.identity else {
      return "INSERT INTO \(table.name) (\(names)) VALUES (\(values))"
    }
    return """
      INSERT INTO \(table.name) (id, \(identity), \(names))
      SELECT next.id,
             coalesce((SELECT \(identity) FROM \(table.name)
                       WHERE \(isOfKey(record)) AND ended_by IS NOT NULL LIMIT 1), next.id),
             \(values)
      FROM (SELECT coalesce(max(id), 0) + 1 AS id FROM \(table.name)) AS next
      """
  }

  /// Adds a part of the row that was added last.
  static func addPart(_ part: PartTable, of table: RecordTable) -> String {
    let values = part.columns.indices.map { "?\($0 + 1)" }
    return """
      INSERT INTO \(part.name) (\(part.owner), \(part.columns.joined(separator: ", ")))
      SELECT max(id), \(values.joined(separator: ", ")) FROM \(table.name)
      """
  }

  /// Copies the parts of the row `?1` to the one that was added last.
  static func keepParts(_ part: PartTable, of table: RecordTable) -> String {
    let columns = part.columns.joined(separator: ", ")
    return """
      INSERT INTO \(part.name) (\(part.owner), \(columns))
      SELECT (SELECT max(id) FROM \(table.name)), \(columns) FROM \(part.name)
      WHERE \(part.owner) = ?1
      """
  }

  private static func isOfKey<Record: StoredRecord>(_ record: Record.Type) -> String {
    let places = Dictionary(
      uniqueKeysWithValues: Record.ownColumns.enumerated().map { ($1.name, $0 + 1) })
    return zip(Record.key { $0 }, Record.key { "?\(places[$0, default: 0])" })
      .map { "\($0) = \($1)" }.joined(separator: " AND ")
  }
}

/// A live row, as far as a new fact is compared with it.
private struct StoredFact {
  let content: [Value]
  let origin: Origin
  let id: Int64
  let identity: Int64

  func recording(
    of given: [Value], columns: [StoredColumn], in currency: Currency?, by importNumber: Int64
  ) -> Recording {
    guard origin.importNumber != importNumber else { return .repeated(line: origin.line) }
    var differences = columns.indices.compactMap { index in
      content[index] == given[index]
        ? nil
        : Difference(
          column: columns[index], stored: content[index], given: given[index],
          currency: currency)
    }
    // Units of two currencies cannot be shown as amounts of one.
    if differences.contains(where: { $0.column.title == "currency" }) {
      differences.removeAll { $0.column.content == .money }
    }
    return differences.isEmpty ? .unchanged : .conflict(differences, with: origin)
  }
}
