internal import CSQLite

extension Connection {
  /// Copies the whole database into a new file at `path`, durably, while others may read and write.
  ///
  /// The copy is made in steps. A change by another connection between two of them starts it afresh,
  /// so that it is always of one moment. A copy that fails may leave a part of it in the file.
  /// Source: sqlite.org/backup.html.
  /// - Parameters:
  ///   - path: a file that is not there yet, or is empty.
  ///   - pagesPerStep: pages copied at a time, more than 0; others can write in between.
  ///   - progress: told after each step how many pages are left, and how many there are.
  /// - Throws: `SQLiteError` that `isCannotOpen` where `path` holds a file that is not empty, or
  ///   cannot be created; that `isBusy` for a lock not let go of in several busy timeouts; with code
  ///   `SQLITE_LOCKED` inside a transaction of this connection that has written.
  package func backup(
    to path: String, pagesPerStep: Int = 1_000,
    progress: (_ pagesLeft: Int, _ pageCount: Int) -> Void = { _, _ in }
  ) throws(SQLiteError) {
    precondition(pagesPerStep > 0, "a step copies a page at least")
    guard path != ":memory:" else {
      throw SQLiteError(code: SQLITE_CANTOPEN, message: "a backup needs a file", sql: nil)
    }
    let target = try Connection(path: path, access: .create)
    try target.requireEmpty(at: path)
    // A file that was empty needs no way back, and has no other beside it then.
    try target.setJournalMode(.memory)
    try target.execute("PRAGMA synchronous = FULL")
    guard let copy = unsafe sqlite3_backup_init(target.handle, "main", handle, "main") else {
      throw unsafe SQLiteError(code: sqlite3_errcode(target.handle), connection: target.handle)
    }
    defer { unsafe sqlite3_backup_finish(copy) }
    while try unsafe Self.step(copy, pages: Int32(clamping: pagesPerStep)) {
      unsafe progress(
        Int(sqlite3_backup_remaining(copy)), Int(sqlite3_backup_pagecount(copy)))
    }
    progress(0, Int(unsafe sqlite3_backup_pagecount(copy)))
  }

  /// Copies some pages, asking again where a lock is in the way. `false` says the copy is whole.
  private static func step(_ copy: OpaquePointer, pages: Int32) throws(SQLiteError) -> Bool {
    var code = unsafe sqlite3_backup_step(copy, pages)
    for _ in 1..<attempts where [SQLITE_BUSY, SQLITE_LOCKED].contains(code & 0xff) {
      sqlite3_sleep(millisecondsBetweenAttempts)
      code = unsafe sqlite3_backup_step(copy, pages)
    }
    guard code == SQLITE_OK || code == SQLITE_DONE else {
      throw unsafe SQLiteError(code: code, connection: nil)
    }
    return code == SQLITE_OK
  }

  private static var attempts: Int { 3 }
  private static var millisecondsBetweenAttempts: Int32 { 100 }

  /// Refuses a file with anything in it. SQLite looks, and not this program: closing a descriptor of
  /// its own would drop SQLite's locks. Source: sqlite.org/howtocorrupt.html#_posix_advisory_locks.
  private func requireEmpty(at path: String) throws(SQLiteError) {
    let isEmpty: Bool
    do {
      isEmpty = try integer(pragma: "page_count") == 0
    } catch let error where error.isNotADatabase {
      isEmpty = false
    }
    guard isEmpty else {
      throw SQLiteError(
        code: SQLITE_CANTOPEN, message: "\"\(path)\" is not empty, and is left as it is", sql: nil)
    }
  }
}
