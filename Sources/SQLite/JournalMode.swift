internal import CSQLite

/// How a database makes a commit whole. Source: sqlite.org/pragma.html#pragma_journal_mode.
package enum JournalMode: String, Sendable {
  /// A journal in memory: a crash may damage the file.
  case memory
  /// A write-ahead log: readers do not wait for a writer. Source: sqlite.org/wal.html.
  case wal
}

extension Connection {
  /// Sets the journal mode, waiting up to ten seconds for another connection's lock.
  /// - Throws: `SQLiteError` where the database keeps another, as one in memory does; that `isBusy`.
  package func setJournalMode(_ mode: JournalMode) throws(SQLiteError) {
    let sql = "PRAGMA journal_mode = \(mode.rawValue)"
    let kept = try journalMode(patientlyAnswering: sql)
    guard kept == mode.rawValue else {
      throw SQLiteError(
        code: SQLITE_ERROR, message: "the journal mode stays \(kept)", sql: sql)
    }
  }

  /// Asks again while another connection holds a lock, for which the busy timeout does not wait:
  /// SQLite reads the file first, and two that read and then both want to write would wait for ever.
  private func journalMode(patientlyAnswering sql: String) throws(SQLiteError) -> String {
    for _ in 1..<1_000 {
      do throws(SQLiteError) {
        return try journalMode(answering: sql)
      } catch {
        guard error.isBusy else { throw error }
        sqlite3_sleep(10)
      }
    }
    return try journalMode(answering: sql)
  }

  private func journalMode(answering sql: String) throws(SQLiteError) -> String {
    var answer = try Statement(sql, on: self)
    return try answer.step() ? answer.string(0) : ""
  }

  /// Copies the whole write-ahead log into the database file and empties the log. Without a log it
  /// does nothing. Source: sqlite.org/c3ref/wal_checkpoint_v2.html.
  /// - Throws: `SQLiteError` that `isBusy` while another connection reads or writes, after the busy
  ///   timeout; with code `SQLITE_LOCKED` inside a transaction.
  package func checkpoint() throws(SQLiteError) {
    let code = unsafe sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
    guard code == SQLITE_OK else { throw unsafe SQLiteError(code: code, connection: handle) }
  }
}
