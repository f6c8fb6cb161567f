internal import SQLite
internal import Store

/// What rows are called, by their ids.
enum StoredNames {
  /// The id and the name of each row of a statement.
  static func all(_ sql: String, _ store: borrowing Store) throws -> [Int64: String] {
    var rows = try Statement(sql, on: store.connection)
    var names: [Int64: String] = [:]
    while try rows.step() { names[rows.int64(0)] = rows.string(1) }
    return names
  }
}
