internal import SQLite

/// Names that lines repeat, each kept once under a number.
struct NameTable: ~Copyable {
  private var find: Statement
  private var add: Statement
  private var read: Statement
  /// The names that were asked for, in that order.
  private(set) var names: [String] = []

  private init(
    find: String, add: String, read: String, in store: borrowing Store
  ) throws(SQLiteError) {
    let findStatement = try Statement(find, on: store.connection)
    let addStatement = try Statement(add, on: store.connection)
    let readStatement = try Statement(read, on: store.connection)
    self.find = findStatement
    self.add = addStatement
    self.read = readStatement
  }

  static func skus(_ store: borrowing Store) throws(SQLiteError) -> NameTable {
    try NameTable(
      find: "SELECT id FROM sku WHERE name = ?1",
      add: "INSERT INTO sku (name) VALUES (?1) RETURNING id",
      read: "SELECT name FROM sku WHERE id = ?1", in: store)
  }

  static func units(_ store: borrowing Store) throws(SQLiteError) -> NameTable {
    try NameTable(
      find: "SELECT id FROM unit WHERE name = ?1",
      add: "INSERT INTO unit (name) VALUES (?1) RETURNING id",
      read: "SELECT name FROM unit WHERE id = ?1", in: store)
  }

  /// The number of a name, given to it now where it is new.
  mutating func id(of name: String) throws(SQLiteError) -> Int64 {
    names.append(name)
    try find.bind(name, at: 1)
    defer { find.reset() }
    return try find.step() ? find.int64(0) : try added(name)
  }

  /// The name of a number.
  mutating func name(of id: Int64?) throws(SQLiteError) -> String? {
    guard let id else { return nil }
    try read.bind(id, at: 1)
    defer { read.reset() }
    return try read.step() ? read.string(0) : nil
  }

  private mutating func added(_ name: String) throws(SQLiteError) -> Int64 {
    try add.bind(name, at: 1)
    let id = try add.step() ? add.int64(0) : 0
    // Stepping to the end is what stores the row.
    while try add.step() {}
    return id
  }
}
