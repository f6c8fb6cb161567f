internal import Crypto

/// SHA-256 of a row, as a number that can be added up.
package struct RowHash: Hashable, Sendable {
  /// The lowest 64 bits first.
  fileprivate(set) var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  fileprivate init() {}

  init(_ digest: SHA256Digest) {
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
  private(set) var sum = RowHash()
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

  /// Whether both are of the same rows.
  package static func == (left: RowSum, right: RowSum) -> Bool {
    left.sum == right.sum && left.count == right.count
  }
}
