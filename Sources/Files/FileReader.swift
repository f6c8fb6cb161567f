internal import CFiles
internal import SystemPackage

/// A file, a FIFO or standard input, read from the front to the end, once.
///
/// Closed when it goes out of use.
package struct FileReader: ~Copyable, Sendable {
  /// What to call it in a message: its path, or "standard input".
  package let name: String
  /// What it was when it was opened; `nil` for what is no regular file, as a pipe.
  package let stamp: FileStamp?
  /// The bytes in it when it was opened; `nil` where that is not known, as for a pipe.
  package var size: Int? { stamp?.size }

  private let descriptor: FileDescriptor

  /// Opens the file at `path`, or standard input for `"-"`.
  ///
  /// Opening a FIFO waits for whoever writes to it.
  /// - Throws: `FileError` for what cannot be opened, and for a directory.
  package init(_ path: String) throws(FileError) {
    let isStandardInput = path == "-"
    let name = isStandardInput ? "standard input" : path
    let descriptor = isStandardInput ? .standardInput : try Self.open(path)
    do {
      stamp = try Self.stamp(of: descriptor, name: name)
    } catch {
      try? descriptor.closeUnlessStandard()
      throw error
    }
    self.name = name
    self.descriptor = descriptor
  }

  deinit {
    try? descriptor.closeUnlessStandard()
  }

  /// The bytes in the regular file at `path`, which is not opened, as that would wake the writer of
  /// a FIFO; `nil` for anything else.
  package static func regularSize(_ path: String) -> Int? {
    guard let status = try? FilePath(path).stat(), status.type == .regular else { return nil }
    return Int(status.size)
  }

  /// What the open file is by now, whether or not its path still leads to it.
  package var currentStamp: FileStamp? { (try? descriptor.stat()).flatMap { FileStamp($0) } }

  /// Whether a given number of further files could be opened.
  package static func canOpen(_ count: Int) -> Bool {
    var opened: [FileDescriptor] = []
    defer { for descriptor in opened { try? descriptor.close() } }
    for _ in 0..<count {
      guard let descriptor = try? FileDescriptor.open(FilePath("/dev/null"), .readOnly) else {
        return false
      }
      opened.append(descriptor)
    }
    return true
  }

  /// Fills the front of `buffer` with as much as one read gives.
  /// - Returns: how many bytes were read; 0 at the end of the file.
  package mutating func read(into buffer: inout [UInt8]) throws(FileError) -> Int {
    precondition(!buffer.isEmpty, "an empty buffer cannot tell the end of a file")
    var span = buffer.mutableSpan
    let count = cfiles_read(descriptor.rawValue, &span)
    try FileError.check(count, .read, name)
    return count
  }

  /// Fills the front of `buffer` with what stands at `offset` of a regular file, as much as one read gives.
  /// - Returns: how many bytes were read; 0 at the end of the file.
  package func read(at offset: Int, into buffer: inout [UInt8]) throws(FileError) -> Int {
    var span = buffer.mutableSpan
    let count = cfiles_read_at(descriptor.rawValue, &span, Int64(offset))
    try FileError.check(count, .read, name)
    return count
  }

  private static func open(_ path: String) throws(FileError) -> FileDescriptor {
    try FileError.attempting(.open, path) {
      try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec)
    }
  }

  private static func stamp(
    of descriptor: FileDescriptor, name: String
  ) throws(FileError) -> FileStamp? {
    let status = try FileError.attempting(.open, name) { try descriptor.stat() }
    if status.type == .directory {
      throw FileError(path: name, action: .open, code: Errno.isDirectory.rawValue)
    }
    return FileStamp(status)
  }
}

extension FileDescriptor {
  fileprivate func closeUnlessStandard() throws {
    if self != .standardInput { try close() }
  }
}
