internal import Files
package import SQLite

/// The database of record: opened with its schema up to date and its keys enforced. It is closed
/// when nobody holds it any more.
package final class Store {
  /// For the ledger, which reads facts with SQL of its own.
  package let connection: Connection
  /// How its schema was brought up to date when it was opened; `nil` where that was not needed.
  package let upgrade: Upgrade?

  /// The file, where it is read without a lock.
  let readWithoutLock: UnlockedFile?

  init(
    _ connection: consuming Connection, upgrade: Upgrade? = nil,
    readWithoutLock: UnlockedFile? = nil
  ) {
    self.connection = connection
    self.upgrade = upgrade
    self.readWithoutLock = readWithoutLock
  }

  /// Runs `body` so that all of its changes are kept, or, if it throws, none; inside of `change`,
  /// as a part of it.
  package func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    guard !connection.isInTransaction else { return try body() }
    return try connection.transaction(body)
  }

  /// Runs a transaction that rolls back at the end if `isTrial`. A trial must not
  /// be a part of `change`, whose commit would follow it.
  package func transaction<Result>(
    isTrial: Bool, _ body: () throws -> Result
  ) throws -> Result {
    guard isTrial else { return try transaction(body) }
    precondition(!connection.isInTransaction, "a trial is a transaction of its own")
    var result: Result?
    do {
      try connection.transaction {
        result = try body()
        throw TrialEnd()
      }
    } catch is TrialEnd {}
    guard let result else { preconditionFailure("a trial that ends has its result") }
    return result
  }

  /// Ends a transaction whose changes are not wanted.
  private struct TrialEnd: Error {}

  /// Runs `body` so that all that it reads is of one moment.
  package func snapshot<Result>(_ body: () throws -> Result) throws -> Result {
    try connection.readTransaction(body)
  }
}

/// A file that is read without a lock, and what it was when it was opened.
struct UnlockedFile {
  let path: String
  let stamp: FileStamp
}
