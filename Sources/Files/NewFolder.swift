internal import CFiles
internal import SystemPackage

/// A folder that is filled under a temporary name beside its place, and is there with all of its files or
/// not at all.
///
/// One that goes out of use before it is in place is removed with its files.
package struct NewFolder: ~Copyable {
  /// Where it is to be, as it was given.
  private let name: String
  private let target: FilePath
  /// Where it is until it is whole.
  private let path: FilePath
  private var files: [FilePath] = []
  private var isInPlace = false

  /// Makes an empty one that is to become `path`, where nothing is.
  /// - Throws: `FileError`, also if something is there, which is left as it was.
  package init(_ path: String) throws(FileError) {
    let target = FilePath(path)
    if (try? target.stat(followTargetSymlink: false)) != nil { throw FileError.exists(path) }
    let made = TemporaryName.next(in: target.removingLastComponent())
    try FileError.check(cfiles_make_folder(made.string.terminated.span), .write, path)
    UnfinishedPaths.add(made.string)
    self.init(name: path, target: target, path: made)
  }

  private init(name: String, target: FilePath, path: FilePath) {
    self.name = name
    self.target = target
    self.path = path
  }

  deinit {
    if !isInPlace {
      for file in files { _ = cfiles_remove(file.string.terminated.span) }
      _ = cfiles_remove_folder(path.string.terminated.span)
    }
    for made in files + [path] { UnfinishedPaths.forget(made.string) }
  }

  /// Adds a file with the pieces that `fill` hands over, and brings it to disk.
  /// - Throws: `FileError`; what `fill` throws.
  package mutating func add(
    _ file: String, filling fill: (_ take: ([UInt8]) throws(FileError) -> Void) throws -> Void
  ) throws {
    let place = path.appending(file)
    let shown = target.appending(file).string
    let descriptor = try FileError.attempting(.write, shown) {
      try FileDescriptor.open(
        place, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
        permissions: [.ownerReadWrite, .groupReadWrite, .otherReadWrite])
    }
    files.append(place)
    UnfinishedPaths.add(place.string)
    do {
      try fill { (bytes) throws(FileError) in
        try FileWriter.write(bytes, to: descriptor, name: shown)
      }
      try FileError.check(cfiles_sync(descriptor.rawValue), .write, shown)
    } catch {
      try? descriptor.close()
      throw error
    }
    try FileError.attempting(.write, shown) { try descriptor.close() }
  }

  /// Gives it its name. Nothing is lost if something has it by now: a folder takes the place of an empty one
  /// alone.
  /// - Throws: `FileError`, and nothing is changed.
  package mutating func putInPlace() throws(FileError) {
    UnfinishedFile.sync(path)
    try FileError.check(
      cfiles_rename(path.string.terminated.span, target.string.terminated.span), .write, name)
    isInPlace = true
    UnfinishedFile.sync(target.removingLastComponent())
  }
}
