internal import CFiles
internal import SystemPackage

/// A temporary file beside the one that it is to become, under whose name it is there complete or
/// not at all.
struct UnfinishedFile: ~Copyable, Sendable {
  /// To be written to, or to be left alone while others write to `path`.
  let descriptor: FileDescriptor
  /// Its name until it is finished.
  let path: String
  private let target: String
  private let name: String
  private var isOpen = true
  private var isKept = false

  /// Makes an empty one that is to become `target`, readable to all whom the umask lets where
  /// `permissions` do not say.
  ///
  /// A failure is reported as one of `name`, the path of `target` as it was given.
  static func make(
    for target: String, named name: String, permissions: FilePermissions?
  ) throws(FileError) -> UnfinishedFile {
    let path = TemporaryName.next(in: folder(of: target))
    let descriptor = try FileError.attempting(.write, name) {
      try FileDescriptor.open(
        path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
        permissions: [.ownerReadWrite, .groupReadWrite, .otherReadWrite])
    }
    let file = UnfinishedFile(descriptor, path: path.string, target: target, name: name)
    if let mode = permissions?.rawValue {
      try FileError.check(cfiles_set_mode(descriptor.rawValue, UInt32(mode)), .write, name)
    }
    return file
  }

  private init(_ descriptor: FileDescriptor, path: String, target: String, name: String) {
    self.descriptor = descriptor
    self.path = path
    self.target = target
    self.name = name
    UnfinishedPaths.add(path)
  }

  deinit {
    if isOpen { try? descriptor.close() }
    if !isKept { _ = cfiles_remove(path.terminated.span) }
    UnfinishedPaths.forget(path)
  }

  /// Brings it to disk, and only then gives it the name.
  mutating func finish() throws(FileError) {
    try complete()
    try putInPlace()
  }

  /// Brings it to disk.
  mutating func complete() throws(FileError) {
    try FileError.check(cfiles_sync(descriptor.rawValue), .write, name)
    isOpen = false
    let descriptor = descriptor
    try FileError.attempting(.write, name) { try descriptor.close() }
  }

  /// Gives it the name of its target.
  mutating func putInPlace() throws(FileError) {
    try FileError.check(
      cfiles_rename(path.terminated.span, target.terminated.span), .write, name)
    isKept = true
    UnfinishedFile.sync(UnfinishedFile.folder(of: target))
  }

  /// Gives it the name of its target, if nothing has it by now.
  mutating func putInNewPlace() throws(FileError) {
    try FileError.check(
      cfiles_rename_new(path.terminated.span, target.terminated.span), .write, name)
    isKept = true
    UnfinishedFile.sync(UnfinishedFile.folder(of: target))
  }

  /// Leaves it where it is, under the name that it has by now.
  mutating func keep() { isKept = true }

  private static func folder(of path: String) -> FilePath { FilePath(path).removingLastComponent() }

  /// Brings a new name in a folder to disk. Not all file systems can, and the file is in place by now.
  static func sync(_ folder: FilePath) {
    let folder = folder.isEmpty ? "." : folder
    guard let descriptor = try? FileDescriptor.open(folder, .readOnly, options: .closeOnExec)
    else { return }
    _ = cfiles_sync(descriptor.rawValue)
    try? descriptor.close()
  }
}

extension String {
  /// The bytes of a path as C wants them, with a NUL at the end.
  var terminated: [UInt8] { Array(utf8) + [0] }
}
