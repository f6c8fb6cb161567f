import SQLite
import TestTools
import Testing

/// What a connection compiles while it only reads, whatever it may do otherwise.
struct ConnectionReadingTests {
  @Test(arguments: [
    "INSERT INTO t VALUES (2)", "UPDATE t SET a = 2", "DELETE FROM t", "REPLACE INTO t VALUES (2)",
    "CREATE TABLE u (a)", "CREATE TEMP TABLE u (a)", "CREATE VIEW v AS SELECT 1", "DROP TABLE t",
    "CREATE INDEX i ON t (a)", "CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END",
    "CREATE VIRTUAL TABLE u USING fts5(a)", "ALTER TABLE t RENAME TO u", "ANALYZE", "REINDEX",
    "VACUUM",
    "ATTACH 'other.sqlite' AS other", "ATTACH ':memory:' AS other", "DETACH main", "BEGIN",
    "COMMIT",
    "ROLLBACK", "SAVEPOINT s", "PRAGMA writable_schema = ON", "PRAGMA journal_mode = DELETE",
    "PRAGMA journal_mode", "PRAGMA user_version = 7", "PRAGMA wal_checkpoint(TRUNCATE)",
    "PRAGMA query_only = OFF", "PRAGMA trusted_schema = ON", "PRAGMA temp_store_directory = '/tmp'",
    "PRAGMA incremental_vacuum", "PRAGMA optimize", "SELECT load_extension('x')",
    "SELECT LOAD_EXTENSION('x', 'y')", "EXPLAIN DELETE FROM t",
    "WITH x AS (SELECT 1) DELETE FROM t", "INSERT INTO t VALUES (2) RETURNING a",
  ])
  func refusesWhatDoesMore(sql: String) throws {
    let connection = try table()
    try connection.readingOnly(valueLimit: 1000) {
      _ = #expect(throws: SQLiteError.self) {
        var statement = try Statement(sql, on: connection)
        try statement.run()
      }
    }
    #expect(try rows("SELECT a FROM t", connection) == ["1"])
  }

  /// `VACUUM INTO` writes a file even where the database is opened read-only.
  @Test func writesNoOtherFile() throws {
    try withTemporaryDatabase { path in
      try Connection(path: path, access: .create).execute("CREATE TABLE t (a)")
      let reader = try Connection(path: path, access: .readOnly)
      reader.setLimit(.attached, to: 10)
      try reader.readingOnly(valueLimit: 1000) {
        for sql in ["VACUUM INTO '\(path)-copy'", "ATTACH '\(path)-copy' AS copy"] {
          #expect(throws: SQLiteError.self) { try reader.execute(sql) }
        }
      }
      #expect(throws: SQLiteError.self) {
        _ = try Connection(path: path + "-copy", access: .readOnly)
      }
    }
  }

  @Test(arguments: [
    ("SELECT a + 1 FROM t", ["2"]), ("VALUES (1), (2)", ["1", "2"]),
    (
      "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n LIMIT 3) SELECT i FROM n",
      ["1", "2", "3"]
    ),
    ("SELECT value FROM json_each('[4, 5]')", ["4", "5"]),
    ("SELECT name FROM pragma_table_info('t')", ["a"]),
    ("SELECT count(*) FROM sqlite_schema", ["2"]), ("PRAGMA table_info(t)", ["0"]),
  ])
  func readsAllElse(sql: String, first: [String]) throws {
    let connection = try table()
    let found = try connection.readingOnly(valueLimit: 1000) { try rows(sql, connection) }
    #expect(found == first)
  }

  @Test(arguments: [
    "SELECT randomblob(1000000000)", "SELECT zeroblob(1001)",
    "SELECT replace(printf('%900d', 1), ' ', 'xx')",
    "SELECT group_concat(a || 'x') FROM t, json_each('[' || rtrim(replace(printf('%500d', 1), ' ', '1,'), ',') || ']')",
  ])
  func refusesLongValues(sql: String) throws {
    let connection = try table()
    try connection.readingOnly(valueLimit: 1000) {
      _ = #expect { try rows(sql, connection) } throws: { ($0 as? SQLiteError)?.isTooBig == true }
    }
    #expect(connection.limit(.length) == Limit.length.initial)
  }

  @Test func writesAgainAfterwards() throws {
    let connection = try table()
    try connection.readingOnly(valueLimit: 1000) {}
    #expect(throws: SQLiteError.self) {
      try connection.readingOnly(valueLimit: 1000) { try connection.execute("DELETE FROM t") }
    }
    try connection.execute("UPDATE t SET a = 2")
    #expect(try rows("SELECT a FROM t", connection) == ["2"])
  }

  private func table() throws -> Connection {
    let connection = try Connection(path: ":memory:", access: .create)
    try connection.execute(
      "CREATE TABLE t (a); CREATE INDEX own ON t (a); INSERT INTO t VALUES (1)")
    return connection
  }

  private func rows(_ sql: String, _ connection: borrowing Connection) throws -> [String] {
    var statement = try Statement(sql, on: connection)
    var rows: [String] = []
    while try statement.step() { rows.append(statement.string(0)) }
    return rows
  }
}
