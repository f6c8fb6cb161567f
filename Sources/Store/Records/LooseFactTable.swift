internal import Procurement
internal import SQLite

/// Records facts of one table: each is new, unchanged, or at odds with the live row of its key.
///
/// No row is ever overwritten: where it revises, the old row is ended and a new one takes its place.
/// The statements are the caller's: `find` selects the columns that are compared of the live row of
/// a key, then the import and line that it came from and its id; `add` inserts the key's columns,
/// the content, `recorded_by` and `recorded_line`; `end` sets `ended_by` of the row of an id.
struct LooseFactTable: ~Copyable {
  private var find: Statement
  private var add: Statement
  private var end: Statement
  private let columns: [FactColumn]
  private let importNumber: Int64
  private let isRevising: Bool

  init(
    find: String, add: String, end: String, columns: [FactColumn], import number: Int64,
    isRevising: Bool, in store: borrowing Store
  ) throws(SQLiteError) {
    let findStatement = try Statement(find, on: store.connection)
    let addStatement = try Statement(add, on: store.connection)
    let endStatement = try Statement(end, on: store.connection)
    self.find = findStatement
    self.add = addStatement
    self.end = endStatement
    self.isRevising = isRevising
    self.columns = columns
    importNumber = number
  }

  /// Compares a fact with the live row of its key, and adds it where there is none.
  ///
  /// `find` looks by `key`, which is stored as `keyColumns` where these are others. `content` is the
  /// rest of the table's columns, and `parts` is what is compared besides and stored elsewhere.
  /// Amounts are in `currency`, and the fact stands on `line` of the file.
  mutating func record(
    key: [Value], keyColumns: [Value]? = nil, content: [Value], parts: [Value] = [],
    in currency: Currency? = nil, line: Int
  ) throws(SQLiteError) -> Recording {
    var recording = Recording.new
    if let known = try stored(key) {
      recording = known.recording(
        of: content + parts, columns: columns, in: currency, by: importNumber)
      guard isRevising, case .conflict(let differences, let origin) = recording else {
        return recording
      }
      recording = .revised(differences, from: origin)
      try end.bind([.integer(importNumber), .integer(known.id)])
      try end.run()
    }
    try add.bind(
      (keyColumns ?? key) + content + [.integer(importNumber), .integer(Int64(line))])
    try add.run()
    return recording
  }

  private mutating func stored(_ key: [Value]) throws(SQLiteError) -> StoredFact? {
    try find.bind(key)
    guard try find.step() else { return nil }
    let fact = StoredFact(
      content: columns.indices.map { find.value($0) },
      origin: Origin(
        importNumber: find.int64(columns.count), line: Int(find.int64(columns.count + 1))),
      id: find.int64(columns.count + 2))
    find.reset()
    return fact
  }
}

/// A live row, as far as a new fact is compared with it.
private struct StoredFact {
  let content: [Value]
  let origin: Origin
  let id: Int64

  func recording(
    of given: [Value], columns: [FactColumn], in currency: Currency?, by importNumber: Int64
  ) -> Recording {
    guard origin.importNumber != importNumber else { return .repeated(line: origin.line) }
    var differences = columns.indices.compactMap { index in
      content[index] == given[index]
        ? nil
        : Difference(
          column: columns[index], stored: content[index], given: given[index], currency: currency)
    }
    // Units of two currencies cannot be shown as amounts of one.
    if differences.contains(where: { $0.column == .plain("currency") }) {
      differences.removeAll { $0.column.content == .money }
    }
    return differences.isEmpty ? .unchanged : .conflict(differences, with: origin)
  }
}
