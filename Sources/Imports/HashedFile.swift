internal import CSV
internal import Crypto
internal import Files
internal import Store

/// A file being read, counted and hashed on the way, so that it is known when it comes again.
final class HashedFile: ByteSource {
  private var reader: FileReader
  private var hash = SHA256()
  /// How much was read so far.
  private(set) var byteCount = 0

  /// Opens the file at `path`, or standard input for `-`.
  /// - Throws: `FileError` where it cannot be opened.
  init(_ path: String) throws(FileError) {
    reader = try FileReader(path)
  }

  /// For messages: the path, or `standard input`.
  var name: String { reader.name }

  func read(into buffer: inout [UInt8]) throws -> Int {
    let count = try reader.read(into: &buffer)
    hash.update(data: buffer[..<count])
    byteCount += count
    return count
  }

  /// SHA-256 of what was read so far, in hexadecimal.
  var sha256: String { Hexadecimal.text(hash.finalize()) }
}
