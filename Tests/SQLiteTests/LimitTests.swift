import SQLite
import Testing

struct LimitTests {
  @Test(arguments: Limit.allCases) func isLowFromTheStart(limit: Limit) throws {
    let connection = try Connection(path: ":memory:", access: .create)
    #expect(connection.limit(limit) == limit.initial)
  }

  @Test(arguments: Limit.allCases) func isSet(limit: Limit) throws {
    let connection = try Connection(path: ":memory:", access: .create)
    // SQLite takes no length under 30 bytes, and no more than 8 threads.
    let value = limit == .length ? 1_000 : 5
    connection.setLimit(limit, to: value)
    #expect(connection.limit(limit) == value)
  }

  @Test func goesNoHigherThanSQLiteItself() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    connection.setLimit(.attached, to: .max)
    #expect(connection.limit(.attached) < 126)
  }

  @Test func attachesNothing() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    let error = #expect(throws: SQLiteError.self) {
      try connection.execute("ATTACH ':memory:' AS other")
    }
    #expect(error?.message == "too many attached databases - max 0")
  }

  @Test func makesRoomForAVacuum() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    #expect(throws: SQLiteError.self) { try connection.execute("VACUUM") }
    connection.setLimit(.attached, to: 1)
    try connection.execute("VACUUM")
  }

  @Test func refusesTextThatIsTooLong() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    connection.setLimit(.length, to: 1_000)
    var rows = try Statement("SELECT ?1", on: connection)
    let text = String(repeating: "a", count: 1_001)
    let error = #expect(throws: SQLiteError.self) { try rows.bind(text, at: 1) }
    #expect(error?.message == "string or blob too big")
    #expect(error?.sql == "SELECT ?1")
  }

  @Test func refusesSQLThatIsTooLong() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    let sql = "SELECT 1" + String(repeating: " ", count: 100_000)
    let error = #expect(throws: SQLiteError.self) { _ = try Statement(sql, on: connection) }
    #expect(error?.message == "statement too long")
  }
}
