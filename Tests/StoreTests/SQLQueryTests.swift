import SQLite
import Store
import Testing
import TestTools

/// SQL of a user's own against a store.
struct SQLQueryTests {
  @Test(
    arguments: [
      ("year=2026", .integer(2026)), ("n=-7", .integer(-7)), ("n='2026'", .text("2026")),
      ("n=007", .text("007")), ("n=", .text("")), ("n=a=b", .text("a=b")),
      ("n=2026-05", .text("2026-05")),
      ("n='it''s'", .text("it's")), ("n='", .text("'")),
      ("n=9223372036854775808", .text("9223372036854775808")),
    ] as [(String, Value)])
  func readsParameters(text: String, value: Value) throws {
    #expect(SQLParameter(parsing: text)?.value == value)
  }

  @Test(arguments: ["year", "=1", ":n=1", "a b=1"])
  func refusesParametersWithoutAName(text: String) {
    #expect(SQLParameter(parsing: text) == nil)
  }

  @Test func bindsParameters() throws {
    let query = SQLQuery(
      "SELECT :a, @b, $a, typeof(:a) -- a comment",
      parameters: [
        SQLParameter("a", .integer(1)), SQLParameter("b", .text("'; DROP TABLE import")),
      ])
    #expect(
      try rows(query) == [
        [.integer(1), .text("'; DROP TABLE import"), .integer(1), .text("integer")]
      ])
  }

  @Test(arguments: [
    ("SELECT :a", [], "SQL: :a has no value; add --param a=value"),
    ("SELECT 1", ["a=1"], "SQL: --param a: the SQL has no :a"),
    ("SELECT ?1", [], "SQL: a parameter needs a name; write :name, and --param name=value"),
    ("SELECT 1; SELECT 2", [], "SQL:1:10: there is more text after the first statement"),
    (
      "SELECT 1;\n-- on\n;; DELETE FROM import", [],
      "SQL:1:10: there is more text after the first statement"
    ),
    ("-- nothing", [], "SQL: there is no statement"), ("", [], "SQL: there is no statement"),
    ("SELECT 1 FORM invoices", [], "SQL:1:15: near \"invoices\": syntax error"),
    (
      "SELECT\n  amout FROM payments", [],
      "SQL:2:3: no such column: amout; did you mean \"amount\"?"
    ),
    (
      "SELECT * FROM paymets", [],
      "SQL: no such table: paymets; did you mean \"payments\" or \"payment\"?"
    ),
    (
      "DELETE FROM import", [],
      "SQL: a query only reads; write one SELECT, WITH or VALUES statement, or EXPLAIN before it"
    ),
  ])
  func saysWhatIsWrong(sql: String, parameters: [String], message: String) throws {
    let query = SQLQuery(sql, parameters: parameters.compactMap { SQLParameter(parsing: $0) })
    let error = try #require(throws: SQLQueryError.self) { try rows(query) }
    #expect(error.isRefused)
    #expect(error.lines.first == message)
  }

  @Test func marksThePlaceInALongLine() throws {
    let error = try #require(throws: SQLQueryError.self) {
      try rows(SQLQuery("SELECT 1,\n\t'é', nothing, 2"))
    }
    #expect(error.lines.suffix(2) == ["  \\t'é', nothing, 2", "         ^"])
    #expect(error.lines.first?.hasPrefix("SQL:2:7: ") == true)
  }

  @Test(arguments: [
    "SELECT randomblob(1000000000)",
    "SELECT zeroblob(1048577)", "SELECT replace(printf('%600000d', 1), ' ', 'xx')",
  ])
  func refusesValuesAboveAMebibyte(sql: String) throws {
    let error = try #require(throws: SQLQueryError.self) { try rows(SQLQuery(sql)) }
    #expect(!error.isRefused)
    #expect(
      error.lines == [
        "SQL: a value is longer than 1 MiB, the most that a query gives; take a part of it by substr()"
      ])
  }

  /// SQLite gives NULL for it, and takes no memory.
  @Test func makesNoWideNumber() throws {
    #expect(try rows(SQLQuery("SELECT printf('%1000000000d', 1) AS wide")) == [[.null]])
  }

  @Test func givesAValueOfAMebibyte() throws {
    #expect(
      try rows(SQLQuery("SELECT length(zeroblob(1048000)) AS n")) == [[.integer(1_048_000)]])
  }

  @Test func failsOnASumThatDoesNotFit() throws {
    let error = try #require(throws: SQLQueryError.self) {
      try rows(SQLQuery("SELECT sum(value) FROM json_each('[9223372036854775807, 1]')"))
    }
    #expect(error.lines == ["SQL: integer overflow"])
  }

  @Test func callsColumnsOfOneNameApart() throws {
    #expect(
      try columns(SQLQuery("SELECT 1 AS a, 2 AS a, 3 AS a_2, 4 AS a")) == [
        "a", "a_2", "a_2_2", "a_3",
      ])
  }

  @Test func showsThePlan() throws {
    let plan = SQLQuery("SELECT number FROM invoice WHERE invoice_id = 1", isPlan: true)
    #expect(try columns(plan) == ["id", "parent", "detail"])
    #expect(
      try rows(plan).last?.last
        == .text("SEARCH invoice USING INDEX invoice_identity (invoice_id=?)"))
  }

  @Test func placesAFaultOfAPlanInTheSQL() throws {
    let error = try #require(throws: SQLQueryError.self) {
      try rows(SQLQuery("SELECT nowhere", isPlan: true))
    }
    #expect(error.lines.first?.hasPrefix("SQL:1:8: no such column: nowhere") == true)
  }

  private func rows(_ query: SQLQuery) throws -> [[Value]] {
    try Store.create(at: ":memory:").rows(of: query) { rows in
      var all: [[Value]] = []
      while let row = try rows.next() { all.append(row) }
      return all
    }
  }

  private func columns(_ query: SQLQuery) throws -> [String] {
    try Store.create(at: ":memory:").rows(of: query) { $0.columns }
  }
}
