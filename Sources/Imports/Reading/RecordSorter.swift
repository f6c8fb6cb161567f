internal import CSV
internal import Files
internal import HeapModule
internal import Mappings

/// Brings records that belong together next to each other, whatever their number: sorted in parts
/// that fit in memory, which are written to a temporary file and merged.
///
/// Records of one key keep their order.
struct RecordSorter: ~Copyable, Sendable {
  /// What is sorted in memory at once.
  private static let partSize = 4 << 20

  private struct Entry: Comparable {
    let key: UInt64
    let range: Range<Int>

    static func < (left: Entry, right: Entry) -> Bool {
      (left.key, left.range.lowerBound) < (right.key, right.range.lowerBound)
    }
  }

  private var file: TemporaryFile
  private var part: [UInt8] = []
  private var entries: [Entry] = []
  private var parts: [SortedPart] = []
  private var heads: Heap<Head> = []

  /// The next record of a part.
  private struct Head: Comparable {
    let key: UInt64
    let part: Int

    static func < (left: Head, right: Head) -> Bool {
      (left.key, left.part) < (right.key, right.part)
    }
  }

  /// Sorts by way of a temporary file in `folder`.
  /// - Throws: `FileError` where there can be none.
  init(in folder: String) throws {
    file = try TemporaryFile(in: folder)
  }

  /// Takes a record.
  mutating func add(_ record: some SortableRecord, key: UInt64) throws {
    let start = part.count
    record.write(to: &part)
    entries.append(Entry(key: key, range: start..<part.count))
    if part.count >= RecordSorter.partSize { try writePart() }
  }

  /// Ends the taking; from now on records are given back.
  mutating func finish() throws {
    try writePart()
    part = []
    entries = []
    for index in parts.indices { try advance(index) }
  }

  /// Moves the next record to `record`; `false` at the end.
  mutating func next(_ record: inout some SortableRecord) throws -> Bool {
    guard let head = heads.popMin() else { return false }
    parts[head.part].withRecord { record.read(from: $0) }
    try advance(head.part)
    return true
  }

  private mutating func advance(_ index: Int) throws {
    if let key = try parts[index].next(in: file) { heads.insert(Head(key: key, part: index)) }
  }

  private mutating func writePart() throws {
    entries.sort()
    var sorted: [UInt8] = []
    sorted.reserveCapacity(part.count + entries.count * SortedPart.headSize)
    for entry in entries {
      SortedPart.append(entry.key, to: &sorted)
      SortedPart.append(UInt64(entry.range.count), to: &sorted)
      sorted.append(contentsOf: part[entry.range])
    }
    let start = file.size
    try file.append(sorted)
    parts.append(SortedPart(start..<file.size))
    part.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
  }
}

/// A record that can be put by and read again.
protocol SortableRecord {
  /// Appends all of it.
  func write(to output: inout [UInt8])
  /// Becomes the record that was written.
  mutating func read(from input: Span<UInt8>)
}

extension CSVRecord: SortableRecord {}

extension SourceRow: SortableRecord {}

/// A sorted run of records in a temporary file, read a piece at a time.
private struct SortedPart {
  static let headSize = 16
  private static let pieceSize = 32 << 10

  private var rest: Range<Int>
  private var piece: [UInt8] = []
  /// Where in `piece` the current record begins, and the next one.
  private var record = 0..<0

  init(_ range: Range<Int>) { rest = range }

  static func append(_ value: UInt64, to bytes: inout [UInt8]) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  /// Moves to the next record.
  /// - Returns: its key, `nil` at the end.
  mutating func next(in file: borrowing TemporaryFile) throws -> UInt64? {
    var start = record.upperBound
    guard try fill(&start, atLeast: SortedPart.headSize, file) else { return nil }
    let (key, length) = (number(at: start), Int(number(at: start + 8)))
    guard try fill(&start, atLeast: SortedPart.headSize + length, file) else { return nil }
    start += SortedPart.headSize
    record = start..<start + length
    return key
  }

  func withRecord<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    body(piece.span.extracting(record))
  }

  /// Ensures that a given number of bytes follow `start`, which moves to the front for more.
  private mutating func fill(
    _ start: inout Int, atLeast count: Int, _ file: borrowing TemporaryFile
  ) throws -> Bool {
    if piece.count - start >= count { return true }
    piece.removeFirst(start)
    start = 0
    while piece.count < count {
      guard !rest.isEmpty else { return false }
      let wanted = min(max(SortedPart.pieceSize, count - piece.count), rest.count)
      var more = [UInt8](repeating: 0, count: wanted)
      let read = try file.read(at: rest.lowerBound, into: &more)
      guard read > 0 else { return false }
      piece.append(contentsOf: more[..<read])
      rest.removeFirst(read)
    }
    return true
  }

  private func number(at start: Int) -> UInt64 {
    (0..<8).reduce(0) { $0 | UInt64(piece[start + $1]) << UInt64($1 * 8) }
  }
}
