import Foundation
import SQLite
import Testing
import TestTools

struct ConnectionOpeningTests {
  @Test(arguments: [Connection.Access.readOnly, .readWrite])
  func opensOnlyWhatExists(access: Connection.Access) throws {
    try withTemporaryDatabase { path in
      let error = #expect(throws: SQLiteError.self) {
        _ = try Connection(path: path, access: access)
      }
      #expect(error?.isCannotOpen == true)
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  @Test(arguments: ["", "a\0b"])
  func refusesAPathThatSQLiteWouldTakeForAnother(path: String) {
    let error = #expect(throws: SQLiteError.self) {
      _ = try Connection(path: path, access: .create)
    }
    #expect(error?.isCannotOpen == true)
    #expect(error?.message == "a path is not empty and holds no NUL")
  }

  @Test func takesAPathThatLooksLikeAURIForAFile() throws {
    let path = "file:\(UUID().uuidString)?mode=memory"
    defer { try? FileManager.default.removeItem(atPath: "./" + path) }
    let connection = try Connection(path: path, access: .create)
    try connection.execute("CREATE TABLE a (n)")
    #expect(FileManager.default.fileExists(atPath: "./" + path))
  }

  @Test func readsWithoutWriting() throws {
    try withTemporaryDatabase { path in
      try Connection(path: path, access: .create).execute("CREATE TABLE a (n)")
      let connection = try Connection(path: path, access: .readOnly)
      #expect(connection.isReadOnly == true)
      #expect(try connection.count("a") == 0)
      let insertion = "INSERT INTO a VALUES (1)"
      let error = #expect(throws: SQLiteError.self) { try connection.execute(insertion) }
      #expect(error?.isReadOnly == true)
      #expect(error?.message == "attempt to write a readonly database")
      #expect(error?.sql == insertion)
    }
  }

  @Test func writesAFileThatExists() throws {
    try withTemporaryDatabase { path in
      try Connection(path: path, access: .create).execute("CREATE TABLE a (n)")
      let connection = try Connection(path: path, access: .readWrite)
      try connection.execute("INSERT INTO a VALUES (1)")
      #expect(connection.isReadOnly == false)
      #expect(try connection.count("a") == 1)
    }
  }

  @Test func findsOutAtFirstUseThatAFileIsNotADatabase() throws {
    try withTemporaryDatabase { path in
      try Data("month,amount\n2026-01,1200.50\n".utf8).write(to: URL(filePath: path))
      let connection = try Connection(path: path, access: .readWrite)
      let error = #expect(throws: SQLiteError.self) { try connection.userVersion }
      #expect(error?.isNotADatabase == true)
      #expect(error?.message == "file is not a database")
    }
  }

  @Test(arguments: [0, 200])
  func waitsForALockAsLongAsItWasTold(milliseconds: Int) throws {
    try withTemporaryDatabase { path in
      let holder = try Connection(path: path, access: .create)
      let waiter = try Connection(
        path: path, access: .create, busyTimeoutMilliseconds: milliseconds)
      try holder.transaction {
        let start = ContinuousClock.now
        let error = #expect(throws: SQLiteError.self) { try waiter.execute("BEGIN IMMEDIATE") }
        #expect(error?.isBusy == true)
        #expect(error?.message == "database is locked")
        #expect(ContinuousClock.now - start >= .milliseconds(milliseconds))
      }
      try waiter.execute("BEGIN IMMEDIATE")
    }
  }
}

// MARK: Defences

struct ConnectionDefenceTests {
  @Test(
    arguments: [
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE b (n)'",
      "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema",
    ])
  func refusesToWriteTheSchemaTable(script: String) throws {
    let connection = try Connection(path: ":memory:", access: .create)
    try connection.execute("CREATE TABLE a (n)")
    let error = #expect(throws: SQLiteError.self) { try connection.execute(script) }
    #expect(error?.message == "table sqlite_master may not be modified")
  }

  @Test func doesNotTrustWhatAViewCalls() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    #expect(try connection.integer(pragma: "trusted_schema") == 0)
    try connection.execute("CREATE VIEW v AS SELECT * FROM pragma_user_version")
    let error = #expect(throws: SQLiteError.self) { try connection.execute("SELECT * FROM v") }
    #expect(error?.message == "unsafe use of virtual table \"pragma_user_version\"")
  }

  @Test func loadsNoExtension() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    let error = #expect(throws: SQLiteError.self) {
      try connection.execute("SELECT load_extension('x')")
    }
    #expect(error?.message == "not authorized")
  }

  @Test func takesDoubleQuotesForANameOnly() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    let error = #expect(throws: SQLiteError.self) { try connection.execute("SELECT \"text\"") }
    #expect(error?.message == "no such column: text")
    #expect(throws: SQLiteError.self) {
      try connection.execute("CREATE TABLE a (n CHECK (n <> \"text\"))")
    }
  }

  @Test func checksForeignKeysAndCells() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    #expect(try connection.integer(pragma: "foreign_keys") == 1)
    #expect(try connection.integer(pragma: "cell_size_check") == 1)
  }

  @Test func mapsNoFileIntoMemory() throws {
    try withTemporaryDatabase { path in
      let connection = try Connection(path: path, access: .create)
      #expect(try connection.integer(pragma: "mmap_size") == 0)
    }
  }
}
