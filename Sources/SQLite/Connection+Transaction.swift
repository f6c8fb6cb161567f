internal import CSQLite

extension Connection {
  /// Whether a transaction is open. SQLite ends one by itself after some errors, such as a full
  /// disk. Source: sqlite.org/c3ref/get_autocommit.html.
  package var isInTransaction: Bool {
    unsafe sqlite3_get_autocommit(handle) == 0
  }

  /// Runs `body` in a transaction: all of its changes are kept, or, if it throws, none.
  ///
  /// The lock to write is taken first, so two writers queue up for as long as the busy timeout. Let
  /// the first error out of `body`: SQLite may have ended the transaction with it, and whatever is
  /// written after that is outside and kept.
  /// - Throws: what `body` throws; `SQLiteError` for a commit refused, after which nothing is kept,
  ///   unless the error `leavesCommitInDoubt`; `SQLiteError` with code `transactionEnded` where
  ///   SQLite ended the transaction and `body` did not say so.
  package func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    try inside("BEGIN IMMEDIATE", body)
  }

  /// Runs `body` in a transaction for reading: its `SELECT`s all see the database as it was at the
  /// first of them, whatever others write meanwhile. Source: sqlite.org/isolation.html.
  /// - Throws: what `body` throws, and `SQLiteError`.
  package func readTransaction<Result>(_ body: () throws -> Result) throws -> Result {
    // There is nothing to keep, and a commit fails where a damaged page was met on the way.
    try inside("BEGIN DEFERRED", end: "ROLLBACK", body)
  }

  /// Runs `body` in a part of the open transaction: if it throws, only its own changes are rolled
  /// back. Savepoints nest. Source: sqlite.org/lang_savepoint.html.
  /// - Throws: what `body` throws; `SQLiteError` with code `transactionEnded` where no transaction
  ///   is open, before or after `body`.
  package func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
    try requireTransaction()
    // SQLite takes a repeated name for the innermost savepoint of that name.
    try execute("SAVEPOINT nested")
    do {
      let result = try body()
      try requireTransaction()
      try execute("RELEASE nested")
      return result
    } catch {
      // The error that led here is the one to report. SQLite may already have rolled back.
      if isInTransaction { try? execute("ROLLBACK TO nested; RELEASE nested") }
      throw error
    }
  }

  private func inside<Result>(
    _ begin: String, end: String = "COMMIT", _ body: () throws -> Result
  ) throws -> Result {
    try execute(begin)
    do {
      let result = try body()
      try requireTransaction()
      try execute(end)
      return result
    } catch {
      // The error that led here is the one to report. SQLite may already have rolled back.
      if isInTransaction { try? execute("ROLLBACK") }
      throw error
    }
  }

  private func requireTransaction() throws(SQLiteError) {
    guard isInTransaction else {
      throw SQLiteError(
        code: SQLiteError.transactionEnded, message: "no transaction is open", sql: nil)
    }
  }
}
