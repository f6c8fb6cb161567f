import SQLite
import Testing
import TestTools

struct ConnectionPragmaTests {
  @Test(arguments: [Int32.min, -1, 0, 1, Int32.max])
  func keepsItsNumbers(number: Int32) throws {
    try withTemporaryDatabase { path in
      let connection = try Connection(path: path, access: .create)
      try connection.setApplicationID(number)
      try connection.setUserVersion(number)
      let again = try Connection(path: path, access: .readOnly)
      #expect(try again.integer(pragma: "application_id") == Int64(number))
      #expect(try again.userVersion == number)
    }
  }

  @Test func takesItsNumbersBackWithTheTransaction() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    #expect(throws: SQLiteError.self) {
      try connection.transaction {
        try connection.setUserVersion(2)
        try connection.execute("no SQL")
      }
    }
    #expect(try connection.userVersion == 0)
  }

  @Test func readsNumbers() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    #expect(try connection.integer(pragma: "foreign_keys") == 1)
  }

  @Test func answersNothingForAPragmaThatIsNone() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    #expect(try connection.integer(pragma: "no_such_pragma") == 0)
  }
}
