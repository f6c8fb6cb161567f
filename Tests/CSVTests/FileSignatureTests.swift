import CSV
import Testing

struct FileSignatureTests {
  @Test(
    arguments: [
      (.gzip, [0x1F, 0x8B, 0x08, 0x00]),
      (.zip, Array("PK\u{3}\u{4}\u{14}\0".utf8)),
      (.zstandard, [0x28, 0xB5, 0x2F, 0xFD, 0x04]),
      (.bzip2, Array("BZh91AY&SY".utf8)),
      (.xz, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0x00]),
      (.pdf, Array("%PDF-1.7\n".utf8)),
      (.excel97, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
      (.parquet, Array("PAR1\u{15}\u{4}".utf8)),
      (.utf16, [0xFF, 0xFE]),
      (.utf16, [0xFF, 0xFE, 0x61, 0x00]),
      (.utf16, [0xFE, 0xFF, 0x00, 0x61]),
      (.utf16, [0x61, 0x00, 0x2C, 0x00]),
      (.utf16, [0x00, 0x61, 0x00, 0x2C]),
      (.utf32, [0xFF, 0xFE, 0x00, 0x00, 0x61, 0x00, 0x00, 0x00]),
      (.utf32, [0x00, 0x00, 0xFE, 0xFF]),
      (.utf32, [0x61, 0x00, 0x00, 0x00, 0x2C, 0x00, 0x00, 0x00]),
      (.utf32, [0x00, 0x00, 0x00, 0x61, 0x00, 0x00, 0x00, 0x2C]),
    ] as [(FileSignature, [UInt8])])
  func isToldByTheFirstBytes(signature: FileSignature, bytes: [UInt8]) throws {
    let reading = try Reading.inAnyChunks(bytes + bytes)
    #expect(reading.rows.isEmpty)
    #expect(
      reading.error == CSVError(line: 1, problem: .notText(signature)))
  }

  @Test(arguments: ["PAR1,PAR2\n", "BZh9,a\n", "PK,a\n", "%PDF\n", "(µ/ý\n"])
  func isNotSeenInText(text: String) throws {
    #expect(try Reading.inAnyChunks(text).error == nil)
  }

  @Test(arguments: FileSignature.allCases)
  func hasANameAndAWayOut(signature: FileSignature) {
    let error = CSVError(line: 1, problem: .notText(signature))
    #expect("\(error)" == "line 1: the file is \(signature.name), not CSV text in UTF-8")
    #expect(error.hint == signature.hint)
  }

  @Test func tellsHowToConvertUTF16() {
    #expect(
      FileSignature.utf16.hint == "try: iconv -f UTF-16 -t UTF-8 FILE | offtake import KIND -")
  }
}
