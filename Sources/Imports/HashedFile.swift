internal import CSV
internal import Crypto
internal import Files
internal import Store
internal import Synchronization

/// A file being read, counted and hashed on the way, so that it is known when it comes again.
final class HashedFile: ByteSource {
  private struct State: ~Copyable {
    var reader: FileReader
    var hash = SHA256()
    var byteCount = 0
  }

  private let state: Mutex<State>
  /// For messages: the path, or `standard input`.
  let name: String
  /// How many bytes it had when it was opened; `nil` where that is not known, as for a pipe.
  let size: Int?

  /// Opens the file at `path`, or standard input for `-`.
  /// - Throws: `FileError` where it cannot be opened.
  init(_ path: String) throws(FileError) {
    let reader = try FileReader(path)
    name = reader.name
    size = reader.size
    state = Mutex(State(reader: reader))
  }

  func read(into buffer: inout [UInt8]) throws -> Int {
    try state.withLock { state in
      let count = try state.reader.read(into: &buffer)
      state.hash.update(data: buffer[..<count])
      state.byteCount += count
      return count
    }
  }

  /// - Throws: `ImportFailure` where the file, which was read to its end, grew or shrank meanwhile.
  func checkSize() throws(ImportFailure) {
    guard let size, byteCount != size else { return }
    let change = byteCount > size ? "grew" : "shrank"
    throw ImportFailure(refusals: [
      Refusal(
        file: name, line: nil,
        reason:
          "\(change) while it was read, from \(size) to \(byteCount) bytes; nothing was imported:"
          + " take it in when it is complete", kind: .file)
    ])
  }

  /// Reads what is left, for its hash alone.
  func readToEnd() throws {
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    while try read(into: &buffer) > 0 {}
  }

  /// How much was read so far.
  var byteCount: Int { state.withLock { $0.byteCount } }

  /// SHA-256 of what was read so far, in hexadecimal.
  var sha256: String { state.withLock { Hexadecimal.text($0.hash.finalize()) } }
}
