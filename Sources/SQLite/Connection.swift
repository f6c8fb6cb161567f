internal import CSQLite

/// An open database. It has one owner, and closes when the owner lets go of it.
///
/// Statements made on it may outlive it; the file then closes with the last of them.
/// Source: sqlite.org/c3ref/close.html.
@safe package struct Connection: ~Copyable {
  let handle: OpaquePointer

  /// Stops a running statement from another thread; safe to keep after the connection closes.
  package let interrupter: Interrupter

  /// Opens the database file at `path` with every defence on that SQLite offers against a hostile
  /// file; `":memory:"` opens a private, empty database.
  ///
  /// A `path` is never read as a URI. A file that is not a database is opened without complaint,
  /// because SQLite first reads it when it is first used: that use throws an error that
  /// `isNotADatabase`. In the same way, a file that the system protects against writing opens for
  /// `.readWrite`, and refuses at the first write.
  /// - Parameters:
  ///   - path: the file, or `":memory:"`.
  ///   - access: what may be done to it.
  ///   - busyTimeoutMilliseconds: how long a statement waits for another connection's lock before it
  ///     throws an error that `isBusy`.
  /// - Throws: `SQLiteError` that `isCannotOpen` for a file that cannot be opened or created, and
  ///   for a path that is empty or holds a NUL.
  package init(
    path: String, access: Access, busyTimeoutMilliseconds: Int = usualWaitMilliseconds
  ) throws(SQLiteError) {
    let handle = try unsafe Self.open(path, access)
    unsafe self.handle = handle
    unsafe self.interrupter = Interrupter(handle)
    unsafe sqlite3_busy_timeout(handle, Int32(clamping: busyTimeoutMilliseconds))
  }

  deinit {
    interrupter.disconnect()
    unsafe sqlite3_close_v2(handle)
  }
}

extension Connection {
  /// Runs every statement of `sql`, ignoring any rows. A statement that fails ends the run; those
  /// before it have taken effect, unless a transaction rolls them back.
  /// - Throws: `SQLiteError` with the whole of `sql`, and for a NUL in it, at which SQLite would
  ///   stop reading.
  package func execute(_ sql: String) throws(SQLiteError) {
    try SQLiteError.refuseNUL(in: sql)
    let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else {
      throw unsafe SQLiteError(code: code, connection: handle, sql: sql)
    }
  }

  /// A number of 32 bits in the header of the file on disk, whatever its log has; `nil` where it cannot be
  /// read. Source: sqlite.org/fileformat.html, "The Database Header".
  package func headerNumber(at offset: Int) -> Int64? {
    let number = unsafe csqlite_header_number(handle, Int32(clamping: offset))
    return number < 0 ? nil : number
  }

  /// How long a statement waits for a lock if nothing else is said: ten seconds.
  package static var usualWaitMilliseconds: Int { 10_000 }

  /// Rows that the latest `INSERT`, `UPDATE` or `DELETE` changed, not counting those that its
  /// triggers and foreign keys changed. Source: sqlite.org/c3ref/changes.html.
  package var changes: Int64 {
    unsafe sqlite3_changes64(handle)
  }

  /// Whether the database cannot be written, for its access or for the file's protection.
  package var isReadOnly: Bool {
    unsafe sqlite3_db_readonly(handle, "main") == 1
  }
}
