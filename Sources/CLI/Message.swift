import Files
import Procurement

/// Lines for people.
enum Message {
  /// Safe to show, whatever a file's name or text had in it.
  static func escaped(_ line: String) -> String { EscapedText.text(line) }

  /// Writes lines to standard error. Where even that fails, the exit code is all that is left.
  static func printErrors(_ lines: [String]) {
    let text = lines.map { escaped($0) + "\n" }.joined()
    try? FileWriter.writeStandardError(Array(text.utf8))
  }

  /// Writes text to standard output, or makes it the contents of a file, unless the command is being
  /// stopped.
  static func printText(_ text: String, to path: String? = nil) throws {
    try printPieces(to: path) { (take) throws(FileError) in try take(text) }
  }

  /// Hands a text over, piece by piece.
  typealias Pieces = (_ take: (String) throws(FileError) -> Void) throws(FileError) -> Void

  /// Writes the pieces of a text to standard output, or makes them the contents of a file, unless the
  /// command is being stopped.
  ///
  /// Where `isPaged` says so, what is longer than the terminal is shown page by page.
  static func printPieces(
    to path: String?, isPaged: Bool = false, _ text: @escaping Pieces
  ) throws {
    try Interruption.shared.check()
    if let path { try Output.check(path) }
    if path == nil, isPaged, let pages = Paging() { return try pages.print(text) }
    try FileWriter.write(to: path, filling: bytes(of: text))
  }

  /// Writes the bytes of a file to standard output, or makes them the contents of a file, unless the command
  /// is being stopped.
  static func printBytes(to path: String?, _ filling: FileWriter.Filling) throws {
    try Interruption.shared.check()
    if let path { try Output.check(path) }
    try FileWriter.write(to: path, filling: filling)
  }

  /// The pieces of a text as bytes, many at a time.
  static func bytes(of text: @escaping Pieces) -> FileWriter.Filling {
    { (take) throws(FileError) in
      var buffer = TextBuffer()
      try text { (piece) throws(FileError) in try buffer.append(piece, to: take) }
      try buffer.empty(to: take)
    }
  }

  /// Writes the pieces of a text as `printPieces` does; what makes them may fail for reasons of its own, and
  /// then no file is changed.
  static func printStream(
    to path: String?, _ text: @escaping (_ take: (String) throws -> Void) throws -> Void
  ) throws {
    try Interruption.shared.check()
    if let path { try Output.check(path) }
    try FileWriter.writeStream({ try TextBuffer.write(text, to: $0) }, to: path)
  }

  /// Writes lines to standard output.
  static func print(_ lines: [String]) throws {
    try printText(lines.map { escaped($0) + "\n" }.joined())
  }
}

/// Gathers the pieces of a text, so that many are written at once.
struct TextBuffer {
  private var bytes: [UInt8] = []

  /// Adds a piece, and hands all over once there is enough.
  mutating func append(
    _ piece: String, to take: ([UInt8]) throws(FileError) -> Void
  ) throws(FileError) {
    bytes += piece.utf8
    if bytes.count >= 1 << 16 { try empty(to: take) }
  }

  /// Hands over what is there.
  mutating func empty(to take: ([UInt8]) throws(FileError) -> Void) throws(FileError) {
    try take(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Hands over the pieces of a text that may fail for reasons of its own.
  static func write(
    _ text: @escaping (_ take: (String) throws -> Void) throws -> Void,
    to take: ([UInt8]) throws(FileError) -> Void
  ) throws {
    var buffer = TextBuffer()
    try text { try buffer.append($0, to: take) }
    try buffer.empty(to: take)
  }
}
