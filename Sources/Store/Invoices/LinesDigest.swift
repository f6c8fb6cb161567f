internal import Crypto
internal import SQLite

/// SHA-256 over the lines of one invoice in the order of their numbers, made while they pass.
///
/// A line is its columns that are not NULL in the order of their codes, each a tag and a value as
/// in any row, and an end. The tag is the code and whether the value is a text: names would be
/// half of what is hashed.
package struct LinesDigest: Sendable {
  private var hash = SHA256()
  private var lastNumber = 0
  private var isInOrder = true

  /// The digest of no lines.
  package init() {}

  /// Takes note of the next line.
  /// - Returns: its number, which is the next one where `given` is `nil`.
  package mutating func take(number given: Int?) -> Int {
    let number = given ?? lastNumber + 1
    isInOrder = isInOrder && number > lastNumber
    lastNumber = max(lastNumber, number)
    return number
  }

  mutating func update(_ lines: ArraySlice<UInt8>) { hash.update(data: lines) }

  /// What tells the lines that passed from others; `nil` where they were not in order.
  package var result: RowHash? { isInOrder ? RowHash(hash.finalize()) : nil }
}

// MARK: Framing

extension LineColumn {
  /// The tag of a number.
  var numberTag: UInt8 { rawValue << 1 }
  /// The tag of a text.
  var textTag: UInt8 { rawValue << 1 | 1 }
  /// Ends a line, after its last column.
  static let end: UInt8 = 0
}

extension LinesDigest {
  /// How many bytes are hashed at once.
  private static let pieceSize = 16 << 10

  /// The digest of the lines that `rows` has, each `columns` and in the order of their numbers.
  static func hash(
    _ rows: inout Statement, _ columns: [DigestedLineColumn]
  ) throws(SQLiteError) -> RowHash {
    var (hash, line) = (SHA256(), RowBytes())
    while try rows.step() {
      for (index, column) in columns.enumerated() where !rows.isNull(index) {
        if rows.isInteger(index) {
          line.add(rows.int64(index), tag: column.code << 1)
        } else {
          rows.withBytes(index) { _ = line.add($0, tag: column.code << 1 | 1) }
        }
      }
      line.bytes.append(LineColumn.end)
      guard line.bytes.count >= pieceSize else { continue }
      hash.update(data: line.bytes)
      line.removeAll()
    }
    hash.update(data: line.bytes)
    return RowHash(hash.finalize())
  }
}
