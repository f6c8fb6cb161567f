internal import CFiles
internal import SystemPackage

/// A file without a name, for what does not fit in memory: appended to, then read anywhere. It is
/// gone when it goes out of use, however the program ends.
package struct TemporaryFile: ~Copyable, Sendable {
  private let descriptor: FileDescriptor
  private let folder: String
  /// How many bytes it holds.
  package private(set) var size = 0

  /// Makes an empty one in `folder`.
  /// - Throws: `FileError` where none can be made there.
  package init(in folder: String) throws(FileError) {
    let path = TemporaryName.next(in: FilePath(folder))
    descriptor = try FileError.attempting(.write, folder) {
      try FileDescriptor.open(
        path, .readWrite, options: [.create, .exclusiveCreate, .closeOnExec],
        permissions: [.ownerReadWrite])
    }
    self.folder = folder
    _ = cfiles_remove((Array(path.string.utf8) + [0]).span)
  }

  deinit {
    try? descriptor.close()
  }

  /// A path that leads to it while it is in use, for code that opens files by their names.
  ///
  /// Source: proc(5), /proc/pid/fd.
  package var path: String { "/proc/self/fd/\(descriptor.rawValue)" }

  /// Hands over all that it holds, whoever wrote it, from the front.
  package func forEachPiece(
    _ take: ([UInt8]) throws(FileError) -> Void
  ) throws(FileError) {
    var (offset, buffer) = (0, [UInt8](repeating: 0, count: 1 << 16))
    while case let count = try read(at: offset, into: &buffer), count > 0 {
      try take(Array(buffer[..<count]))
      offset += count
    }
  }

  /// Writes all of `bytes` behind what is there.
  /// - Throws: `FileError`, as of a full disk.
  package mutating func append(_ bytes: [UInt8]) throws(FileError) {
    size += try FileError.attempting(.write, folder) { try descriptor.writeAll(bytes) }
  }

  /// Fills the front of `buffer` with what stands at `offset`, as much as one read gives.
  /// - Returns: how many bytes were read; 0 at the end.
  package func read(at offset: Int, into buffer: inout [UInt8]) throws(FileError) -> Int {
    var span = buffer.mutableSpan
    let count = cfiles_read_at(descriptor.rawValue, &span, Int64(offset))
    try FileError.check(count, .read, folder)
    return count
  }
}
