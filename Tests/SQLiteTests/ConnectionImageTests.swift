import SQLite
import Testing

struct ConnectionImageTests {
  @Test func opensACopyThatIsItsOwn() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    try connection.execute("CREATE TABLE fee (id INTEGER); INSERT INTO fee VALUES (1)")
    let copy = try Connection(image: connection.image())
    try connection.execute("DELETE FROM fee")
    // More than the image has room for.
    try copy.execute("INSERT INTO fee VALUES (length(zeroblob(100000))); CREATE TABLE more (id)")
    #expect(try ids(copy) == [1, 100_000])
    #expect(try ids(connection).isEmpty)
    #expect(try ids(Connection(image: copy.image())) == [1, 100_000])
  }

  @Test func isTheSameWhileNothingChanges() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    try connection.execute("CREATE TABLE fee (id INTEGER)")
    let image = try connection.image()
    #expect(throws: CancellationError.self) {
      try connection.transaction {
        try connection.execute("INSERT INTO fee VALUES (1)")
        throw CancellationError()
      }
    }
    #expect(try connection.image() == image)
    try connection.execute("INSERT INTO fee VALUES (1)")
    #expect(try connection.image() != image)
  }

  @Test func refusesWhatIsNoImage() throws {
    let connection = try Connection(image: Array("not a database, though long enough".utf8))
    #expect(throws: SQLiteError.self) { try connection.execute("SELECT 1 FROM sqlite_schema") }
  }

  private func ids(_ connection: borrowing Connection) throws -> [Int64] {
    var rows = try Statement("SELECT id FROM fee", on: connection)
    var ids: [Int64] = []
    while try rows.step() { ids.append(rows.int64(0)) }
    return ids
  }
}
