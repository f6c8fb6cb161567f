/// A kind of file that is often handed in as CSV and is not, known by its first bytes.
package enum FileSignature: Equatable, Sendable, CaseIterable {
  // In the order in which they are tried: the mark of UTF-32 LE begins as that of UTF-16 LE does.
  case utf32, utf16, gzip, zip, zstandard, bzip2, xz, pdf, excel97, parquet, json

  /// How many bytes must be seen before it is certain that a file is not one of these.
  static let length = 10

  /// Looks at the first bytes of a file, all of them where it has fewer than `length`.
  init?(startOf head: [UInt8]) {
    let known = Self.allCases.first { $0.starts.contains { head.starts(with: $0) } }
    guard let kind = known ?? Self(zerosOf: head) else { return nil }
    self = kind
  }

  /// Tells UTF-16 and UTF-32 without a mark by the zeros beside two ASCII letters.
  private init?(zerosOf head: [UInt8]) {
    switch head.prefix(8).map({ $0 == 0 }) {
    case [false, true, true, true, false, true, true, true],
      [true, true, true, false, true, true, true, false]:
      self = .utf32
    case let zeros
    where zeros.starts(with: [false, true, false, true])
      || zeros.starts(with: [true, false, true, false]):
      self = .utf16
    default:
      return nil
    }
  }

  private var starts: [[UInt8]] {
    switch self {
    case .utf32: [[0xFF, 0xFE, 0x00, 0x00], [0x00, 0x00, 0xFE, 0xFF]]
    case .utf16: [[0xFF, 0xFE], [0xFE, 0xFF]]
    case .gzip: [[0x1F, 0x8B]]
    case .zip: [Array("PK\u{3}\u{4}".utf8), Array("PK\u{5}\u{6}".utf8)]
    case .zstandard: [[0x28, 0xB5, 0x2F, 0xFD]]
    case .bzip2: (1...9).map { Array("BZh\($0)1AY&SY".utf8) }
    case .xz: [[0xFD] + Array("7zXZ\0".utf8)]
    case .pdf: [Array("%PDF-".utf8)]
    case .excel97: [[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]]
    case .parquet: [Array("PAR1\u{15}".utf8)]
    // A quote inside a field: no CSV begins so.
    case .json: [Array("{\"".utf8), Array("[{\"".utf8)]
    }
  }
}

// MARK: For a person

extension FileSignature {
  /// What such a file is called: `gzip data`.
  package var name: String {
    switch self {
    case .utf16: "UTF-16 text"
    case .utf32: "UTF-32 text"
    case .gzip: "gzip data"
    case .zip: "a zip archive or an .xlsx workbook"
    case .zstandard: "Zstandard data"
    case .bzip2: "bzip2 data"
    case .xz: "xz data"
    case .pdf: "a PDF document"
    case .excel97: "an .xls workbook or another old Office document"
    case .parquet: "a Parquet table"
    case .json: "a JSON document"
    }
  }

  /// How to make CSV of it.
  package var hint: String {
    switch self {
    case .utf16: "try: iconv -f UTF-16 -t UTF-8 FILE | offtake import KIND -"
    case .utf32: "try: iconv -f UTF-32 -t UTF-8 FILE | offtake import KIND -"
    case .gzip: "try: gzip -dc FILE | offtake import KIND -"
    case .zip: "save the sheet as “CSV UTF-8”, or unpack the archive"
    case .zstandard: "try: zstd -dc FILE | offtake import KIND -"
    case .bzip2: "try: bzip2 -dc FILE | offtake import KIND -"
    case .xz: "try: xz -dc FILE | offtake import KIND -"
    case .pdf: "ask the sender for the figures as CSV"
    case .excel97: "save the sheet as “CSV UTF-8”"
    case .parquet: "export it as CSV with the tool that made it, or with DuckDB"
    case .json: "read it by a mapping with [json], such as sec-companyfacts, or export it as CSV"
    }
  }
}
