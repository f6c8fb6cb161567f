import SQLite

extension SQLiteError {
  // Extended codes of constraints. Source: sqlite.org/rescode.html.
  static let constraintCheck: Int32 = 275
  static let constraintForeignKey: Int32 = 787
  static let constraintUnique: Int32 = 2067
  static let constraintDatatype: Int32 = 3091
}

extension Connection {
  /// How many rows a table has.
  borrowing func count(_ table: String) throws -> Int64 {
    try integer("SELECT count(*) FROM \(table)")
  }

  /// The first column of the only row.
  borrowing func integer(_ sql: String) throws -> Int64 {
    var rows = try Statement(sql, on: self)
    return try rows.step() ? rows.int64(0) : 0
  }

  /// The first column of every row; NULL is `"NULL"`.
  borrowing func texts(_ sql: String) throws -> [String] {
    try rows(sql).map { $0.first ?? "" }
  }

  /// Every column of every row as text; NULL is `"NULL"`.
  borrowing func rows(_ sql: String) throws -> [[String]] {
    var rows = try Statement(sql, on: self)
    var found: [[String]] = []
    while try rows.step() {
      found.append((0..<rows.columnCount).map { rows.optionalString($0) ?? "NULL" })
    }
    return found
  }
}
