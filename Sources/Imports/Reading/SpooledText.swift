internal import CSV
internal import Files
internal import FoundationEssentials
internal import Synchronization

/// Text that can be read again, also where it came through a pipe: what is read goes to a temporary
/// file on the way.
final class SpooledText: ByteSource {
  private struct State: ~Copyable {
    var file: TemporaryFile
    /// Where the next read begins, once the source is used up.
    var offset: Int?
  }

  private let source: any ByteSource
  private let state: Mutex<State>

  /// Spools `source`, which is at its front.
  /// - Throws: `FileError` where there can be no temporary file.
  init(_ source: any ByteSource) throws {
    self.source = source
    let file = try TemporaryFile(in: FileManager.default.temporaryDirectory.path)
    state = Mutex(State(file: file))
  }

  func read(into buffer: inout [UInt8]) throws -> Int {
    try state.withLock { state in
      if let offset = state.offset {
        let count = try state.file.read(at: offset, into: &buffer)
        state.offset = offset + count
        return count
      }
      let count = try source.read(into: &buffer)
      if count > 0 { try state.file.append(Array(buffer[..<count])) }
      return count
    }
  }

  /// Goes back to the front. What of the source was not read yet is not there any more.
  func rewind() { state.withLock { $0.offset = 0 } }

  /// Bytes of the text.
  func bytes(_ range: Range<Int>) throws -> [UInt8] {
    try state.withLock { state in
      var bytes: [UInt8] = []
      while bytes.count < range.count {
        var piece = [UInt8](repeating: 0, count: range.count - bytes.count)
        let count = try state.file.read(at: range.lowerBound + bytes.count, into: &piece)
        guard count > 0 else { break }
        bytes.append(contentsOf: piece[..<count])
      }
      return bytes
    }
  }
}
