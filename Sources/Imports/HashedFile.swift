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

  /// How much was read so far.
  var byteCount: Int { state.withLock { $0.byteCount } }

  /// SHA-256 of what was read so far, in hexadecimal.
  var sha256: String { state.withLock { Hexadecimal.text($0.hash.finalize()) } }
}
