internal import CFiles
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
    try write(to: path) { (take) throws(FileError) in try take(bytes) }
  }

  /// Makes the pieces that `fill` hands over, one after the other, the contents of the file at `path`,
  /// as `write(_:to:)` does; without a path, writes them to standard output.
  package static func write(to path: String?, filling fill: Filling) throws(FileError) {
    // Where the shell has sent them to a file, that file must stay the one the shell holds open.
    guard let path, path != "/dev/stdout" else {
      return try fill { (bytes) throws(FileError) in try writeStandardOutput(bytes) }
    }
    if path == "/dev/stderr" {
      return try fill { (bytes) throws(FileError) in try writeStandardError(bytes) }
    }
    guard var file = try unfinishedFile(for: path) else { return try writeThrough(fill, to: path) }
    let descriptor = file.descriptor
    try fill { (bytes) throws(FileError) in try write(bytes, to: descriptor, name: path) }
    try file.finish()
  }

  /// Makes the pieces that `source` hands over the contents of the file at `path`, as
  /// `write(to:filling:)` does. `source` may fail for reasons of its own; then no file is changed.
  /// - Throws: `FileError`; what `source` throws.
  package static func writeStream(
    _ source: @escaping (_ take: ([UInt8]) throws(FileError) -> Void) throws -> Void,
    to path: String?
  ) throws {
    var failure: (any Error)?
    do {
      try write(to: path) { (take) throws(FileError) in
        do {
          try source(take)
        } catch let error as FileError {
          throw error
        } catch {
          failure = error
          throw FileError(path: "", action: .write, code: 0)
        }
      }
    } catch {
      throw failure ?? error
    }
  }

  /// An empty file that is to become the one at `path`; `nil` for a device, a FIFO and the standard
  /// streams, which are written to as they are.
  static func unfinishedFile(for path: String) throws(FileError) -> UnfinishedFile? {
    guard path != "/dev/stdout", path != "/dev/stderr" else { return nil }
    switch try existingFile(at: path) {
    case nil:
      return try UnfinishedFile.make(for: path, named: path, permissions: nil)
    case let status? where status.type == .regular:
      try refuseUnlessWritable(path)
      return try UnfinishedFile.make(
        for: resolved(path), named: path, permissions: status.permissions)
    case .some:
      return nil
    }
  }

  /// Hands bytes over, piece by piece.
  package typealias Filling = (_ take: ([UInt8]) throws(FileError) -> Void) throws(FileError) ->
    Void

  /// Makes the file at `path`, where none is, as private as `other`: `fill` writes into an empty file
  /// with another name beside it, which is brought to disk and given the name.
  /// - Throws: `FileError`, also if a file of the name is there by the end; what `fill` throws. Then nothing
  ///   is left.
  package static func create(
    _ path: String, asPrivateAs other: String, filling fill: (_ path: String) throws -> Void
  ) throws {
    let permissions = try existingFile(at: other)?.permissions
    var file = try UnfinishedFile.make(for: path, named: path, permissions: permissions)
    try fill(file.path)
    try file.complete()
    try file.putInNewPlace()
  }

  /// Gives the file at `path` another name, which none has.
  /// - Throws: `FileError`, and nothing is changed.
  package static func move(_ path: String, to name: String) throws(FileError) {
    try FileError.check(
      cfiles_rename_new(path.terminated.span, name.terminated.span), .write, name)
  }

  /// Removes the file at `path`, if it can be.
  package static func remove(_ path: String) { _ = cfiles_remove(path.terminated.span) }

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
  private static func writeThrough(_ fill: Filling, to path: String) throws(FileError) {
    let descriptor = try open(path)
    try closing(descriptor, name: path) { () throws(FileError) in
      try fill { (bytes) throws(FileError) in try write(bytes, to: descriptor, name: path) }
    }
  }

  private static func open(_ path: String) throws(FileError) -> FileDescriptor {
    try FileError.attempting(.write, path) {
      try FileDescriptor.open(FilePath(path), .writeOnly, options: .closeOnExec)
    }
  }

  /// Writes on after a partial or an interrupted write, until all is written.
  static func write(
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
  /// Keeps a file that was made read-only from being replaced, which its folder alone would allow.
  private static func refuseUnlessWritable(_ path: String) throws(FileError) {
    try closing(open(path), name: path) {}
  }

  /// The path that is left once symbolic links are followed; `nil` if it leads nowhere.
  static func realPath(_ path: String) -> String? { try? resolved(path) }

  private static func resolved(_ path: String) throws(FileError) -> String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    var span = buffer.mutableSpan
    let length = cfiles_resolve(path.terminated.span, &span)
    try FileError.check(length, .write, path)
    return String(decoding: buffer[..<length], as: UTF8.self)
  }
}
