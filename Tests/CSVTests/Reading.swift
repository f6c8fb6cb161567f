import CSV
import Testing

/// All that reading a file gave: the records and, where it was refused, why.
struct Reading: Equatable {
  /// One record and where it stood.
  struct Row: Equatable {
    var fields: [String] = []
    var fieldLines: [Int] = []
    var lines = 0...0
    var number = 0
    var byteOffset = 0

    init(_ reader: borrowing CSVReader) {
      for index in 0..<reader.count {
        fields.append(reader.string(index))
        fieldLines.append(reader.line(ofField: index))
      }
      lines = reader.line...reader.record.endLine
      number = reader.recordNumber
      byteOffset = reader.record.byteOffset
    }
  }

  private(set) var rows: [Row] = []
  private(set) var error: CSVError?

  var records: [[String]] { rows.map(\.fields) }

  init(
    _ bytes: [UInt8], chunkSize: Int = .max, delimiter: UInt8 = .comma,
    readsFormulas: Bool = false, limits: CSVLimits = CSVLimits()
  ) throws {
    var reader = CSVReader(
      BytesInMemory(bytes, chunkSize: chunkSize), delimiter: delimiter,
      readsFormulas: readsFormulas, limits: limits)
    do {
      while try reader.next() { rows.append(Row(reader)) }
    } catch let error as CSVError {
      self.error = error
    }
  }

  /// Reads `bytes` in chunks of several sizes, which must make no difference.
  static func inAnyChunks(
    _ bytes: [UInt8], delimiter: UInt8 = .comma, readsFormulas: Bool = false,
    limits: CSVLimits = CSVLimits(), sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Reading {
    let whole = try Reading(
      bytes, delimiter: delimiter, readsFormulas: readsFormulas, limits: limits)
    for size in [1, 2, 3, 7] {
      let cut = try Reading(
        bytes, chunkSize: size, delimiter: delimiter, readsFormulas: readsFormulas, limits: limits)
      #expect(cut == whole, "in chunks of \(size)", sourceLocation: sourceLocation)
    }
    return whole
  }

  static func inAnyChunks(
    _ text: String, delimiter: UInt8 = .comma, readsFormulas: Bool = false,
    limits: CSVLimits = CSVLimits(), sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Reading {
    try inAnyChunks(
      Array(text.utf8), delimiter: delimiter, readsFormulas: readsFormulas, limits: limits,
      sourceLocation: sourceLocation)
  }
}
