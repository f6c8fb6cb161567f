/// Checked text, a chunk at a time, and the place reached in it: byte, line, character.
///
/// The text is UTF-8 without NUL. A fault in it is thrown when the cursor comes to stand on it, not
/// when its chunk is read, so that where chunks are cut makes no difference.
struct TextCursor: ~Copyable, Sendable {
  /// What is read at once.
  private static let chunkSize = 64 << 10

  private let source: any ByteSource
  /// The bytes in hand. Those before `limit` are checked.
  private(set) var chunk = [UInt8](repeating: 0, count: chunkSize)
  private(set) var limit = 0
  /// Where in `chunk` the cursor stands.
  var position = 0

  /// The bytes of the file before `chunk`.
  private var bytesBefore = 0
  /// Bytes read but not checked: the start of a character that the end of a chunk cuts.
  private var uncheckedBytes: [UInt8] = []
  /// What is wrong with the byte at `limit`.
  private var fault: CSVError.Problem?
  private var hasBegun = false
  private var isAtEnd = false

  /// The physical line, from 1. LF, CR and CRLF each end one.
  private(set) var line = 1
  private var lineStart = 0
  private var offsetAfterCarriageReturn = -1
  /// The characters of this line before `chunk`.
  private var charactersBefore = 0

  init(_ source: any ByteSource) {
    self.source = source
  }

  /// Where the cursor stands in the file, in bytes from 0.
  var byteOffset: Int { bytesBefore + position }

  /// Whether there is a byte at `position`. Reads on where the chunk is used up.
  /// - Throws: the `CSVError.Problem` on which the cursor stands, or an error of the source.
  mutating func hasMore() throws -> Bool {
    while position == limit {
      if let fault { throw fault }
      guard !isAtEnd else { return false }
      leaveChunk()
      try readChunk()
    }
    return true
  }

  /// Whether `byte` is next.
  mutating func isAt(_ byte: UInt8) throws -> Bool {
    try hasMore() && chunk[position] == byte
  }

  /// The first place in the chunk, from `start` on, with such a byte; `limit` where there is none.
  func firstIndex(from start: Int, where isMatch: (UInt8) -> Bool) -> Int {
    let bytes = chunk.span.extracting(start..<limit)
    var index = 0
    while index < bytes.count, !isMatch(bytes[index]) { index += 1 }
    return start + index
  }

  /// Moves the bytes before `end`, a place in the chunk, to `record`.
  mutating func move(upTo end: Int, to record: inout CSVRecord) throws(CSVError.Problem) {
    try record.append(chunk.span.extracting(position..<end))
    position = end
  }
}

// MARK: Lines and characters

extension TextCursor {
  /// Steps over the LF or CR at `position`. The LF of a CRLF ends no further line.
  mutating func passLineBreak() {
    let isLineFeed = chunk[position] == .lineFeed
    if !(isLineFeed && byteOffset == offsetAfterCarriageReturn) { line += 1 }
    position += 1
    if !isLineFeed { offsetAfterCarriageReturn = byteOffset }
    lineStart = byteOffset
  }

  /// Whether a byte order mark is next. A chunk does not cut it: no character is cut.
  var isAtByteOrderMark: Bool {
    chunk[position] == 0xEF && chunk[position + 1] == 0xBB && chunk[position + 2] == 0xBF
  }

  /// Steps over the byte order mark at `position`, which is no character of its line.
  mutating func passByteOrderMark() {
    position += 3
    lineStart = byteOffset
  }

  /// The number, from 1, of the character at `position` in its line.
  var character: Int { charactersSoFar + 1 }

  /// The line on which the text ends, where the cursor stands at its end.
  var lastLine: Int { byteOffset == lineStart ? max(line - 1, 1) : line }

  /// The characters of this line before `position`.
  private var charactersSoFar: Int {
    let start = lineStart - bytesBefore
    return (start < 0 ? charactersBefore : 0)
      + chunk[max(start, 0)..<position].count { !$0.continuesCharacter }
  }
}

// MARK: Reading and checking

extension TextCursor {
  private mutating func leaveChunk() {
    charactersBefore = charactersSoFar
    bytesBefore += limit
    position = 0
    limit = 0
  }

  private mutating func readChunk() throws {
    var count = try fill()
    if !hasBegun {
      hasBegun = true
      while count < FileSignature.length, !isAtEnd {
        uncheckedBytes = Array(chunk[..<count])
        count = try fill()
      }
      try begin(with: Array(chunk[..<min(count, FileSignature.length)]))
    }
    check(count)
  }

  /// Reads behind the bytes not yet checked.
  /// - Returns: how many bytes are now in `chunk`.
  private mutating func fill() throws -> Int {
    chunk.removeLast(chunk.count - Self.chunkSize)
    let count = try source.read(into: &chunk)
    isAtEnd = count == 0
    let total = uncheckedBytes.count + count
    if !uncheckedBytes.isEmpty {
      chunk.insert(contentsOf: uncheckedBytes, at: 0)
      uncheckedBytes = []
    }
    return total
  }

  /// Refuses a file that is not text at all.
  private mutating func begin(with head: [UInt8]) throws(CSVError.Problem) {
    if let signature = FileSignature(startOf: head) { throw .notText(signature) }
  }

  /// Moves `limit` behind the first `count` bytes, or to the first fault in them.
  private mutating func check(_ count: Int) {
    let found = TextFault(firstIn: chunk.span.extracting(..<count))
    limit = found?.index ?? count
    guard let found else { return }
    let byteOffset = bytesBefore + limit
    switch found.kind {
    case .nul: fault = .nul(byteOffset: byteOffset)
    case .invalid: fault = .invalidUTF8(byte: found.byte, byteOffset: byteOffset)
    case .cut where isAtEnd: fault = .cutUTF8(byte: found.byte, byteOffset: byteOffset)
    case .cut: uncheckedBytes = Array(chunk[limit..<count])
    }
  }
}

extension UInt8 {
  fileprivate var continuesCharacter: Bool { self & 0b1100_0000 == 0b1000_0000 }
}
