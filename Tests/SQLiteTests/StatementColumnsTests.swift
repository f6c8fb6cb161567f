import Foundation
import SQLite
import Testing

private struct Refusal: Error {}

struct StatementColumnsTests: ~Copyable {
  private let connection: Connection

  init() throws {
    connection = try Connection(path: ":memory:", access: .create)
  }

  @Test func namesItsColumns() throws {
    let rows = try Statement("SELECT 1 AS month, 2 AS \"é\"", on: connection)
    #expect(rows.columnCount == 2)
    #expect(rows.columnName(0) == "month")
    #expect(rows.columnName(1) == "é")
  }

  @Test func hasNoColumnsWhereThereAreNoRows() throws {
    #expect(try Statement("CREATE TABLE a (n)", on: connection).columnCount == 0)
  }

  /// Of a file, which says how its texts are stored; a connection to memory does not know it.
  @Test(arguments: ["UTF-8", "UTF-16le", "UTF-16be"]) func readsTextOfEachEncoding(
    encoding: String
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "a.sqlite").path
    do {
      let writer = try Connection(path: path, access: .create)
      try writer.execute(
        """
        PRAGMA encoding = '\(encoding)';
        CREATE TABLE a (t TEXT); INSERT INTO a VALUES ('2026-05'), ('é中😀'), (''), (NULL), (12);
        """)
    }
    let reader = try Connection(path: path, access: .readOnly)
    var rows = try Statement("SELECT t, t || '' FROM a", on: reader)
    var texts: [String?] = []
    while try rows.step() {
      texts.append(rows.optionalString(0))
      #expect(rows.optionalString(1) == texts.last)
      #expect(rows.isNull(0) == (texts.last == .some(nil)))
    }
    #expect(texts == ["2026-05", "é中😀", "", nil, "12"])
  }

  @Test func packsShortTexts() throws {
    let texts = ["", "a", "ab", "a\u{0}", "b", "123456789012345", "é", "2026-05", "2026-05-01"]
    var packed: [UInt128?] = []
    var rows = try Statement("SELECT ?1", on: connection)
    for text in texts {
      try rows.bind(text, at: 1)
      #expect(try rows.step())
      packed.append(rows.packedText(0))
      rows.reset()
    }
    #expect(Set(packed.compactMap(\.self)).count == texts.count)
    try rows.bind("1234567890123456", at: 1)
    #expect(try rows.step() && rows.packedText(0) == nil)
  }

  @Test func tellsNULLFromNothing() throws {
    var rows = try Statement("SELECT NULL, 0, ''", on: connection)
    #expect(try rows.step())
    #expect((0..<3).map { rows.isNull($0) } == [true, false, false])
    #expect(rows.optionalInt64(0) == nil)
    #expect(rows.optionalInt64(1) == 0)
    #expect(rows.optionalString(0) == nil)
    #expect(rows.optionalString(2) == "")
    #expect(rows.int64(0) == 0)
    #expect(rows.string(0) == "")
  }

  @Test(
    arguments: [
      ("NULL", []), ("''", []), ("x''", []), ("x'00ff'", [0, 0xff]), ("'é'", [0xc3, 0xa9]),
      ("'a' || char(0) || 'b'", [0x61, 0, 0x62]), ("12", [0x31, 0x32]),
    ] as [(String, [UInt8])])
  func lendsBytes(sql: String, expected: [UInt8]) throws {
    var rows = try Statement("SELECT \(sql)", on: connection)
    #expect(try rows.step())
    let bytes = rows.withBytes(0) { span in span.indices.map { span[$0] } }
    #expect(bytes == expected)
  }

  @Test func throwsWhatTheBorrowerOfBytesThrows() throws {
    var rows = try Statement("SELECT 'a'", on: connection)
    #expect(try rows.step())
    #expect(throws: Refusal.self) {
      try rows.withBytes(0) { _ throws(Refusal) in throw Refusal() }
    }
  }

  @Test func readsTextOfAnyEncodingAsUTF8() throws {
    try connection.execute("PRAGMA encoding = 'UTF-16le'; CREATE TABLE a (text, blob)")
    try connection.execute("INSERT INTO a VALUES ('é', x'00ff')")
    var rows = try Statement("SELECT text, blob FROM a", on: connection)
    #expect(try rows.step())
    #expect(rows.withBytes(0) { span in span.indices.map { span[$0] } } == [0xc3, 0xa9])
    #expect(rows.value(0) == .text("é"))
    #expect(rows.value(1) == .blob([0, 0xff]))
  }

  @Test func repairsTextThatIsNotUTF8() throws {
    var rows = try Statement("SELECT CAST(x'61ff62' AS TEXT)", on: connection)
    #expect(try rows.step())
    #expect(rows.string(0) == "a\u{fffd}b")
    #expect(rows.withBytes(0) { $0.count } == 3)
  }
}

// MARK: A caller's mistakes

struct StatementColumnsMistakeTests {
  @Test func stopsAtAColumnWithoutARow() async {
    await #expect(processExitsWith: .failure) {
      let connection = try Connection(path: ":memory:", access: .create)
      _ = try Statement("SELECT 1", on: connection).int64(0)
    }
  }

  @Test func stopsAtAColumnThatTheRowDoesNotHave() async {
    await #expect(processExitsWith: .failure) {
      let connection = try Connection(path: ":memory:", access: .create)
      var rows = try Statement("SELECT 1", on: connection)
      _ = try rows.step()
      _ = rows.string(1)
    }
  }
}
