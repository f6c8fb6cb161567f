internal import CSQLite

extension Connection {
  /// Runs `body` while the connection compiles nothing but what reads the database, and handles no
  /// value longer than `valueLimit` bytes.
  ///
  /// Changes, transactions, attached files, `VACUUM`, pragmas that set something and functions that
  /// load code are refused, whatever the access of the connection. Statements that were compiled
  /// before are not to be run in `body`.
  /// Source: sqlite.org/c3ref/set_authorizer.html.
  package func readingOnly<Result>(
    valueLimit: Int, _ body: () throws -> Result
  ) throws -> Result {
    let limit = limit(.length)
    setLimit(.length, to: valueLimit)
    unsafe sqlite3_set_authorizer(
      handle,
      { _, action, first, second, _, _ in
        unsafe ReadingRule.allows(action, first, second) ? SQLITE_OK : SQLITE_DENY
      }, nil)
    defer {
      unsafe sqlite3_set_authorizer(handle, nil, nil)
      setLimit(.length, to: limit)
    }
    return try body()
  }
}

/// What a statement that only reads may do.
private enum ReadingRule {
  /// Functions that load code, or hand out the address of some.
  private static let refusedFunctions: Set = ["load_extension", "fts3_tokenizer"]

  /// Pragmas that answer and never set anything, whatever their argument.
  private static let pragmas: Set = [
    "collation_list", "compile_options", "database_list", "foreign_key_list", "function_list",
    "index_info", "index_list", "index_xinfo", "module_list", "pragma_list", "table_info",
    "table_list", "table_xinfo",
  ]

  private static let schemas: Set = ["sqlite_master", "sqlite_temp_master"]

  /// Whether an action is one of them: its code with the first two of what it is about.
  static func allows(
    _ action: Int32, _ first: UnsafePointer<CChar>?, _ second: UnsafePointer<CChar>?
  ) -> Bool {
    switch action {
    case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: true
    case SQLITE_FUNCTION: unsafe name(second).map { !refusedFunctions.contains($0) } ?? false
    case SQLITE_PRAGMA: unsafe name(first).map { pragmas.contains($0) } ?? false
    // Asked when a table-valued function declares its columns. An UPDATE of it is refused all the same, as
    // the schema is not writable.
    case SQLITE_UPDATE: unsafe name(first).map { schemas.contains($0) } ?? false
    default: false
    }
  }

  private static func name(_ text: UnsafePointer<CChar>?) -> String? {
    guard let text = unsafe text else { return nil }
    return unsafe String(cString: text).lowercased()
  }
}
