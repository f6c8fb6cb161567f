internal import CSQLite

/// A compiled SQL statement: bind, step until `false`, bind again. It is freed with its owner.
///
/// Between a `step()` that answered `true` and the next `reset()`, nothing may be bound.
@safe package struct Statement: ~Copyable {
  let handle: OpaquePointer

  /// Compiles `sql`, which must hold one statement, with or without its semicolon.
  ///
  /// Made to be kept and run many times. Source: sqlite.org/c3ref/prepare.html.
  /// - Throws: `SQLiteError` naming `sql` where SQLite cannot compile it, where it holds no
  ///   statement, and where anything but blanks and comments follows the first.
  package init(_ sql: String, on connection: borrowing Connection) throws(SQLiteError) {
    try SQLiteError.refuseNUL(in: sql)
    var handle: OpaquePointer?
    let (code, tail) = unsafe Self.prepare(sql, on: connection.handle, into: &handle)
    guard code == SQLITE_OK else {
      throw unsafe SQLiteError(code: code, connection: connection.handle, sql: sql)
    }
    guard let handle = unsafe handle else {
      throw SQLiteError(code: SQLITE_ERROR, message: "there is no statement", sql: sql)
    }
    guard Self.isEmpty(sql.utf8.dropFirst(tail), on: connection) else {
      unsafe sqlite3_finalize(handle)
      throw SQLiteError(
        code: SQLITE_ERROR, message: "there is more text after the first statement", sql: sql,
        offset: tail)
    }
    unsafe self.handle = handle
  }

  deinit {
    unsafe sqlite3_finalize(handle)
  }
}

extension Statement {
  /// Whether nothing but blanks and comments is left of a text.
  private static func isEmpty(
    _ rest: Substring.UTF8View, on connection: borrowing Connection
  ) -> Bool {
    var rest = rest.drop(while: \.isBlank)
    guard rest.first != UInt8(ascii: ";") else { return false }
    while !rest.isEmpty {
      var next: OpaquePointer?
      let (code, tail) = unsafe prepare(String(Substring(rest)), on: connection.handle, into: &next)
      defer { unsafe sqlite3_finalize(next) }
      guard code == SQLITE_OK, unsafe next == nil, tail > 0 else { return false }
      rest = rest.dropFirst(tail).drop(while: \.isBlank)
    }
    return true
  }

  /// Compiles the first statement of `sql` into `handle`, which stays `nil` where there is none.
  /// - Returns: SQLite's code, and how many bytes of `sql` it has read.
  private static func prepare(
    _ sql: String, on connection: OpaquePointer, into handle: inout OpaquePointer?
  ) -> (code: Int32, tail: Int) {
    let utf8 = sql.utf8Span.span
    return unsafe utf8.bytes.withUnsafeBytes { bytes in
      let start = unsafe bytes.assumingMemoryBound(to: CChar.self).baseAddress
      var tail = unsafe start
      let code = unsafe sqlite3_prepare_v3(
        connection, start, Int32(clamping: bytes.count), UInt32(SQLITE_PREPARE_PERSISTENT),
        &handle, &tail)
      guard let start = unsafe start, let tail = unsafe tail else { return (code, 0) }
      return unsafe (code, tail - start)
    }
  }
}

extension Statement {
  /// Moves to the next row. `false` says there are no more, and the statement is ready to run again.
  /// - Throws: `SQLiteError` naming the SQL; the statement is then also ready to run again.
  package mutating func step() throws(SQLiteError) -> Bool {
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      reset()
      return false
    case let code:
      let error = error(code)
      reset()
      throw error
    }
  }

  /// Runs the statement to its end, ignoring any rows.
  package mutating func run() throws(SQLiteError) {
    while try step() {}
  }

  /// Leaves the rows that are left, and readies the statement to be bound and run again.
  package mutating func reset() {
    // The answer repeats the error of the last step, which has been thrown already.
    unsafe sqlite3_reset(handle)
  }

  /// Whether it changes nothing in the database. Source: sqlite.org/c3ref/stmt_readonly.html.
  package var isReadOnly: Bool { unsafe sqlite3_stmt_readonly(handle) != 0 }

  /// The SQL that the statement was compiled from.
  package var sql: String {
    unsafe String(cString: sqlite3_sql(handle))
  }

  /// What the statement's connection last refused.
  func error(_ code: Int32) -> SQLiteError {
    unsafe SQLiteError(code: code, connection: sqlite3_db_handle(handle), sql: sql)
  }
}

extension SQLiteError {
  /// Refuses SQL with a NUL in it, at which SQLite would stop reading without a word.
  static func refuseNUL(in sql: String) throws(SQLiteError) {
    // In C, since a debug build, which the tests run, takes longer for a loop than SQLite for the SQL.
    guard unsafe sql.withCString({ unsafe csqlite_length($0) }) == sql.utf8.count else {
      throw SQLiteError(code: SQLITE_ERROR, message: "the SQL holds a NUL", sql: sql)
    }
  }
}

extension UInt8 {
  /// Whether this byte is one that SQL takes for a space.
  fileprivate var isBlank: Bool {
    switch self {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x0c: true
    default: false
    }
  }
}
