import SQLite
import Testing

struct StatementTests: ~Copyable {
  private let connection: Connection

  init() throws {
    connection = try Connection(path: ":memory:", access: .create)
  }

  @Test func stepsThroughRowsThenRunsAgain() throws {
    var rows = try Statement("SELECT 1 UNION ALL SELECT 2", on: connection)
    for _ in 1...2 {
      var seen: [Int64] = []
      while try rows.step() { seen.append(rows.int64(0)) }
      #expect(seen == [1, 2])
    }
  }

  @Test func beginsAgainAfterAReset() throws {
    var rows = try Statement("SELECT 1 UNION ALL SELECT 2", on: connection)
    #expect(try rows.step())
    rows.reset()
    #expect(try rows.step())
    #expect(rows.int64(0) == 1)
  }

  @Test func runsAgainAfterAnError() throws {
    try connection.execute("CREATE TABLE a (n INTEGER PRIMARY KEY)")
    var add = try Statement("INSERT INTO a VALUES (?1)", on: connection)
    try add.bind(1, at: 1)
    try add.run()
    #expect(throws: SQLiteError.self) { try add.run() }
    try add.bind(2, at: 1)
    try add.run()
    #expect(try connection.count("a") == 2)
  }

  @Test func namesTheSQLItCannotCompile() throws {
    let error = #expect(throws: SQLiteError.self) { _ = try Statement("SELEC 1", on: connection) }
    #expect(error?.sql == "SELEC 1")
    #expect(error?.message == "near \"SELEC\": syntax error")
  }

  @Test(arguments: ["SELECT 1", "SELECT 1;", "  SELECT 1 ; \n\t", "SELECT 1 -- one", "SELECT ';'"])
  func compilesOneStatement(sql: String) throws {
    var rows = try Statement(sql, on: connection)
    #expect(try rows.step())
  }

  @Test(arguments: ["SELECT 1; SELECT 2", "SELECT 1;;", "SELECT 1; no SQL", "SELECT 'é'; é"])
  func refusesMoreAfterTheFirstStatement(sql: String) throws {
    let error = #expect(throws: SQLiteError.self) { _ = try Statement(sql, on: connection) }
    #expect(error?.message == "there is more text after the first statement")
    #expect(error?.sql == sql)
  }

  @Test(arguments: ["", "  \n", "-- nothing", "/* nothing */"])
  func refusesNoStatement(sql: String) throws {
    let error = #expect(throws: SQLiteError.self) { _ = try Statement(sql, on: connection) }
    #expect(error?.message == "there is no statement")
    #expect(error?.sql == sql)
  }

  @Test(arguments: ["SELECT 1\0", "SELECT 1;\0DROP TABLE a", "\0"])
  func refusesANUL(sql: String) throws {
    let error = #expect(throws: SQLiteError.self) { _ = try Statement(sql, on: connection) }
    #expect(error?.message == "the SQL holds a NUL")
  }

  @Test func keepsItsSQL() throws {
    #expect(try Statement("SELECT 'é' ;  ", on: connection).sql == "SELECT 'é' ;")
  }
}
