internal import SQLite

extension Store {
  /// Opens the database at `path` and runs `body` in one transaction: all of its changes are kept,
  /// or none, and what is returned or thrown says which, also where the disk fails at the commit.
  ///
  /// - Throws: what `body` throws; `StoreError` as `open(_:)`, `unconfirmed` where the disk does not
  ///   tell; `SQLiteError` where it was not kept.
  package static func change<Result>(
    _ path: String, waitMilliseconds: Int = Connection.usualWaitMilliseconds,
    _ body: (borrowing Store) throws -> Result
  ) throws -> Result {
    var pending: Pending<Result>?
    do {
      return try attempt(path, waitMilliseconds, body, pending: &pending)
    } catch let error as SQLiteError where error.leavesCommitInDoubt {
      // The connection is closed here, and has taken the log with it where it was the last.
      guard let pending else { throw error }
      try findOut(error, at: path) { try pending.isKept(in: $0) }
      return pending.result
    }
  }

  private static func attempt<Result>(
    _ path: String, _ waitMilliseconds: Int, _ body: (borrowing Store) throws -> Result,
    pending: inout Pending<Result>?
  ) throws -> Result {
    let store = try open(path, waitMilliseconds: waitMilliseconds)
    return try store.transaction {
      try store.requireSameSchema(at: path)
      let result = try body(store)
      // Every change writes page 1, by whose number of changes a log is told from another file's.
      try store.connection.setUserVersion(try store.connection.userVersion)
      pending = Pending(result: result, mark: try ChangeMark.latest(in: store.connection))
      return result
    }
  }

  /// Looks on a new connection whether a commit in doubt is there, and makes it sure either way.
  ///
  /// - Throws: the error of the commit where its changes are not there; `unconfirmed` where that
  ///   cannot be seen, or where they are there but the disk does not make them safe.
  static func findOut(
    _ error: SQLiteError, at path: String,
    isKept: (borrowing Connection) throws -> Bool
  ) throws {
    do {
      let connection = try Connection(path: path, access: .readWrite)
      try connection.execute("PRAGMA synchronous = FULL")
      if try isKept(connection) { return try connection.checkpoint() }
      // Another program may have kept the log, with the end of the commit in it.
      try? overwriteLog(connection)
    } catch {
      throw StoreError(.unconfirmed, path: path, cause: error as? SQLiteError)
    }
    throw StoreError(error, path: path)
  }

  /// Writes a frame where the commit in doubt left its own, which are void without the first.
  private static func overwriteLog(_ connection: borrowing Connection) throws {
    try connection.transaction {
      try connection.setUserVersion(try connection.userVersion)
    }
  }
}

/// What a transaction gave, as long as it is not sure that it was kept.
private struct Pending<Result> {
  let result: Result
  let mark: ChangeMark

  func isKept(in connection: borrowing Connection) throws -> Bool {
    try ChangeMark.of(mark.number, in: connection) == mark
  }
}

/// What tells a change from every other: its row among the imports, which every change adds.
private struct ChangeMark: Equatable {
  let number: Int64
  let row: [Value]

  static func latest(in connection: borrowing Connection) throws(SQLiteError) -> ChangeMark {
    var rows = try Statement("SELECT coalesce(max(id), 0) FROM import", on: connection)
    return try of(try rows.step() ? rows.int64(0) : 0, in: connection)
  }

  static func of(
    _ number: Int64, in connection: borrowing Connection
  ) throws(SQLiteError) -> ChangeMark {
    var rows = try Statement(
      "SELECT kind, sha256, started_at, finished_at, digest FROM import WHERE id = ?1",
      on: connection)
    try rows.bind(number, at: 1)
    let isThere = try rows.step()
    return ChangeMark(number: number, row: isThere ? (0..<5).map { rows.value($0) } : [])
  }
}
