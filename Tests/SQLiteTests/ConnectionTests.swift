import SQLite
import Testing
import TestTools

struct ConnectionTests {
  @Test func runsEveryStatementOfAScript() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    try connection.execute("CREATE TABLE a (n); INSERT INTO a VALUES (1), (2); SELECT n FROM a;")
    #expect(try connection.count("a") == 2)
  }

  @Test func keepsWhatAScriptDidBeforeItFailed() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    let script = "CREATE TABLE a (n); INSERT INTO b VALUES (1)"
    let error = #expect(throws: SQLiteError.self) { try connection.execute(script) }
    #expect(error?.message == "no such table: b")
    #expect(error?.sql == script)
    #expect(try connection.count("a") == 0)
  }

  @Test func refusesAScriptWithANUL() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    let error = #expect(throws: SQLiteError.self) { try connection.execute("SELECT 1;\0DROP") }
    #expect(error?.message == "the SQL holds a NUL")
  }

  @Test func countsChanges() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    try connection.execute("CREATE TABLE a (id INTEGER PRIMARY KEY); INSERT INTO a VALUES (7), (9)")
    #expect(connection.changes == 2)
  }

  @Test func closesWithTheLastOfItsStatements() throws {
    try withTemporaryDatabase { path in
      var rows = try statementOutlivingItsConnection(path)
      #expect(try rows.step())
      #expect(rows.int64(0) == 1)
    }
  }

  private func statementOutlivingItsConnection(_ path: String) throws -> Statement {
    let connection = try Connection(path: path, access: .create)
    try connection.execute("CREATE TABLE a (n); INSERT INTO a VALUES (1)")
    return try Statement("SELECT n FROM a", on: connection)
  }
}

extension Connection {
  /// Rows in `table`.
  func count(_ table: StaticString) throws -> Int64 {
    var rows = try Statement("SELECT count(*) FROM \(table)", on: self)
    return try rows.step() ? rows.int64(0) : 0
  }

  /// The text that a pragma answers with.
  func text(pragma name: StaticString) throws -> String {
    var rows = try Statement("PRAGMA \(name)", on: self)
    return try rows.step() ? rows.string(0) : ""
  }
}
