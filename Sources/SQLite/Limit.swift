internal import CSQLite

/// A size that a connection refuses to exceed. Source: sqlite.org/c3ref/c_limit_attached.html.
package enum Limit: Int32, CaseIterable, Sendable {
  /// Bytes in a text, a blob or a row.
  case length = 0
  /// Bytes in one SQL statement.
  case sqlLength = 1
  /// Columns in a table, an index or a result, and terms in `GROUP BY` or `ORDER BY`.
  case columns = 2
  /// Levels in the tree of an expression.
  case expressionDepth = 3
  /// Terms in a compound `SELECT`.
  case compoundSelect = 4
  /// Instructions in a compiled statement.
  case instructions = 5
  /// Arguments of a function.
  case functionArguments = 6
  /// Attached databases. `VACUUM` attaches one while it works.
  case attached = 7
  /// Bytes in the pattern of `LIKE` or `GLOB`.
  case likePatternLength = 8
  /// The largest number of a parameter, as in `?250`.
  case variableNumber = 9
  /// Triggers that set off one another.
  case triggerDepth = 10
  /// Threads that may help one statement.
  case workerThreads = 11
}

extension Limit {
  /// What a new connection allows: room for any statement a person writes, and no more.
  ///
  /// Lowering the limits is step 2 of the advice on untrusted SQL. Source: sqlite.org/security.html.
  package var initial: Int {
    switch self {
    case .length: 64 * 1024 * 1024
    case .sqlLength: 100_000
    case .columns: 200
    case .expressionDepth: 100
    case .compoundSelect: 50
    case .instructions: 250_000
    case .functionArguments: 32
    case .attached: 0
    case .likePatternLength: 1_000
    case .variableNumber: 250
    case .triggerDepth: 10
    case .workerThreads: 0
    }
  }
}

extension Connection {
  /// The value of `limit` in force.
  package func limit(_ limit: Limit) -> Int {
    Int(unsafe sqlite3_limit(handle, limit.rawValue, -1))
  }

  /// Sets `limit`, which must not be negative. SQLite lowers a value above its own built-in maximum
  /// to that maximum.
  package func setLimit(_ limit: Limit, to value: Int) {
    precondition(value >= 0, "a limit is not negative")
    unsafe sqlite3_limit(handle, limit.rawValue, Int32(clamping: value))
  }
}
