internal import CSV
internal import Crypto
internal import Files
internal import Store
internal import Synchronization

/// A file being read, counted and hashed on the way, so that it is known when it comes again.
final class HashedFile: ByteSource {
  private struct State: ~Copyable {
    var input: Input
    var hash = SHA256()
    var byteCount = 0
  }

  /// Where the bytes come from.
  private enum Input: ~Copyable {
    case file(FileReader)
    case bytes(ArraySlice<UInt8>)

    var currentStamp: FileStamp? {
      switch self {
      case .file(let reader): reader.currentStamp
      case .bytes: nil
      }
    }

    mutating func read(into buffer: inout [UInt8]) throws(FileError) -> Int {
      switch consume self {
      case .file(var reader):
        do {
          let count = try reader.read(into: &buffer)
          self = .file(reader)
          return count
        } catch {
          self = .file(reader)
          throw error
        }
      case .bytes(let rest):
        let count = min(rest.count, buffer.count)
        buffer.replaceSubrange(..<count, with: rest.prefix(count))
        self = .bytes(rest.dropFirst(count))
        return count
      }
    }
  }

  private let state: Mutex<State>
  /// Where it can be read again; `nil` for a text of the program.
  private let path: String?
  /// What it was when it was opened; `nil` for what is no regular file.
  private let stamp: FileStamp?
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
    stamp = reader.stamp
    self.path = path == "-" ? "/dev/stdin" : path
    state = Mutex(State(input: .file(reader)))
  }

  /// A text that the program made itself, called by `name` as a file is.
  init(_ text: String, named name: String) {
    self.name = name
    size = text.utf8.count
    (path, stamp) = (nil, nil)
    state = Mutex(State(input: .bytes(Array(text.utf8)[...])))
  }

  func read(into buffer: inout [UInt8]) throws -> Int {
    try state.withLock { state in
      let count = try state.input.read(into: &buffer)
      state.hash.update(data: buffer[..<count])
      state.byteCount += count
      return count
    }
  }

  /// Sees to it that the file, which was read to its end, did not change meanwhile.
  ///
  /// A file of the same size that was written to or replaced is read once more, as it may say the
  /// same.
  /// - Throws: `ImportFailure` if it changed, `FileError` if it cannot be read again.
  func checkUnchanged() throws {
    try checkSize()
    guard let path, let stamp, try currentStamp(of: path) != stamp else { return }
    let again = try HashedFile(path)
    try again.readToEnd()
    guard again.sha256 != sha256 else { return }
    throw ImportFailure(refusals: [
      Refusal(
        file: name, line: nil,
        reason: "was written to while it was read; nothing was imported; import it again when"
          + " it is complete", kind: .file)
    ])
  }

  /// A file that was removed meanwhile is still open.
  private func currentStamp(of path: String) throws -> FileStamp? {
    FileStamp(of: path) ?? state.withLock { $0.input.currentStamp }
  }

  private func checkSize() throws(ImportFailure) {
    guard let size, byteCount != size else { return }
    let change = byteCount > size ? "grew" : "shrank"
    throw ImportFailure(refusals: [
      Refusal(
        file: name, line: nil,
        reason:
          "\(change) while it was read, from \(size) to \(byteCount) bytes; nothing was imported;"
          + " import it again when it is complete", kind: .file)
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
