import Foundation
import SQLite
import Testing
import TestTools

extension SQLiteError {
  // Extended codes of constraints. Source: sqlite.org/rescode.html.
  static let constraintCheck: Int32 = 275
  static let constraintForeignKey: Int32 = 787
  static let constraintNotNull: Int32 = 1299
  static let constraintUnique: Int32 = 2067
  static let constraintDatatype: Int32 = 3091
}

struct SQLiteErrorTests {
  private static let schema = """
    CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, n INTEGER CHECK (n > 0))
      STRICT;
    CREATE TABLE b (a_id INTEGER REFERENCES a (id)) STRICT;
    CREATE TRIGGER no_b BEFORE DELETE ON a BEGIN SELECT RAISE(ABORT, 'a is kept'); END;
    INSERT INTO a VALUES (1, 'one', 1);
    """

  @Test(
    arguments: [
      ("INSERT INTO a VALUES (1, 'two', 1)", SQLiteError.constraintPrimaryKey, "UNIQUE"),
      ("INSERT INTO a VALUES (2, 'one', 1)", SQLiteError.constraintUnique, "UNIQUE"),
      ("INSERT INTO a VALUES (2, NULL, 1)", SQLiteError.constraintNotNull, "NOT NULL"),
      ("INSERT INTO a VALUES (2, 'two', 0)", SQLiteError.constraintCheck, "CHECK"),
      ("INSERT INTO a VALUES (2, 'two', 'x')", SQLiteError.constraintDatatype, "cannot store"),
      ("INSERT INTO b VALUES (2)", SQLiteError.constraintForeignKey, "FOREIGN KEY"),
      ("DELETE FROM a", SQLiteError.constraintTrigger, "a is kept"),
    ])
  func carriesTheExtendedCodeTheMessageAndTheSQL(
    sql: String, code: Int32, message: String
  ) throws {
    let connection = try Connection(path: ":memory:", access: .create)
    try connection.execute(Self.schema)
    var change = try Statement(sql, on: connection)
    let error = try #require(throws: SQLiteError.self) { try change.run() }
    #expect(error.code == code)
    #expect(error.primaryCode == 19)
    #expect(error.isConstraint)
    #expect(error.message.hasPrefix(message))
    #expect(error.sql == sql)
  }

  @Test func readsAsASentenceAndItsSQL() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    let error = #expect(throws: SQLiteError.self) { try connection.execute("SELEC 1") }
    #expect(error?.description == "SQLite 1: near \"SELEC\": syntax error\n  in: SELEC 1")
  }

  @Test func readsWithoutSQLWhereThereIsNone() {
    let error = #expect(throws: SQLiteError.self) {
      _ = try Connection(path: "/", access: .readOnly)
    }
    #expect(error?.description.hasSuffix(": unable to open database file") == true)
    #expect(error?.sql == nil)
  }

  @Test func knowsAFullDatabase() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    try connection.execute("PRAGMA max_page_count = 2; CREATE TABLE a (bytes)")
    let error = #expect(throws: SQLiteError.self) {
      try connection.execute("INSERT INTO a VALUES (zeroblob(10000))")
    }
    #expect(error?.isFull == true)
    #expect(error?.message == "database or disk is full")
  }

  @Test func knowsADamagedFile() throws {
    try withTemporaryDatabase { path in
      try Connection(path: path, access: .create).execute("CREATE TABLE a (n)")
      var bytes = try contents(of: path)
      bytes.replaceSubrange(4096..., with: repeatElement(0xff, count: 4096))
      try bytes.write(to: URL(filePath: path))
      let connection = try Connection(path: path, access: .readOnly)
      let error = #expect(throws: SQLiteError.self) { try connection.count("a") }
      #expect(error?.isCorrupt == true)
      #expect(error?.message == "database disk image is malformed")
    }
  }

  @Test func isOneKindAtATime() throws {
    let connection = try Connection(path: ":memory:", access: .create)
    let error = try #require(throws: SQLiteError.self) { try connection.execute("no SQL") }
    let kinds = [
      error.isBusy, error.isConstraint, error.isReadOnly, error.isNotADatabase, error.isCorrupt,
      error.isFull, error.isCannotOpen, error.isPermission, error.isIOError,
    ]
    #expect(!kinds.contains(true))
  }
}
