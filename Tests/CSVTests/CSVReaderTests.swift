import CSV
import Testing

struct CSVReaderTests {
  @Test(arguments: [
    ("", []),
    ("\u{FEFF}", []),
    ("\n\r\n\n", []),
    ("a,b\n", [["a", "b"]]),
    ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
    ("a\r\nb\rc\nd\r", [["a"], ["b"], ["c"], ["d"]]),
    ("a\r\r\nb", [["a"], ["b"]]),
    ("a\n\n\r\n\rb\n\n", [["a"], ["b"]]),
    (",\n", [["", ""]]),
    ("a,", [["a", ""]]),
    ("a,\r\n,b", [["a", ""], ["", "b"]]),
    (" \n", [[" "]]),
    ("\"\"", [[""]]),
    ("\"\"\r\n\"\",\"\"", [[""], ["", ""]]),
    ("\"a,\"\"b\"\n,\r\nc", [["a,\"b"], ["", ""], ["c"]]),
    ("\"\"\"\"\"\",\"\"\"\"", [["\"\"", "\""]]),
    ("\"a\nb\",\"c\r\nd\",\"e\rf\"\r\ng", [["a\nb", "c\r\nd", "e\rf"], ["g"]]),
    ("\u{FEFF}\"a\",b", [["a", "b"]]),
    ("\u{FEFF}\u{FEFF}a,\u{FEFF}", [["a", "\u{FEFF}"]]),
    ("\u{FEFF}a\n\u{FEFF}b\r\n\u{FEFF}\n\"\u{FEFF}c\"\n\u{FEFF}", [["a"], ["b"], ["\u{FEFF}c"]]),
    ("é,中,😀,e\u{301}\n", [["é", "中", "😀", "e\u{301}"]]),
    ("\u{1B}[31m,\u{7}\t\u{B}\u{C}\u{1A}", [["\u{1B}[31m", "\u{7}\t\u{B}\u{C}\u{1A}"]]),
  ])
  func reads(text: String, records: [[String]]) throws {
    let reading = try Reading.inAnyChunks(text)
    #expect(reading.error == nil)
    // Compared by scalars, since `==` of strings sees U+FEFF and accents otherwise.
    #expect(
      reading.records.map { $0.map { Array($0.utf8) } } == records.map { $0.map { Array($0.utf8) } }
    )
  }

  @Test func readsAMarkInQuotesAsText() throws {
    let reading = try Reading.inAnyChunks("\"\u{FEFF}a\"")
    #expect(reading.records.first?.first.map { Array($0.utf8) } == [0xEF, 0xBB, 0xBF, 0x61])
  }

  @Test(arguments: [(";", "a;\"b;c\";,"), ("\t", "a\t\"b\tc\"\t,"), ("|", "a|\"b|c\"|,")])
  func readsAnotherDelimiter(delimiter: Character, text: String) throws {
    let reading = try Reading.inAnyChunks(text, delimiter: try #require(delimiter.asciiValue))
    #expect(reading.records == [["a", "b\(delimiter)c", ","]])
  }

  @Test func tellsWhereRecordsAndFieldsStand() throws {
    let rows = try Reading.inAnyChunks("\u{FEFF}a,b\r\n\r\nc,\"d\r\n\ne\",\"f\ng\",h\ri,j").rows
    #expect(rows.map(\.lines) == [1...1, 3...6, 7...7])
    #expect(rows.map(\.fieldLines) == [[1, 1], [3, 3, 5, 6], [7, 7]])
    #expect(rows.map(\.number) == [1, 2, 3])
    #expect(rows.map(\.byteOffset) == [3, 10, 28])
  }

  @Test func lendsBytesAndPassesTypedErrorsOn() throws {
    enum Refusal: Error { case always }
    var reader = CSVReader(BytesInMemory(Array("a,\"b\"\"c\",\n".utf8)))
    #expect(try reader.next())
    #expect(reader.withBytes(1) { bytes in bytes.indices.map { bytes[$0] } } == Array("b\"c".utf8))
    do {
      try reader.withBytes(0) { _ throws(Refusal) in throw .always }
    } catch {
      let refusal: Refusal = error
      #expect(refusal == .always)
    }
  }

  @Test func hasNoFieldsBeforeTheFirstRecordAndAfterTheLast() throws {
    var reader = CSVReader(BytesInMemory(Array("a".utf8)))
    #expect(reader.count == 0)
    while try reader.next() {}
    #expect(reader.count == 0)
    #expect(try !reader.next())
  }

  @Test func readsFieldsAndCharactersAcrossItsOwnChunks() throws {
    let records = (0..<9_000).map { ["\($0)", "é\"中", "x\ny"] }
    let text = records.map { "\($0[0]),\"é\"\"中\",\"\($0[2])\"\r\n" }.joined()
    #expect(text.utf8.count > 2 * 65_536)
    let reading = try Reading(Array(text.utf8))
    #expect(reading.error == nil)
    #expect(reading.records == records)
    #expect(reading.rows.last?.lines == 17_999...18_000)
    #expect(try Reading(Array(text.utf8), chunkSize: 1_021) == reading)
  }

  @Test func readsManyQuotesInTimeThatGrowsWithTheirNumber() throws {
    let text = "\"" + String(repeating: "a\"\"", count: 200_000) + "\""
    #expect(try Reading(Array(text.utf8)).records == [[String(repeating: "a\"", count: 200_000)]])
  }

  @Test func passesOnAnErrorOfTheSource() throws {
    struct Torn: Error {}
    final class TornSource: ByteSource {
      func read(into buffer: inout [UInt8]) throws -> Int { throw Torn() }
    }
    var reader = CSVReader(TornSource())
    #expect(throws: Torn.self) { _ = try reader.next() }
  }

  @Test(arguments: [
    ("a,=\"0012\",b\n=\"\"\n", [["a", "=\"0012\"", "b"], ["=\"\""]]),
    ("=\"0 1\"\r\n=x,= ,\"=\"\"1\"\"\"", [["=\"0 1\""], ["=x", "= ", "=\"1\""]]),
  ])
  func takesFormulasWithoutQuotesAsTheyStandWhereTold(text: String, records: [[String]]) throws {
    let reading = try Reading.inAnyChunks(text, readsFormulas: true)
    #expect(reading.error == nil)
    #expect(reading.records == records)
  }
}
