import Migrations
import SQLite
import Store
import Testing
import TestTools

/// A database whose schema is not Offtake's own is refused, whoever altered it.
struct StoreSchemaTests {
  @Test(arguments: [
    ("CREATE TRIGGER a AFTER INSERT ON invoice BEGIN SELECT 1; END", "its trigger a is not"),
    ("CREATE TRIGGER my_b AFTER INSERT ON import BEGIN SELECT 1; END", "its trigger my_b is"),
    ("CREATE INDEX my_index ON invoice (number)", "its index my_index is not Offtake's"),
    ("CREATE TABLE extra (a)", "its table extra is not Offtake's"),
    ("CREATE VIEW _litestream_seq AS SELECT 1", "its view _litestream_seq is not Offtake's"),
    ("CREATE TABLE _other_tool (a)", "its table _other_tool is not Offtake's"),
    ("CREATE TABLE MY_EXTRA (a)", "its table MY_EXTRA is not Offtake's"),
    ("CREATE VIEW \"x\u{1B}[31m\" AS SELECT 1", #"its view x\u{1B}[31m is not Offtake's"#),
    ("CREATE VIRTUAL TABLE my_search USING fts5(a)", "its table my_search is not Offtake's"),
    ("DROP TABLE payment", "its index payment_"),
    ("ALTER TABLE fx_rate ADD COLUMN lie INTEGER AS (1)", "its table fx_rate is not as Offtake"),
    ("DROP INDEX invoice_number", "its index invoice_number is missing"),
  ])
  func refusesASchemaThatWasAltered(sql: String, difference: String) throws {
    try withTemporaryDatabase { path in
      _ = try Store.create(at: path)
      try Connection(path: path, access: .readWrite).execute("PRAGMA foreign_keys = OFF; \(sql)")
      for way in Way.allCases {
        #expect(try refusal { try way.open(path) }.hasPrefix(difference))
      }
    }
  }

  @Test(arguments: [
    "CREATE TABLE my_budget (month TEXT PRIMARY KEY, amount INTEGER UNIQUE)",
    "CREATE VIEW my_view AS SELECT * FROM invoice", "ANALYZE", "VACUUM", "PRAGMA optimize",
    // As Litestream and sqlite-utils make them.
    "CREATE TABLE IF NOT EXISTS _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER)",
    "CREATE TABLE IF NOT EXISTS _litestream_lock (id INTEGER)",
    "CREATE TABLE [_analyze_tables_] ([table] TEXT, [column] TEXT, PRIMARY KEY ([table], [column]))",
  ])
  func toleratesWhatIsTheUsersOwnOrOfATool(sql: String) throws {
    try withTemporaryDatabase { path in
      _ = try Store.create(at: path)
      let connection = try Connection(path: path, access: .readWrite)
      connection.setLimit(.attached, to: 1)
      try connection.execute(sql)
      #expect(try Store.openReadOnly(path).nextImportNumber() == 1)
    }
  }

  @Test func refusesANegativeVersion() throws {
    try withTemporaryDatabase { path in
      try Store.create(at: path).connection.setUserVersion(-5)
      #expect(try refusal { _ = try Store.open(path) }.contains("not an Offtake database"))
    }
  }

  @Test(arguments: [
    "UPDATE currency SET scale = 2147483648", "UPDATE currency SET minor_digits = -1",
    "UPDATE currency SET scale = 1 WHERE code = 'USD'",
    "INSERT INTO import VALUES (9223372036854775807, 'fx', '', '', 0, 0, 0, 0, 0, '', '', '', '', 2, NULL, NULL, NULL)",
  ])
  func refusesNumbersThatNoArithmeticBears(sql: String) throws {
    try withTemporaryDatabase { path in
      let store = try Store.create(at: path)
      try store.connection.execute("PRAGMA ignore_check_constraints = ON; \(sql)")
      #expect(try refusal { _ = try Store.open(path) }.contains("damaged"))
    }
  }

  /// What the schema is said to differ in.
  private func refusal(_ body: () throws -> Void) throws -> String {
    do {
      try body()
      return "nothing"
    } catch let error as StoreError {
      guard case .foreignSchema(let difference) = error.reason else { return "\(error)" }
      return difference
    }
  }
}
