internal import Crypto
internal import SQLite

/// The canonical bytes of rows, framed so that no two different rows have the same.
///
/// A row is its columns that are not NULL, each a name and a value, in the order of the names, and
/// an end. Text is its length and its bytes, a number is zigzag and LEB128; a tag tells them apart.
struct RowBytes: Sendable {
  var bytes: [UInt8] = []

  private enum Tag {
    static let integer = UInt8(ascii: "i")
    static let text = UInt8(ascii: "t")
    static let blob = UInt8(ascii: "b")
    static let end = UInt8(ascii: "e")
  }
  /// The bytes of a tag and the longest number.
  static let numberLength = 11

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func add(_ value: Int64) { add(value, tag: Tag.integer) }

  mutating func add(utf8: Span<UInt8>) { add(utf8, tag: Tag.text) }

  mutating func add(_ text: String) { add(utf8: text.utf8Span.span) }

  /// Adds a hash, whose length is known.
  mutating func add(_ hash: RowHash) { bytes.append(contentsOf: hash.bytes) }

  /// Adds bytes that are framed already.
  mutating func add(framed: [UInt8]) { bytes.append(contentsOf: framed) }

  mutating func endRow() { bytes.append(Tag.end) }

  /// Adds a whole row under the names of its columns, which are in their order; the first of them
  /// is `first` in the statement.
  mutating func add(_ row: borrowing Statement, named names: [[UInt8]], from first: Int = 0) {
    for (index, name) in names.enumerated() where !row.isNull(first + index) {
      add(framed: name)
      add(row, first + index)
    }
    endRow()
  }

  private mutating func add(_ row: borrowing Statement, _ column: Int) {
    if row.isInteger(column) { return add(row.int64(column)) }
    let tag = row.isBlob(column) ? Tag.blob : Tag.text
    row.withBytes(column) { _ = add($0, tag: tag) }
  }

  /// SHA-256 of what was added.
  var hash: RowHash { RowHash(SHA256.hash(data: bytes)) }
}

// MARK: Tagged values

extension RowBytes {
  mutating func add(_ value: Int64, tag: UInt8) {
    bytes.append(addingCapacity: RowBytes.numberLength) { $0.append(value, tag: tag) }
  }

  /// Adds a text after its tag and length.
  /// - Returns: where in `bytes` its own begin.
  @discardableResult
  mutating func add(_ utf8: Span<UInt8>, tag: UInt8) -> Int {
    bytes.append(addingCapacity: RowBytes.numberLength + utf8.count) { $0.append(utf8, tag: tag) }
    return bytes.count - utf8.count
  }
}

extension OutputSpan<UInt8> {
  /// Appends a number after its tag: 11 bytes at most.
  mutating func append(_ value: Int64, tag: UInt8) {
    append(tag)
    // Zigzag, so that small negative numbers are short, too.
    append(leb128: UInt64(bitPattern: (value << 1) ^ (value >> 63)))
  }

  /// Appends a text after its tag and its length: 11 bytes at most, and its own.
  mutating func append(_ utf8: Span<UInt8>, tag: UInt8) {
    append(tag)
    append(leb128: UInt64(utf8.count))
    for index in utf8.indices { append(utf8[index]) }
  }

  /// Seven bits a byte, the lowest first; each but the last has its highest bit set.
  private mutating func append(leb128 number: UInt64) {
    var rest = number
    while rest > 0x7F {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }
}
