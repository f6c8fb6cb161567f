internal import Synchronization

/// A file that is on disk beside its target, and takes the place of the target later or never.
///
/// One that goes out of use before is removed, and the target stays as it was.
package final class PendingFile: Sendable {
  private struct State: ~Copyable {
    var file: UnfinishedFile?
  }

  private let path: String
  private let bytes: [UInt8]
  private let state: Mutex<State>
  /// Where the bytes are until they are published; `nil` for a device, a FIFO and a standard stream,
  /// to which nothing is written before.
  package let temporaryPath: String?

  /// Writes `bytes` beside the file at `path`, and brings them to disk.
  /// - Throws: `FileError` as `FileWriter.write(_:to:)` does, and nothing is left.
  package convenience init(_ bytes: [UInt8], for path: String) throws(FileError) {
    try self.init(for: path) { (take) throws(FileError) in try take(bytes) }
  }

  /// Writes the pieces that `fill` hands over beside the file at `path`, and brings them to disk.
  /// - Throws: `FileError` as `FileWriter.write(_:to:)` does, and nothing is left.
  init(for path: String, filling fill: FileWriter.Filling) throws(FileError) {
    var file = try FileWriter.unfinishedFile(for: path)
    var kept: [UInt8] = []
    if let descriptor = file?.descriptor {
      try fill { (bytes) throws(FileError) in
        try FileWriter.write(bytes, to: descriptor, name: path)
      }
      try file?.complete()
    } else {
      try fill { (bytes) throws(FileError) in kept += bytes }
    }
    self.path = path
    temporaryPath = file?.path
    bytes = kept
    state = Mutex(State(file: file))
  }

  /// Makes the bytes the contents of the target, once.
  /// - Throws: `FileError`; then the temporary file stays, as the bytes may be nowhere else.
  package func publish() throws(FileError) {
    guard temporaryPath != nil else { return try FileWriter.write(bytes, to: path) }
    try state.withLock { (state) throws(FileError) in
      do throws(FileError) {
        try state.file?.putInPlace()
      } catch {
        state.file?.keep()
        throw error
      }
    }
  }

  /// Gives the file the name of its target, which nothing has by now unless `replacing`.
  /// - Throws: `FileError`, and the target stays as it was.
  func place(replacing: Bool) throws(FileError) {
    try state.withLock { (state) throws(FileError) in
      if replacing { try state.file?.putInPlace() } else { try state.file?.putInNewPlace() }
    }
  }
}
