internal import CSV
internal import Mappings

/// A file that is read several times, before it is known how it is laid out.
final class SurveyedFile {
  /// What messages call it.
  let name: String
  /// What divides its fields.
  let delimiter: UInt8
  /// The encoding that a mapping must name; `nil` where the file tells it.
  let encodingName: String?
  private let text: SpooledText
  private let tell: SurveyProgress

  /// Opens the file at `path`, or standard input for `-`. It goes to a temporary file on the way, so
  /// that it can be read again.
  /// `progress` is told how far it is read.
  init(
    _ path: String, delimiter: UInt8?, encoding: TextEncoding?,
    progress: (@Sendable (ImportProgress) -> Void)? = nil
  ) throws {
    let source = try HashedFile(path)
    name = source.name
    tell = SurveyProgress(of: source, progress)
    text = try SpooledText(SurveyedFile.decoded(source, encoding))
    encodingName = encoding == .utf8 ? nil : encoding?.rawValue
    self.delimiter = try delimiter ?? DelimiterGuess(text).delimiter
    try finishSpooling()
  }

  private static func decoded(_ source: HashedFile, _ encoding: TextEncoding?) throws
    -> any ByteSource
  {
    let peek = try HeaderPeek(source)
    let isUTF8 = !peek.isUTF16 && (encoding == nil || encoding == .utf8)
    return isUTF8 ? peek : DecodedText(peek, encoding: encoding)
  }

  /// Reads what is left to the end: what was not read is not there when it is read again.
  private func finishSpooling() throws {
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    while try text.read(into: &buffer) > 0 { tell.spooled() }
  }

  private func reader() -> CSVReader {
    text.rewind()
    return CSVReader(text, delimiter: delimiter, readsFormulas: true)
  }

  /// The first records, at most `count`.
  /// - Throws: `CSVError` where the first of them is none.
  func records(_ count: Int) throws -> [(line: Int, fields: [String])] {
    var csv = reader()
    var records: [(line: Int, fields: [String])] = []
    while records.count < count, try csv.next() {
      records.append((csv.line, (0..<csv.count).map { csv.string($0) }))
    }
    return records
  }

  /// Lends every record under the line of the header.
  func forEachRow(under line: Int, _ body: (SourceRow) -> Void) throws {
    var csv = reader()
    tell.beginReading()
    var row = SourceRow()
    while try csv.next() {
      guard csv.line > line else { continue }
      row.begin(line: csv.line, number: csv.recordNumber, width: csv.count)
      for column in 0..<csv.count { csv.withBytes(column) { row.append($0) } }
      body(row)
      if csv.recordNumber.isMultiple(of: 4096) { tell.read(csv.record) }
    }
  }
}

/// What most likely divides the fields of a text: the mark that stands as often in most of its lines.
private struct DelimiterGuess {
  let delimiter: UInt8

  private static let marks = [
    UInt8.comma, UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"),
  ]

  init(_ source: any ByteSource) throws {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = try source.read(into: &buffer)
    let lines = DelimiterGuess.counts(buffer[..<count])
    let scores = DelimiterGuess.marks.indices.map { mark in
      DelimiterGuess.score(lines.map { $0[mark] })
    }
    let best = scores.indices.max { (scores[$0], -$0) < (scores[$1], -$1) } ?? 0
    delimiter = scores[best] > 0 ? DelimiterGuess.marks[best] : .comma
  }

  /// How often each mark stands in each line, outside quotes.
  private static func counts(_ bytes: ArraySlice<UInt8>) -> [[Int]] {
    var lines: [[Int]] = []
    var counts = marks.map { _ in 0 }
    var isQuoted = false
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        lines.append(counts)
        counts = marks.map { _ in 0 }
      } else if let mark = marks.firstIndex(of: byte) {
        counts[mark] += 1
      }
    }
    return lines + [counts]
  }

  /// How many fields all those lines have together that have as many as most have.
  private static func score(_ counts: [Int]) -> Int {
    let lines = counts.filter { $0 > 0 }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    return lines.map { $0.key * $0.value }.max() ?? 0
  }
}
