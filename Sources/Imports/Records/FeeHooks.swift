internal import Procurement
internal import SQLite
internal import Store

/// What is special about importing fees.
struct FeeHooks: ImportHooks, ~Copyable {
  private var overlaps: FeeOverlaps

  init(_ store: borrowing Store) throws {
    overlaps = try FeeOverlaps(store)
  }

  /// The fee that has some of the months already.
  mutating func reason(for error: SQLiteError, _ fee: Fee) throws -> any Error {
    guard error.code == SQLiteError.constraintTrigger else { return error }
    return try overlaps.first(with: fee) ?? error
  }
}
