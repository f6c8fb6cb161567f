internal import CFiles
internal import Synchronization
internal import SystemPackage

/// Writes bytes: to the standard streams, or as a whole file that is there complete or not at all.
package enum FileWriter {
  /// Writes all of `bytes` to standard output.
  package static func writeStandardOutput(_ bytes: [UInt8]) throws(FileError) {
    try write(bytes, to: .standardOutput, name: "standard output")
  }

  /// Writes all of `bytes` to standard error.
  package static func writeStandardError(_ bytes: [UInt8]) throws(FileError) {
    try write(bytes, to: .standardError, name: "standard error")
  }

  /// Whether a person may be watching standard error.
  package static var isStandardErrorTerminal: Bool { cfiles_is_terminal(2) != 0 }

  /// Makes `bytes` the contents of the file at `path`.
  ///
  /// A file that is there is replaced in one step and keeps its permissions; a failure at any
  /// moment leaves it as it was. A symbolic link stays one, and the file it leads to is replaced.
  /// A device, a FIFO, and standard output as /dev/stdout are written to as they are.
  /// - Throws: `FileError`, also for a file that is there and may not be written to.
  package static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    // Where the shell has sent them to a file, that file must stay the one the shell holds open.
    if path == "/dev/stdout" { return try writeStandardOutput(bytes) }
    if path == "/dev/stderr" { return try writeStandardError(bytes) }
    switch try existingFile(at: path) {
    case nil:
      try replace(path, named: path, permissions: nil, with: bytes)
    case let status? where status.type == .regular:
      try refuseUnlessWritable(path)
      try replace(resolved(path), named: path, permissions: status.permissions, with: bytes)
    case .some:
      try writeThrough(bytes, to: path)
    }
  }

  /// What is at `path` once links are followed, or `nil` where there is nothing.
  private static func existingFile(at path: String) throws(FileError) -> Stat? {
    do {
      return try FileError.attempting(.write, path) { try FilePath(path).stat() }
    } catch {
      if error.isMissing, !isSymbolicLink(path) { return nil }
      throw error
    }
  }

  private static func isSymbolicLink(_ path: String) -> Bool {
    (try? FilePath(path).stat(followTargetSymlink: false))?.type == .symbolicLink
  }
}

// MARK: A device, a FIFO, a stream

extension FileWriter {
  private static func writeThrough(_ bytes: [UInt8], to path: String) throws(FileError) {
    let descriptor = try open(path)
    try closing(descriptor, name: path) { () throws(FileError) in
      try write(bytes, to: descriptor, name: path)
    }
  }

  private static func open(_ path: String) throws(FileError) -> FileDescriptor {
    try FileError.attempting(.write, path) {
      try FileDescriptor.open(FilePath(path), .writeOnly, options: .closeOnExec)
    }
  }

  /// Writes on after a partial or an interrupted write, until all is written.
  private static func write(
    _ bytes: [UInt8], to descriptor: FileDescriptor, name: String
  ) throws(FileError) {
    _ = try FileError.attempting(.write, name) { try descriptor.writeAll(bytes) }
  }

  /// Closes after `work`, whose error comes before that of closing.
  private static func closing(
    _ descriptor: FileDescriptor, name: String, _ work: () throws(FileError) -> Void
  ) throws(FileError) {
    do {
      try work()
    } catch {
      try? descriptor.close()
      throw error
    }
    try FileError.attempting(.write, name) { try descriptor.close() }
  }
}

// MARK: A regular file

extension FileWriter {
  /// Writes a temporary file beside `target`, brings it to disk, and only then gives it the name.
  ///
  /// A failure is reported as one of `name`, the path as it was given.
  private static func replace(
    _ target: String, named name: String, permissions: FilePermissions?, with bytes: [UInt8]
  ) throws(FileError) {
    let folder = FilePath(target).removingLastComponent()
    let temporary = folder.appending(".offtake-\(UInt64.random(in: 0 ... .max))")
    let descriptor = try create(temporary, named: name)
    unfinished.withLock { $0 = temporary.string.terminated }
    defer { unfinished.withLock { $0 = nil } }
    do {
      try closing(descriptor, name: name) { () throws(FileError) in
        if let mode = permissions?.rawValue {
          try check(cfiles_set_mode(descriptor.rawValue, UInt32(mode)), name)
        }
        try write(bytes, to: descriptor, name: name)
        try check(cfiles_sync(descriptor.rawValue), name)
      }
      try check(cfiles_rename(temporary.string.terminated.span, target.terminated.span), name)
    } catch {
      _ = cfiles_remove(temporary.string.terminated.span)
      throw error
    }
    syncFolder(folder)
  }

  /// Removes the temporary file that is being written, if there is one.
  static func removeUnfinished() {
    unfinished.withLock { path in
      if let path { _ = cfiles_remove(path.span) }
    }
  }

  private static let unfinished = Mutex<[UInt8]?>(nil)

  /// Keeps a file that was made read-only from being replaced, which its folder alone would allow.
  private static func refuseUnlessWritable(_ path: String) throws(FileError) {
    try closing(open(path), name: path) {}
  }

  /// Creates a file that was not there, readable to all whom the umask lets.
  private static func create(
    _ path: FilePath, named name: String
  ) throws(FileError) -> FileDescriptor {
    try FileError.attempting(.write, name) {
      try FileDescriptor.open(
        path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
        permissions: [.ownerReadWrite, .groupReadWrite, .otherReadWrite])
    }
  }

  /// Brings the new name to disk too. Not all file systems can, and the file is in place by now.
  private static func syncFolder(_ folder: FilePath) {
    let folder = folder.isEmpty ? "." : folder
    guard let descriptor = try? FileDescriptor.open(folder, .readOnly, options: .closeOnExec)
    else { return }
    _ = cfiles_sync(descriptor.rawValue)
    try? descriptor.close()
  }

  /// The path that is left once symbolic links are followed.
  private static func resolved(_ path: String) throws(FileError) -> String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    var span = buffer.mutableSpan
    let length = cfiles_resolve(path.terminated.span, &span)
    try check(length, path)
    return String(decoding: buffer[..<length], as: UTF8.self)
  }

  private static func check(_ result: some BinaryInteger, _ path: String) throws(FileError) {
    try FileError.check(result, .write, path)
  }
}

extension String {
  /// The bytes of a path as C wants them, with a NUL at the end.
  fileprivate var terminated: [UInt8] { Array(utf8) + [0] }
}
