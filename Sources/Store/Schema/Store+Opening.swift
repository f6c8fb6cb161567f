internal import FoundationEssentials
internal import Migrations
internal import SQLite

extension Store {
  /// `Oftk` in ASCII: how an Offtake database is told from any other SQLite file.
  ///
  /// Source: sqlite.org/pragma.html#pragma_application_id.
  package static let applicationID: Int32 = 0x4F66_746B

  /// The schema that this program writes.
  package static var schemaVersion: Int64 { Int64(Migration.all.count) }

  /// Makes a database at `path`, or brings one that is there up to date; `":memory:"` is private.
  ///
  /// - Throws: `StoreError`, and nothing is changed, for a file that is not ours, a newer schema
  ///   or a place that cannot be written.
  package static func create(at path: String) throws -> Store {
    try refuseWhatSQLiteMisjudges(path)
    return try upToDate(path) {
      let connection = try Connection(path: path, access: .create)
      if try isEmpty(connection) { try connection.execute("PRAGMA page_size = 16384") }
      try verify(connection, at: path, orEmpty: true)
      return connection
    }
  }

  /// Opens the database at `path` to write into it, bringing its schema up to date.
  ///
  /// - Throws: `StoreError` as `create(at:)`, and where there is no file.
  package static func open(_ path: String) throws -> Store {
    try upToDate(path) {
      let connection = try existing(path, access: .readWrite)
      try verify(connection, at: path, orEmpty: false)
      return connection
    }
  }

  /// Opens a database with `connect` and migrates it. Where the disk leaves it in doubt whether it
  /// was migrated, closes it, opens it again and looks.
  private static func upToDate(
    _ path: String, _ connect: () throws -> Connection
  ) throws -> Store {
    do {
      let connection = try connect()
      try prepareToWrite(connection, at: path)
      try migrate(connection)
      return Store(connection: connection)
    } catch let error as SQLiteError where error.leavesCommitInDoubt {
      try findOut(error, at: path) { try $0.integer(pragma: "user_version") == schemaVersion }
      return Store(connection: try StoreError.naming(path) { try connect() })
    } catch let error as SQLiteError {
      throw StoreError(error, path: path)
    }
  }

  /// Opens the database at `path` so that nothing in it can be changed.
  ///
  /// - Throws: `StoreError` as `open(_:)`, and where its schema is older than this program's.
  package static func openReadOnly(_ path: String) throws -> Store {
    let connection = try existing(path, access: .readOnly)
    try StoreError.naming(path) {
      guard try verify(connection, at: path, orEmpty: false) == schemaVersion else {
        throw StoreError(.olderSchema, path: path)
      }
    }
    return Store(connection: connection)
  }

  private static func existing(
    _ path: String, access: Connection.Access
  ) throws -> Connection {
    // SQLite has one code for a file that is not there and one that may not be read.
    guard FileManager.default.fileExists(atPath: path) else {
      throw StoreError(.missing, path: path)
    }
    try refuseWhatSQLiteMisjudges(path)
    return try StoreError.naming(path) { try Connection(path: path, access: access) }
  }

  /// SQLite reports a folder as a failing disk, and takes a file of one byte for an empty one.
  private static func refuseWhatSQLiteMisjudges(_ path: String) throws {
    guard !FileManager.default.fileExists(atPath: path + "/") else {
      throw StoreError(.cannotOpen, path: path)
    }
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let isFile = attributes?[.type] as? FileAttributeType == .typeRegular
    guard !isFile || attributes?[.size] as? UInt64 != 1 else {
      throw StoreError(.notADatabase, path: path)
    }
  }

  private static func isEmpty(_ connection: borrowing Connection) throws -> Bool {
    try connection.integer(pragma: "application_id") == 0
      && connection.integer(pragma: "user_version") == 0
      && connection.integer(pragma: "schema_version") == 0
  }

  /// Refuses what is not a database of this program's.
  /// - Returns: The version of its schema.
  @discardableResult
  private static func verify(
    _ connection: borrowing Connection, at path: String, orEmpty mayBeEmpty: Bool
  ) throws -> Int64 {
    // At one moment, since another process may be making or migrating it.
    try connection.readTransaction {
      let isNew = try mayBeEmpty && isEmpty(connection)
      guard try isNew || connection.integer(pragma: "application_id") == Int64(applicationID)
      else { throw StoreError(.notOurs, path: path) }
      let found = try connection.integer(pragma: "user_version")
      guard found >= 0 else { throw StoreError(.notOurs, path: path) }
      guard found <= schemaVersion else {
        throw StoreError(.newerSchema(found: found, known: schemaVersion), path: path)
      }
      try verifySchema(connection, at: path, version: Int(found))
      if found > 0 { try verifyScales(connection, at: path) }
      return found
    }
  }

  /// Sees to it that what is committed is on disk, and that readers never wait.
  static func prepareToWrite(
    _ connection: borrowing Connection, at path: String
  ) throws {
    guard !connection.isReadOnly else { throw StoreError(.readOnly, path: path) }
    try connection.setJournalMode(path == ":memory:" ? .memory : .wal)
    // Not every build of SQLite has this from the start in WAL.
    try connection.execute("PRAGMA synchronous = FULL")
    // The first keeps what a statement may have to take back out of a file; the second, 4 MiB,
    // writes fewer pages twice in a large import.
    try connection.execute("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4096")
  }

  /// Runs every script that the database has not had, in one transaction: a database is never made
  /// in part.
  private static func migrate(_ connection: borrowing Connection) throws {
    guard try connection.integer(pragma: "user_version") < schemaVersion else { return }
    try connection.transaction {
      // Another process may have run them while this one waited for the lock.
      let version = try connection.integer(pragma: "user_version")
      for migration in Migration.all where migration.version > version {
        try connection.execute(migration.sql)
      }
      try connection.setApplicationID(applicationID)
      try connection.setUserVersion(Int32(schemaVersion))
    }
  }
}
