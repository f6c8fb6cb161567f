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

  /// The pieces of a text as bytes, many at a time.
  static func bytes(of text: @escaping Pieces) -> FileWriter.Filling {
    { (take) throws(FileError) in
      var bytes: [UInt8] = []
      try text { (piece) throws(FileError) in
        bytes += piece.utf8
        guard bytes.count >= 1 << 16 else { return }
        try take(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
      try take(bytes)
    }
  }

  /// Writes lines to standard output.
  static func print(_ lines: [String]) throws {
    try printText(lines.map { escaped($0) + "\n" }.joined())
  }
}
