package import SQLite

/// The database of record: opened with its schema up to date and its keys enforced.
package struct Store: ~Copyable {
  /// For queries, which read it with SQL of their own.
  package let connection: Connection

  init(connection: consuming Connection) {
    self.connection = connection
  }

  /// Runs `body` so that all of its changes are kept, or, if it throws, none; inside of `change`,
  /// as a part of it.
  package func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    guard !connection.isInTransaction else { return try body() }
    return try connection.transaction(body)
  }

  /// Runs `body` so that all that it reads is of one moment.
  package func snapshot<Result>(_ body: () throws -> Result) throws -> Result {
    try connection.readTransaction(body)
  }
}
