extension Connection {
  /// Sets the number that says whose file this is. Source: sqlite.org/pragma.html.
  package func setApplicationID(_ id: Int32) throws(SQLiteError) {
    try execute("PRAGMA application_id = \(id)")
  }

  /// The number that says which version of its schema the file has, or 0.
  /// - Throws: `SQLiteError` that `isNotADatabase` for a file that is none.
  package var userVersion: Int32 {
    get throws(SQLiteError) { Int32(truncatingIfNeeded: try integer(pragma: "user_version")) }
  }

  /// Sets the number that says which version of its schema the file has.
  package func setUserVersion(_ version: Int32) throws(SQLiteError) {
    try execute("PRAGMA user_version = \(version)")
  }

  /// The whole number that a pragma answers with, or 0 where it has no answer.
  package func integer(pragma name: StaticString) throws(SQLiteError) -> Int64 {
    var answer = try Statement("PRAGMA \(name)", on: self)
    return try answer.step() ? answer.int64(0) : 0
  }
}
