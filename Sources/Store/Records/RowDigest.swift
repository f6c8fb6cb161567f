internal import Crypto
internal import SQLite

/// The values of one row as bytes, so framed that no two different rows give the same.
struct RowBytes {
  private var bytes: [UInt8] = []

  private enum Tag {
    static let null = UInt8(ascii: "n")
    static let integer = UInt8(ascii: "i")
    static let text = UInt8(ascii: "t")
  }
  /// A tag and the longest number.
  private static let numberLength = 11

  /// Begins another row; `front` goes before its values.
  mutating func restart(with front: [UInt8] = []) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: front)
  }

  mutating func addNull() { bytes.append(Tag.null) }

  mutating func add(_ value: Int64) {
    // Zigzag, so that small negative numbers are short, too.
    let number = UInt64(bitPattern: (value << 1) ^ (value >> 63))
    bytes.append(addingCapacity: RowBytes.numberLength) { output in
      output.append(Tag.integer)
      output.append(leb128: number)
    }
  }

  mutating func add(_ value: Int64?) {
    if let value { add(value) } else { addNull() }
  }

  mutating func add(utf8: Span<UInt8>) {
    bytes.append(addingCapacity: RowBytes.numberLength + utf8.count) { output in
      output.append(Tag.text)
      output.append(leb128: UInt64(utf8.count))
      for index in utf8.indices { output.append(utf8[index]) }
    }
  }

  mutating func add(_ text: String) { add(utf8: text.utf8Span.span) }

  /// Adds every column of a row but those before `first`.
  mutating func add(_ row: borrowing Statement, from first: Int = 0) {
    for column in first..<row.columnCount { add(row, column) }
  }

  /// Adds a column of a row.
  mutating func add(_ row: borrowing Statement, _ column: Int) {
    switch row.value(column) {
    case .null: addNull()
    case .integer(let value): add(value)
    // No table has any other kind of column.
    case .real, .blob, .text: row.withBytes(column) { add(utf8: $0) }
    }
  }

  /// SHA-256 of what was added.
  var hash: RowHash { RowHash(SHA256.hash(data: bytes)) }
}

extension OutputSpan<UInt8> {
  /// Seven bits a byte, the lowest first; each but the last has its highest bit set.
  fileprivate mutating func append(leb128 number: UInt64) {
    var rest = number
    while rest > 0x7F {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }
}

/// SHA-256 of a row, as a number that can be added up.
package struct RowHash: Hashable, Sendable {
  /// The lowest 64 bits first.
  fileprivate(set) var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  fileprivate init() {}

  fileprivate init(_ digest: SHA256Digest) {
    var bytes = digest.makeIterator()
    words = (
      RowHash.word(&bytes), RowHash.word(&bytes), RowHash.word(&bytes), RowHash.word(&bytes)
    )
  }

  private static func word(_ bytes: inout Array<UInt8>.Iterator) -> UInt64 {
    var word: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      word |= UInt64(bytes.next() ?? 0) << shift
    }
    return word
  }

  /// Whether both are of rows of the same values.
  package static func == (left: RowHash, right: RowHash) -> Bool { left.words == right.words }

  /// Its first word is enough: it is a hash.
  package func hash(into hasher: inout Hasher) { hasher.combine(words.0) }

  /// Its 32 bytes.
  var bytes: [UInt8] {
    [words.0, words.1, words.2, words.3].flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64($0 * 8)) }
    }
  }
}

/// The sum of the hashes of rows, in whatever order they come, modulo 2^256.
///
/// Source: Clarke et al., "Incremental multiset hash functions and their application to memory
/// integrity checking", 2003, MSet-Add-Hash; without a key, as it is to show damage, not malice.
package struct RowSum: Equatable, Sendable {
  private var sum = RowHash()
  private(set) var count = 0

  /// The sum of no rows.
  package init() {}

  mutating func add(_ hash: RowHash) {
    count += 1
    var carry = false
    (sum.words.0, carry) = RowSum.add(sum.words.0, hash.words.0, carry)
    (sum.words.1, carry) = RowSum.add(sum.words.1, hash.words.1, carry)
    (sum.words.2, carry) = RowSum.add(sum.words.2, hash.words.2, carry)
    (sum.words.3, _) = RowSum.add(sum.words.3, hash.words.3, carry)
  }

  private static func add(_ left: UInt64, _ right: UInt64, _ carry: Bool) -> (UInt64, Bool) {
    let (part, first) = left.addingReportingOverflow(right)
    let (whole, second) = part.addingReportingOverflow(carry ? 1 : 0)
    return (whole, first || second)
  }

  /// The sum and the count, for the digest of an import.
  var bytes: [UInt8] { sum.bytes + Array("\(count);".utf8) }

  /// Whether both are of the same rows.
  package static func == (left: RowSum, right: RowSum) -> Bool {
    left.sum == right.sum && left.count == right.count
  }
}
