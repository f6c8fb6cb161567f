internal import CFiles
internal import SystemPackage

/// Files that no output may go over, whatever path or link leads to them.
///
/// A file that exists is known by its device and inode; one that does not exist yet, by its path
/// with every symbolic link of its folder followed.
package struct ProtectedFiles: Sendable {
  /// A file and what it is to the user: `the database`.
  private struct Entry {
    let path: String
    let role: String
  }

  private var entries: [Entry] = []

  /// Protects no file.
  package init() {}

  /// Protects the file at `path`, which need not exist; `role` says what it is: `the database`.
  package mutating func add(_ path: String, as role: String) {
    entries.append(Entry(path: path, role: role))
  }

  /// Protects the file that `path` leads to with `suffix` after its name, beside the one that has the
  /// name as it was given.
  package mutating func add(besides path: String, suffix: String, as role: String) {
    add(path + suffix, as: role)
    if let real = FileWriter.realPath(path), real != path { add(real + suffix, as: role) }
  }

  /// Lets a command write to `output`.
  /// - Throws: `OverwriteError` if that is a protected file.
  package func check(_ output: String) throws(OverwriteError) {
    let status = try? FilePath(output).stat()
    // A device or a FIFO may be read and written at once.
    if let status, status.type != .regular { return }
    let (identity, place) = (status.map(FileIdentity.init), place(of: output))
    for entry in entries {
      let isSame =
        identity.map { $0 == FileIdentity(of: entry.path) } ?? (place == self.place(of: entry.path))
      if isSame { throw OverwriteError(output: output, file: entry.path, role: entry.role) }
    }
  }

  /// The path of a file that may not exist, with the symbolic links of its folder followed.
  private func place(of path: String) -> FilePath {
    let path = FilePath(path)
    let folder = path.removingLastComponent()
    guard let name = path.lastComponent,
      let real = FileWriter.realPath(folder.isEmpty ? "." : folder.string)
    else { return path }
    return FilePath(real).appending(name)
  }
}

/// Which file is meant, whatever it is called.
private struct FileIdentity: Equatable {
  private let device: DeviceID
  private let inode: Inode

  /// - Returns: `nil` if there is no file at `path`.
  init?(of path: String) {
    guard let status = try? FilePath(path).stat() else { return nil }
    self.init(status)
  }

  init(_ status: Stat) {
    device = status.deviceID
    inode = status.inode
  }
}

/// An output that would overwrite a file which the command reads or writes itself.
package struct OverwriteError: Error, Equatable, CustomStringConvertible {
  /// The path of the output, as it was given.
  package let output: String
  /// The file that it would overwrite.
  package let file: String
  /// What that file is: `the database`.
  package let role: String

  /// `out.csv: is the database offtake.sqlite; nothing was written, name another file`
  package var description: String {
    "\(output): is \(role)\(output == file ? "" : " \(file)"); nothing was written, name another file"
  }
}
