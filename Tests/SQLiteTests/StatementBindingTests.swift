import SQLite
import Testing

struct StatementBindingTests: ~Copyable {
  private let connection: Connection

  init() throws {
    connection = try Connection(path: ":memory:", access: .create)
  }

  @Test(arguments: [Int64.min, -1, 0, 1, Int64.max])
  func roundTripsWholeNumbers(number: Int64) throws {
    var rows = try Statement("SELECT ?1, typeof(?1), ?1 = \(number)", on: connection)
    try rows.bind(number, at: 1)
    #expect(try rows.step())
    #expect(rows.int64(0) == number)
    #expect(rows.string(1) == "integer")
    #expect(rows.int64(2) == 1)
  }

  @Test(arguments: ["", "a", "a\0b", "\0", "é€😀", String(repeating: "long", count: 10_000)])
  func roundTripsText(text: String) throws {
    var rows = try Statement("SELECT ?1, typeof(?1), length(CAST(?1 AS BLOB))", on: connection)
    try rows.bind(text, at: 1)
    #expect(try rows.step())
    #expect(rows.string(0) == text)
    #expect(rows.string(1) == "text")
    #expect(rows.int64(2) == Int64(text.utf8.count))
  }

  @Test(arguments: [[], [0x61], [0x61, 0, 0x62]] as [[UInt8]])
  func copiesTheBytesItIsLent(bytes: [UInt8]) throws {
    var rows = try Statement("SELECT ?1, typeof(?1), ?2, typeof(?2)", on: connection)
    try bindAndForget(bytes, to: &rows)
    #expect(try rows.step())
    #expect(rows.value(0) == .text(String(decoding: bytes, as: UTF8.self)))
    #expect(rows.string(1) == "text")
    #expect(rows.value(2) == .blob(bytes))
    #expect(rows.string(3) == "blob")
  }

  private func bindAndForget(_ bytes: [UInt8], to rows: inout Statement) throws {
    var bytes = bytes
    try rows.bind(utf8: bytes.span, at: 1)
    try rows.bind(blob: bytes.span, at: 2)
    for index in bytes.indices { bytes[index] = 0x7a }
  }

  @Test(
    arguments: [
      .null, .integer(.min), .integer(.max), .real(0.1), .real(-.infinity), .text(""),
      .text("a\0b"), .blob([]), .blob([0, 0xff]),
    ] as [Value])
  func roundTripsEveryValue(value: Value) throws {
    var rows = try Statement("SELECT ?1", on: connection)
    try rows.bind(value, at: 1)
    #expect(try rows.step())
    #expect(rows.value(0) == value)
  }

  @Test func storesANaNAsNULL() throws {
    var rows = try Statement("SELECT ?1", on: connection)
    try rows.bind(.real(.nan), at: 1)
    #expect(try rows.step())
    #expect(rows.value(0) == .null)
  }

  @Test func bindsOptionals() throws {
    var rows = try Statement("SELECT ?1, ?2, ?3, ?4", on: connection)
    try rows.bind(7 as Int64?, at: 1)
    try rows.bind(nil as Int64?, at: 2)
    try rows.bind("" as String?, at: 3)
    try rows.bind(nil as String?, at: 4)
    #expect(try rows.step())
    #expect((0..<4).map { rows.value($0) } == [.integer(7), .null, .text(""), .null])
  }

  @Test func bindsAllFromTheFirst() throws {
    var rows = try Statement("SELECT ?1, ?2", on: connection)
    #expect(rows.parameterCount == 2)
    try rows.bind([.integer(1), .text("two")])
    #expect(try rows.step())
    #expect(rows.int64(0) == 1)
    #expect(rows.string(1) == "two")
  }

  @Test func keepsBindingsAcrossAReset() throws {
    var rows = try Statement("SELECT ?1", on: connection)
    try rows.bind(1, at: 1)
    for _ in 1...2 {
      #expect(try rows.step())
      #expect(rows.int64(0) == 1)
      rows.reset()
    }
  }

  @Test func neverReadsABoundValueAsSQL() throws {
    try connection.execute("CREATE TABLE a (name)")
    var add = try Statement("INSERT INTO a VALUES (?1)", on: connection)
    try add.bind("'); DROP TABLE a; --", at: 1)
    try add.run()
    #expect(try connection.count("a") == 1)
  }
}

// MARK: A caller's mistakes

struct StatementBindingMistakeTests {
  @Test func stopsAtAParameterBeforeTheFirst() async {
    await #expect(processExitsWith: .failure) {
      let connection = try Connection(path: ":memory:", access: .create)
      var rows = try Statement("SELECT ?1", on: connection)
      try rows.bind(1, at: 0)
    }
  }

  @Test func stopsAtAParameterThatTheSQLDoesNotHave() async {
    await #expect(processExitsWith: .failure) {
      let connection = try Connection(path: ":memory:", access: .create)
      var rows = try Statement("SELECT ?1", on: connection)
      try rows.bind("two", at: 2)
    }
  }

  @Test func stopsAtABindInTheMiddleOfTheRows() async {
    await #expect(processExitsWith: .failure) {
      let connection = try Connection(path: ":memory:", access: .create)
      var rows = try Statement("SELECT ?1", on: connection)
      _ = try rows.step()
      try rows.bind(1, at: 1)
    }
  }

  @Test func stopsAtAnotherNumberOfValues() async {
    await #expect(processExitsWith: .failure) {
      let connection = try Connection(path: ":memory:", access: .create)
      var rows = try Statement("SELECT ?1, ?2", on: connection)
      try rows.bind([.null])
    }
  }
}
