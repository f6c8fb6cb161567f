import CSV
import TestTools
import Testing

struct CSVErrorTests {
  @Test(arguments: [
    ("a,19\" b", 0, CSVError(line: 1, column: 2, position: 5, problem: .quoteInsideField)),
    ("a\né中,b\"", 1, CSVError(line: 2, column: 2, position: 5, problem: .quoteInsideField)),
    ("a, \"b\"", 0, CSVError(line: 1, column: 2, position: 4, problem: .quoteInsideField)),
    ("\"a\"b", 0, CSVError(line: 1, column: 1, position: 4, problem: .textAfterClosingQuote)),
    (
      "\u{FEFF}\"a\" ,b", 0,
      CSVError(line: 1, column: 1, position: 4, problem: .textAfterClosingQuote)
    ),
    (
      "x,\"a\nb\n\",\"\"c", 0,
      CSVError(line: 3, column: 3, position: 5, problem: .textAfterClosingQuote)
    ),
    ("a\n\"\"é", 1, CSVError(line: 2, column: 1, position: 3, problem: .textAfterClosingQuote)),
    ("\"", 0, CSVError(line: 1, column: 1, problem: .quoteNeverClosed(lastLine: 1))),
    (
      "a\nb,\"c\nd\n", 1,
      CSVError(line: 2, column: 2, problem: .quoteNeverClosed(lastLine: 3))
    ),
    (
      "\"\"\"", 0,
      CSVError(line: 1, column: 1, problem: .quoteNeverClosed(lastLine: 1))
    ),
    ("a\nb,\0", 1, CSVError(line: 2, column: 2, position: 3, problem: .nul(byteOffset: 4))),
    ("a\nb\n\0\0\0", 2, CSVError(line: 3, column: 1, position: 1, problem: .nul(byteOffset: 4))),
    (
      "\0\0\0\0\0\0\0\0\0\0\0\0", 0,
      CSVError(line: 1, column: 1, position: 1, problem: .nul(byteOffset: 0))
    ),
  ])
  func refuses(text: String, records: Int, error: CSVError) throws {
    let reading = try Reading.inAnyChunks(text)
    #expect(reading.rows.count == records)
    #expect(reading.error == error)
  }

  @Test(arguments: [
    ("a,=\"0012\"", false, 4, CSVError.Problem.formulaWithoutQuotes),
    ("a, =\"0012\"", true, 5, .quoteInsideField), ("a,==\"1\"", true, 5, .quoteInsideField),
    ("a,=\"1,2\"", true, 6, .quoteInsideField), ("a,=\"1\n\"", true, 6, .quoteInsideField),
    ("a,=\"12", true, 7, .quoteInsideField), ("a,=\"1\"2", true, 7, .textAfterClosingQuote),
    ("a,=\"1\"\"2\"", true, 7, .textAfterClosingQuote),
    ("a,\"=\"1", true, 6, .textAfterClosingQuote),
  ])
  func refusesAFormulaThatSpreadsheetsReadInAnotherWay(
    text: String, readsFormulas: Bool, position: Int, problem: CSVError.Problem
  ) throws {
    let reading = try Reading.inAnyChunks(text, readsFormulas: readsFormulas)
    #expect(reading.records.isEmpty)
    #expect(
      reading.error == CSVError(line: 1, column: 2, position: position, problem: problem))
  }

  @Test(
    arguments: [
      [0xFC], [0x80], [0xFF],  // bytes that begin no character
      [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xF0, 0x80, 0x80, 0xAF],  // overlong
      [0xED, 0xA0, 0x80],  // a surrogate
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],  // above U+10FFFF
      [0xE9], [0xE2, 0x82], [0xF0, 0x9F, 0x98],  // cut by what follows
    ] as [[UInt8]])
  func refusesWhatIsNotUTF8(bytes: [UInt8]) throws {
    let reading = try Reading.inAnyChunks(Array("a,b\n中,x".utf8) + bytes + Array("y\n".utf8))
    #expect(reading.records == [["a", "b"]])
    #expect(
      reading.error
        == CSVError(
          line: 2, column: 2, position: 4, problem: .invalidUTF8(byte: bytes[0], byteOffset: 9)))
  }

  @Test(arguments: [[0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98]] as [[UInt8]])
  func refusesACharacterCutByTheEndOfTheFile(bytes: [UInt8]) throws {
    let reading = try Reading.inAnyChunks(Array("a\nb,c".utf8) + bytes)
    #expect(reading.records == [["a"]])
    #expect(
      reading.error
        == CSVError(
          line: 2, column: 2, position: 4, problem: .cutUTF8(byte: bytes[0], byteOffset: 5)))
  }

  @Test func countsCharactersOfALineThatBeganChunksBefore() throws {
    let bytes = Array(String(repeating: "é", count: 100_000).utf8)
    let reading = try Reading(Array("a\n".utf8) + bytes + [0xFF])
    #expect(reading.error?.position == 100_001)
    #expect(reading.error?.line == 2)
  }

  @Test(
    arguments: [
      ("aaaa", .fieldTooLong(limit: 3), 1, 1),
      ("aaa\na,\"b\nbbb\"", .fieldTooLong(limit: 3), 2, 2),
      ("a\n\"aa\"\"aa\"", .fieldTooLong(limit: 3), 2, 1),
      ("aaa,aaa,a,bbb", .recordTooLong(limit: 10), 1, nil),
      ("a\naaa,\"a\na\",aaa,b", .recordTooLong(limit: 10), 2, nil),
      ("a\n,,,,", .tooManyFields(limit: 4), 2, nil),
      ("a\nb,c,d,e,f", .tooManyFields(limit: 4), 2, nil),
    ] as [(String, CSVError.Problem, Int, Int?)])
  func refusesWhatIsOverALimit(
    text: String, problem: CSVError.Problem, line: Int, column: Int?
  ) throws {
    var limits = CSVLimits()
    (limits.fieldBytes, limits.recordBytes, limits.fields) = (3, 10, 4)
    let error = try Reading.inAnyChunks(text, limits: limits).error
    #expect(error == CSVError(line: line, column: column, problem: problem))
  }

  @Test(arguments: ["aaa,aaa,aa", "a,b,c,d", "\"a\"\"a\",,,\"\"", "aaa\nbbb\nccc\nddd\n"])
  func acceptsWhatIsJustWithinTheLimits(text: String) throws {
    var limits = CSVLimits()
    (limits.fieldBytes, limits.recordBytes, limits.fields) = (3, 10, 4)
    #expect(try Reading.inAnyChunks(text, limits: limits).error == nil)
  }

  @Test(.leftOutOfQuickRun("reads records of up to 17 MB"))
  func hasUsualLimits() throws {
    let field = [UInt8](repeating: 0x78, count: 1 << 20)
    #expect(try Reading(field).error == nil)
    #expect(try Reading(field + [0x78]).error?.problem == .fieldTooLong(limit: 1 << 20))
    let record = [UInt8]((0..<17).map { _ in field }.joined(separator: [.comma]))
    #expect(try Reading(record).error?.problem == .recordTooLong(limit: 16 << 20))
    let commas = [UInt8](repeating: .comma, count: 4095)
    #expect(try Reading(commas).error == nil)
    #expect(try Reading(commas + [.comma]).error?.problem == .tooManyFields(limit: 4096))
  }

  @Test func isThrownAgainByEveryFurtherCall() throws {
    var reader = CSVReader(BytesInMemory(Array("a\nb\"\nc\n".utf8)))
    #expect(try reader.next())
    for _ in 1...2 {
      #expect(throws: CSVError.self) { _ = try reader.next() }
      #expect(reader.count == 0)
    }
  }

  @Test(arguments: [
    (
      "a,b\"", "line 1, field 2, character 4: a quote inside a field that does not begin with one",
      #"put the field in quotes and double each quote inside it: "19"" rack""#
    ),
    (
      "\"a\n\n", "line 1, field 1: a quote opened here is never closed; the file ends on line 2",
      "close the quote, or double it where it belongs to the text"
    ),
    (
      String(repeating: "x", count: 1 << 21), "line 1, field 1: a field is longer than 1 MiB",
      "a closing quote or a line end may be missing"
    ),
  ])
  func saysWhatIsWrongAndWhatToDo(text: String, description: String, hint: String) throws {
    let error = try #require(try Reading(Array(text.utf8)).error)
    #expect("\(error)" == description)
    #expect(error.hint == hint)
  }

  @Test func namesTheByteThatIsNotUTF8() throws {
    let error = try #require(try Reading([0x66, 0xFC, 0x72]).error)
    #expect(
      "\(error)"
        == "line 1, field 1, character 2: byte 0xFC, at byte offset 1, is not valid UTF-8")
    #expect(error.hint.contains("--encoding windows-1252"))
  }
}
