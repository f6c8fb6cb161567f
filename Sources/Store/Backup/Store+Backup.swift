internal import Files
internal import Migrations
internal import SQLite

extension Store {
  /// Writes all that the store has at this moment into a new file at `path`, as private as `original`,
  /// while others may read and write.
  ///
  /// The file is there under its name once `verify` has found nothing wrong with it, or never.
  /// - Throws: `FileError`, also if there is such a file already; what `verify` throws; `StoreError`.
  package func backUp(
    to path: String, asPrivateAs original: String, verifying verify: (Store) throws -> Void
  ) throws {
    try Store.writeCopy(to: path, asPrivateAs: original, of: self, verify)
  }

  /// Copies a store into a new file. Other stores do not see it before it is whole.
  static func writeCopy(
    to path: String, asPrivateAs original: String, of store: Store,
    _ verify: (Store) throws -> Void
  ) throws {
    guard FileKind(of: path) == .missing else { throw FileError.exists(path) }
    try FileWriter.create(path, asPrivateAs: original) { temporary in
      try StoreError.naming(path) {
        try store.atOneMoment { try store.connection.backup(to: temporary) }
      }
      try verify(try openUnwritten(temporary, named: path))
    }
  }

  /// Runs `body` so that all that is read is of one moment: a change by others would start a copy afresh.
  private func atOneMoment(_ body: () throws -> Void) throws {
    guard !connection.isInTransaction else { return try body() }
    try snapshot {
      // The moment is that of the first look.
      _ = try connection.integer(pragma: "schema_version")
      try body()
    }
  }

  /// Opens a file that nobody writes to, without any file beside it.
  private static func openUnwritten(_ path: String, named name: String) throws -> Store {
    try StoreError.naming(name) {
      let connection = try Connection(path: path, access: .immutable)
      try Store.verify(connection, at: name, .current, orEmpty: false)
      return Store(connection)
    }
  }
}
