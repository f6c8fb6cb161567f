internal import CSV
internal import Mappings
package import Store
internal import Synchronization

/// A first mapping for a file.
package struct SuggestedMapping {
  /// How many rows are looked at.
  private static let sampleSize = 200

  /// The mapping in TOML, with what to check in comments.
  package let text: String

  /// Looks at the front of the file at `path`, which holds records of one `kind`.
  /// - Throws: `ImportFailure` where it is no CSV or has no header, `FileError` where it cannot be
  ///   read.
  package init(_ path: String, kind: RecordKind) throws {
    let source = try HashedFile(path)
    let front = try FrontBytes(source)
    var csv = CSVReader(front, delimiter: front.delimiter)
    var records: [(line: Int, fields: [String])] = []
    do {
      while records.count < SuggestedMapping.sampleSize, try csv.next() {
        records.append((csv.line, (0..<csv.count).map { csv.string($0) }))
      }
    } catch let error as CSVError where records.isEmpty {
      throw ImportFailure(source.name, "\(error.problem); \(error.hint)")
    } catch is CSVError {
      // What comes before the fault is enough to begin with; an import will tell of it.
    }
    let known = records.indices.lazy.compactMap { index in
      ShippedMap.known(by: records[index].fields, kind: kind.rawValue).map { (index, $0.name) }
    }.first
    guard let header = known?.0 ?? SuggestedMapping.header(records.map(\.fields)) else {
      throw ImportFailure(source.name, "is empty; a header line is expected")
    }
    let width = records[header].fields.count
    let advice = known.map { "# This is \($0.1): use --map \($0.1).\n" } ?? ""
    text =
      advice
      + Suggestion(
        kind: kind.rawValue, fields: kind.columns.map(\.suggestedField), file: source.name,
        headerLine: records[header].line,
        delimiter: String(UnicodeScalar(front.delimiter)), titles: records[header].fields,
        rows: records[(header + 1)...].map(\.fields).filter { $0.count == width }
      ).text
  }

  /// The first of the widest records of which half the fields say something: lines above a header
  /// are narrower, or have little in them.
  private static func header(_ records: [[String]]) -> Int? {
    let width = records.map(\.count).max()
    let isFull = { (fields: [String]) in
      fields.count == width && fields.count { !$0.trimmed.isEmpty } * 2 > fields.count
    }
    return records.firstIndex(where: isFull) ?? records.firstIndex { $0.count == width }
  }
}

/// A source whose first bytes were looked at, to see what divides its fields.
private final class FrontBytes: ByteSource {
  private let source: HashedFile
  private let front: Mutex<ArraySlice<UInt8>>
  let delimiter: UInt8

  init(_ source: HashedFile) throws {
    self.source = source
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    let count = try source.read(into: &buffer)
    front = Mutex(buffer[..<count])
    let marks = [UInt8.comma, UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")]
    let counts = marks.map { mark in (mark, buffer[..<count].count { $0 == mark }) }
    delimiter = counts.max { $0.1 < $1.1 }.flatMap { $0.1 > 0 ? $0.0 : nil } ?? .comma
  }

  func read(into buffer: inout [UInt8]) throws -> Int {
    let count = front.withLock { front in
      let piece = front.prefix(buffer.count)
      buffer.replaceSubrange(..<piece.count, with: piece)
      front.removeFirst(piece.count)
      return piece.count
    }
    return count > 0 ? count : try source.read(into: &buffer)
  }
}

extension Column {
  /// It as a suggestion looks for it.
  fileprivate var suggestedField: SuggestedField {
    SuggestedField(mappedField, synonyms: synonyms, isRequired: isRequired, meaning: meaning)
  }
}
