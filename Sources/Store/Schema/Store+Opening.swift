internal import Files
package import Migrations
internal import SQLite

extension Store {
  /// `Oftk` in ASCII: how an Offtake database is told from any other SQLite file.
  ///
  /// Source: sqlite.org/pragma.html#pragma_application_id.
  package static let applicationID: Int32 = 0x4F66_746B

  /// The schema that this program writes.
  package static var schemaVersion: Int64 { Schema.current.version }

  /// The oldest version of Offtake that reads that schema.
  package static var release: String { Schema.current.release }

  /// Opens the database at `path` to write into it.
  ///
  /// - Throws: `StoreError`, and nothing is changed, where there is no file, for one that is not
  ///   ours, and for another schema, older or newer.
  package static func open(
    _ path: String, schema: Schema = .current,
    waitMilliseconds: Int = Connection.usualWaitMilliseconds
  ) throws -> Store {
    try refuseWhatIsNoFile(path)
    try refuseForeignLog(beside: path)
    let connection = try existing(path, access: .readWrite, waitMilliseconds)
    try StoreError.naming(path) {
      try requireCurrent(connection, at: path, schema)
      try prepareToWrite(connection, at: path)
    }
    return Store(connection)
  }

  /// Opens the database at `path` so that nothing in it can be changed.
  ///
  /// Where nobody else has it open, and the user may not write beside it or it is another's, it is read
  /// without a lock or any file beside it, which would be in its owner's way: see `requireUnchanged`. So it
  /// is where it `isAtRest`, as a copy is.
  /// - Throws: `StoreError` as `open(_:schema:)`.
  package static func openReadOnly(
    _ path: String, schema: Schema = .current,
    waitMilliseconds: Int = Connection.usualWaitMilliseconds, isAtRest: Bool = false
  ) throws -> Store {
    try refuseWhatIsNoFile(path)
    try refuseForeignLog(beside: path)
    let stamp = isReadWithoutLock(path, isAtRest: isAtRest) ? FileStamp(of: path) : nil
    let connection = try existing(
      path, access: stamp == nil ? .readOnly : .immutable, waitMilliseconds)
    do {
      try StoreError.naming(path) {
        try requireCurrent(connection, at: path, schema)
        // 32 MiB: a report reads rows in its own order, and would read pages of 100,000 contracts again
        // and again.
        try connection.execute("PRAGMA cache_size = -32768")
      }
    } catch let error as StoreError where error.reason == .cannotOpen {
      let hasLog = (FileReader.regularSize(path + "-wal") ?? 0) > 0
      throw hasLog ? StoreError(.unreadableLog, path: path, cause: error.cause) : error
    }
    return Store(connection, readWithoutLock: stamp.map { UnlockedFile(path: path, stamp: $0) })
  }

  /// Whether nobody has the database open, and to have it open would need files that cannot be made, or
  /// that would be another's than its owner's.
  private static func isReadWithoutLock(_ path: String, isAtRest: Bool) -> Bool {
    for suffix in ["-wal", "-shm", "-journal"] where FileKind(of: path + suffix) != .missing {
      return false
    }
    return isAtRest || !FileAccess.mayWriteBeside(path) || !FileAccess.isOwn(path)
  }

  /// Sees to it that a file that is read without a lock was not written to since it was opened.
  /// - Throws: `StoreError` with `changedMeanwhile`.
  package func requireUnchanged() throws {
    guard let file = readWithoutLock, FileStamp(of: file.path) != file.stamp else { return }
    throw StoreError(.changedMeanwhile, path: file.path)
  }

  private static func requireCurrent(
    _ connection: borrowing Connection, at path: String, _ schema: Schema
  ) throws {
    let found = try verify(connection, at: path, schema, orEmpty: false)
    guard found.version == schema.version else {
      throw StoreError(.olderSchema(schema.mismatch(found)), path: path)
    }
  }

  private static func existing(
    _ path: String, access: Connection.Access, _ waitMilliseconds: Int
  ) throws -> Connection {
    try StoreError.naming(path) {
      try Connection(path: path, access: access, busyTimeoutMilliseconds: waitMilliseconds)
    }
  }

  /// Refuses a path at which there is no file that could be a database.
  private static func refuseWhatIsNoFile(_ path: String) throws {
    // SQLite has one code for a file that is not there and one that may not be read.
    guard FileKind(of: path) != .missing else { throw StoreError(.missing, path: path) }
    try refuseWhatSQLiteMisjudges(path)
  }

  /// SQLite reports a folder as a failing disk, waits for the writer of a FIFO, and takes a file of one
  /// byte for an empty one.
  static func refuseWhatSQLiteMisjudges(_ path: String) throws {
    switch FileKind(of: path) {
    case .folder, .other: throw StoreError(.notAFile, path: path)
    case .denied: throw StoreError(.denied, path: path)
    case .missing: return
    case .file:
      guard FileReader.regularSize(path) != 1 else { throw StoreError(.notADatabase, path: path) }
    }
  }

  /// Sees to it that a database that was opened still has the schema that it had: another process may
  /// have brought it up to date since.
  /// - Throws: `StoreError` with `newerSchema` otherwise.
  package func requireSameSchema(at path: String) throws {
    let version = try connection.integer(pragma: "user_version")
    guard version != Store.schemaVersion else { return }
    let found = FoundSchema(
      version: version, release: try Store.release(of: version, by: connection))
    throw StoreError(.newerSchema(Schema.current.mismatch(found)), path: path)
  }

  /// Whether nothing has been made in the file.
  static func isEmpty(_ connection: borrowing Connection) throws -> Bool {
    try connection.integer(pragma: "application_id") == 0
      && connection.integer(pragma: "user_version") == 0
      && connection.integer(pragma: "schema_version") == 0
  }

  /// Refuses what is not a database of this program's, and a schema that is newer.
  /// - Returns: Its schema: as new as `schema`, or older.
  @discardableResult
  static func verify(
    _ connection: borrowing Connection, at path: String, _ schema: Schema,
    orEmpty mayBeEmpty: Bool
  ) throws -> FoundSchema {
    // At one moment, since another process may be making or migrating it.
    try connection.readTransaction {
      let isNew = try mayBeEmpty && isEmpty(connection)
      guard try isNew || connection.integer(pragma: "application_id") == Int64(applicationID)
      else { throw StoreError(.notOurs, path: path) }
      let version = try connection.integer(pragma: "user_version")
      guard version >= 0 else { throw StoreError(.notOurs, path: path) }
      guard version <= schema.version else {
        let found = FoundSchema(version: version, release: try release(of: version, by: connection))
        throw StoreError(.newerSchema(schema.mismatch(found)), path: path)
      }
      try verify(connection, at: path, has: version, of: schema)
      if version > 0 { try verifyScales(connection, at: path) }
      let release =
        version == schema.version ? schema.release : try release(of: version, by: connection)
      return FoundSchema(version: version, release: release)
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
}

/// The schema that a database has.
struct FoundSchema {
  let version: Int64
  /// The version of Offtake that brought it; `nil` where the database does not say so.
  let release: String?
}

extension Schema {
  /// This schema, beside another that was found.
  fileprivate func mismatch(_ found: FoundSchema) -> SchemaMismatch {
    SchemaMismatch(
      version: found.version, release: found.release, knownVersion: version,
      knownRelease: release)
  }
}
