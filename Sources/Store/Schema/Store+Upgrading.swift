internal import Files
internal import FoundationEssentials
package import Migrations
internal import SQLite

/// How an older database was brought up to date.
package struct Upgrade: Equatable, Sendable {
  /// The schema that it had.
  package let from: Int64
  /// The schema that it has now.
  package let to: Int64
  /// The file beside it that has the database as it was before.
  package let backup: String
}

extension Store {
  /// Makes a database at `path`, or brings one that is there up to date, of which a backup is
  /// written beside it first; `":memory:"` is private.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - schema: what it is to have.
  ///   - waitMilliseconds: how long it waits for another connection's lock.
  ///   - beforeCommit: called when only the commit is left to be done; what it throws takes
  ///     everything back but the backup.
  /// - Returns: The database, which has the schema.
  /// - Throws: `StoreError`, and nothing is changed, for a file that is not ours, a newer schema
  ///   or a place that cannot be written; `FileError` for a backup that cannot be written.
  package static func create(
    at path: String, schema: Schema = .current,
    waitMilliseconds: Int = Connection.usualWaitMilliseconds, beforeCommit: () throws -> Void = {}
  ) throws -> Store {
    try refuseWhatSQLiteMisjudges(path)
    if path != ":memory:" { try refuseForeignLog(beside: path) }
    var upgrade: Upgrade?
    do {
      let connection = try openOrMake(path, schema, waitMilliseconds)
      try prepareToWrite(connection, at: path)
      try migrate(connection, at: path, to: schema, &upgrade, beforeCommit)
      return Store(connection, upgrade: upgrade)
    } catch let error as SQLiteError where error.leavesCommitInDoubt {
      // The disk leaves it in doubt whether the scripts were kept.
      try findOut(error, at: path) { try $0.integer(pragma: "user_version") == schema.version }
      return try StoreError.naming(path) {
        Store(try openOrMake(path, schema, waitMilliseconds), upgrade: upgrade)
      }
    } catch let error as SQLiteError {
      throw StoreError(error, path: path)
    }
  }

  private static func openOrMake(
    _ path: String, _ schema: Schema, _ waitMilliseconds: Int
  ) throws -> Connection {
    let connection = try Connection(
      path: path, access: .create, busyTimeoutMilliseconds: waitMilliseconds)
    if try isEmpty(connection) { try connection.execute("PRAGMA page_size = 16384") }
    try verify(connection, at: path, schema, orEmpty: true)
    return connection
  }

  /// Runs every script that the database has not had, in one transaction: a database is never made
  /// in part.
  private static func migrate(
    _ connection: borrowing Connection, at path: String, to schema: Schema,
    _ upgrade: inout Upgrade?, _ beforeCommit: () throws -> Void
  ) throws {
    guard try connection.integer(pragma: "user_version") < schema.version else { return }
    try connection.transaction {
      // Another process may have run them while this one waited for the lock.
      let version = try connection.integer(pragma: "user_version")
      guard version < schema.version else { return }
      if version > 0 {
        // Nobody can write meanwhile: it is the very state that the scripts will find.
        let backup = try backUp(path, asOf: version)
        upgrade = Upgrade(from: version, to: schema.version, backup: backup)
      }
      for migration in schema.migrations where migration.version > version {
        try connection.execute(migration.sql)
      }
      try connection.setApplicationID(applicationID)
      try connection.setUserVersion(Int32(schema.version))
      try beforeCommit()
    }
  }

  /// Writes what the database at `path` has now into a file beside it, as private as it is.
  /// - Returns: The path of the file, which was not there.
  private static func backUp(_ path: String, asOf version: Int64) throws -> String {
    let names = (1...).lazy.map { "\(path).schema-\(version).backup" + ($0 == 1 ? "" : "-\($0)") }
    let isFree = { (name: String) in !FileManager.default.fileExists(atPath: name) }
    guard let backup = names.first(where: isFree) else { preconditionFailure("no end of names") }
    try FileWriter.create(backup, asPrivateAs: path) { temporary in
      try StoreError.naming(backup) {
        try Connection(path: path, access: .readOnly).backup(to: temporary)
      }
    }
    return backup
  }
}
