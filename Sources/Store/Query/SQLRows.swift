package import SQLite

/// The rows of a query, one after the other.
package final class SQLRows {
  private static let planPrefix = "EXPLAIN QUERY PLAN "

  private let query: SQLQuery
  private var statement: Statement
  private let places: [Int]
  private var isAtEnd = false
  /// The names of its columns, each once: a second `amount` is `amount_2`.
  package let columns: [String]

  /// The rows of a query that is compiled and bound.
  static func of(_ query: SQLQuery, on store: Store) throws -> SQLRows {
    let rows = SQLRows(query, try compile(query, store))
    try rows.bindParameters()
    return rows
  }

  private init(_ query: SQLQuery, _ statement: consuming Statement) {
    // What SQLite calls `notused` is left out of a plan.
    places = (0..<statement.columnCount).filter { !query.isPlan || $0 != 2 }
    columns = SQLRows.distinct(SQLRows.names(places, of: statement))
    self.query = query
    self.statement = statement
  }

  /// The next row; `nil` at the end.
  /// - Throws: `SQLQueryError` where a value is too long, or the SQL fails on one; `SQLiteError` for a
  ///   signal that stopped it and for what is wrong with the file.
  package func next() throws -> [Value]? {
    guard try step() else { return nil }
    var values: [Value] = []
    for place in places { values.append(statement.value(place)) }
    return values
  }

  private func step() throws -> Bool {
    // Another step would begin again at the first row.
    guard !isAtEnd else { return false }
    isAtEnd = true
    do {
      isAtEnd = try !statement.step()
      return !isAtEnd
    } catch {
      guard error.isOfTheSQL else { throw error }
      throw SQLQueryError(failed: query, error)
    }
  }

  private static func compile(_ query: SQLQuery, _ store: Store) throws -> Statement {
    let prefix = query.isPlan ? planPrefix : ""
    return try naming(query, after: prefix, store) {
      try Statement(prefix + query.sql, on: store.connection)
    }
  }

  /// Runs `body`, and says where in the SQL, which stands behind `prefix`, SQLite refuses it.
  private static func naming<Result: ~Copyable>(
    _ query: SQLQuery, after prefix: String, _ store: Store, _ body: () throws -> Result
  ) throws -> Result {
    do {
      return try body()
    } catch let error as SQLiteError where error.isOfTheSQL {
      throw SQLQueryError(
        query, error, at: error.offset, after: prefix.utf8.count,
        nearest: try store.namesNear(error.message))
    }
  }

  private func bindParameters() throws {
    guard statement.isReadOnly else { throw SQLQueryError(query, SQLQueryError.onlyReads) }
    var unused = Set(query.parameters.map(\.name))
    for index in 0..<statement.parameterCount {
      guard let sign = statement.parameterName(index + 1), !sign.hasPrefix("?") else {
        throw SQLQueryError(query, "a parameter needs a name; write :name, and --param name=value")
      }
      let name = String(sign.dropFirst())
      guard let parameter = query.parameters.last(where: { $0.name == name }) else {
        throw SQLQueryError(query, "\(sign) has no value; add --param \(name)=value")
      }
      try statement.bind(parameter.value, at: index + 1)
      unused.remove(name)
    }
    if let name = unused.min() {
      throw SQLQueryError(query, "--param \(name): the SQL has no :\(name)")
    }
  }

  private static func names(_ places: [Int], of statement: borrowing Statement) -> [String] {
    var names: [String] = []
    for place in places { names.append(statement.columnName(place)) }
    return names
  }

  private static func distinct(_ names: [String]) -> [String] {
    var shown: [String] = []
    for name in names {
      let candidates = (1...).lazy.map { $0 == 1 ? name : "\(name)_\($0)" }
      shown.append(candidates.first { !shown.contains($0) } ?? name)
    }
    return shown
  }
}
