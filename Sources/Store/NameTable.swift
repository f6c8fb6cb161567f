internal import SQLite

/// Names that lines repeat, each kept once under a number.
struct NameTable: ~Copyable {
  private var find: Statement
  private var add: Statement
  private var known: [String: Known] = [:]
  private var last: Known?

  /// A name as the table has it. Swift takes two Unicode normal forms for equal, and SQLite does not;
  /// names are kept as they came.
  private struct Known {
    let name: String
    let id: Int64

    func isSame(as other: String) -> Bool { name.utf8.elementsEqual(other.utf8) }
  }

  private init(find: consuming Statement, add: consuming Statement) {
    self.find = find
    self.add = add
  }

  static func skus(_ store: borrowing Store) throws(SQLiteError) -> NameTable {
    NameTable(
      find: try Statement("SELECT id FROM sku WHERE name = ?1", on: store.connection),
      add: try Statement(
        "INSERT INTO sku (name) VALUES (?1) RETURNING id", on: store.connection))
  }

  static func units(_ store: borrowing Store) throws(SQLiteError) -> NameTable {
    NameTable(
      find: try Statement("SELECT id FROM unit WHERE name = ?1", on: store.connection),
      add: try Statement(
        "INSERT INTO unit (name) VALUES (?1) RETURNING id", on: store.connection))
  }

  /// The number of a name, given to it now where it is new.
  mutating func id(of name: String?) throws(SQLiteError) -> Int64? {
    guard let name else { return nil }
    if let last, last.isSame(as: name) { return last.id }
    if let found = known[name], found.isSame(as: name) {
      last = found
      return found.id
    }
    let found = try stored(name)
    let id: Int64
    if let found { id = found } else { id = try added(name) }
    known[name] = Known(name: name, id: id)
    return id
  }

  private mutating func stored(_ name: String) throws(SQLiteError) -> Int64? {
    try find.bind(name, at: 1)
    let id = try find.step() ? find.int64(0) : nil
    find.reset()
    return id
  }

  private mutating func added(_ name: String) throws(SQLiteError) -> Int64 {
    try add.bind(name, at: 1)
    let id = try add.step() ? add.int64(0) : 0
    // Stepping to the end is what stores the row.
    while try add.step() {}
    return id
  }
}
