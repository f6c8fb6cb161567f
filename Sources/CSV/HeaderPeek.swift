internal import Synchronization

/// A source whose first bytes were looked at before it is read from the front.
package final class HeaderPeek: ByteSource {
  private static let length = 64 << 10

  private let source: any ByteSource
  private let front: Mutex<ArraySlice<UInt8>>

  /// Reads up to the end of the first line of `source`, or 64 KiB of it.
  package init(_ source: any ByteSource) throws {
    var front: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: HeaderPeek.length)
    while front.count < HeaderPeek.length, !front.contains(where: \.endsLine) {
      let count = try source.read(into: &buffer)
      guard count > 0 else { break }
      front.append(contentsOf: buffer[..<count])
    }
    self.source = source
    self.front = Mutex(front[...])
  }

  /// Whether it begins with the mark of UTF-16.
  package var isUTF16: Bool {
    front.withLock { DecodedText.isBigEndianUTF16(startOf: $0) != nil }
  }

  /// What divides the fields of the first line: the one of `,` `;` tab and `|` that stands most often
  /// in it outside quotes; a comma where none does.
  package var delimiter: UInt8 {
    let candidates: [UInt8] = [.comma, UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")]
    var counts = [Int](repeating: 0, count: candidates.count)
    var isQuoted = false
    for byte in front.withLock({ $0 }) {
      if byte == .quote { isQuoted.toggle() }
      if isQuoted { continue }
      // Blank lines and the mark at the front are passed over.
      if byte.endsLine, counts.contains(where: { $0 > 0 }) { break }
      if let place = candidates.firstIndex(of: byte) { counts[place] += 1 }
    }
    let most = counts.max() ?? 0
    return most == 0 ? .comma : candidates[counts.firstIndex(of: most) ?? 0]
  }

  /// Fills the front of `buffer`; the answer is how many bytes, 0 at the end.
  package func read(into buffer: inout [UInt8]) throws -> Int {
    let count = front.withLock { front in
      let piece = front.prefix(buffer.count)
      buffer.replaceSubrange(..<piece.count, with: piece)
      front.removeFirst(piece.count)
      return piece.count
    }
    return count > 0 ? count : try source.read(into: &buffer)
  }
}
