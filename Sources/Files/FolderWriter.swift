internal import CFiles
internal import SystemPackage

/// Writes several files into a folder: all of them, or none.
package enum FolderWriter {
  /// A file with its name in the folder, and what hands its bytes over.
  package typealias File = (name: String, fill: FileWriter.Filling)

  /// Whether a path leads to a folder.
  package static func isFolder(_ path: String) -> Bool {
    (try? FilePath(path).stat())?.type == .directory
  }

  /// The path of a file of a folder.
  package static func path(of name: String, in folder: String) -> String {
    FilePath(folder).appending(name).string
  }

  /// Writes `files` into the folder at `path`, which is made unless it exists.
  ///
  /// The files are complete on disk before the first gets its name. If one cannot get it, those before it
  /// are removed, unless they replaced others.
  /// - Throws: `ExistingFilesError` if some of the files exist and are not to be replaced; `FileError`, also
  ///   for what `fill` throws. Then nothing was written.
  package static func write(_ files: [File], into path: String, replacing: Bool) throws {
    let paths = files.map { FolderWriter.path(of: $0.name, in: path) }
    let existing = paths.filter { (try? FilePath($0).stat(followTargetSymlink: false)) != nil }
    guard replacing || existing.isEmpty else { throw ExistingFilesError(paths: existing) }
    let isNew = !isFolder(path)
    if isNew { try FileError.check(cfiles_make_folder(path.terminated.span), .write, path) }
    do {
      try write(zip(paths, files).map { ($0, $1.fill) }, replacing: replacing)
    } catch {
      if isNew { _ = cfiles_remove_folder(path.terminated.span) }
      throw error
    }
  }

  private static func write(
    _ files: [(path: String, fill: FileWriter.Filling)], replacing: Bool
  ) throws(FileError) {
    var pending: [PendingFile] = []
    for file in files { pending.append(try PendingFile(for: file.path, filling: file.fill)) }
    for (position, file) in pending.enumerated() {
      do throws(FileError) {
        try file.place(replacing: replacing)
      } catch {
        if !replacing { for file in files[..<position] { FileWriter.remove(file.path) } }
        throw error
      }
    }
  }
}

/// Files that exist and were not to be replaced.
package struct ExistingFilesError: Error, Equatable, CustomStringConvertible {
  /// Their paths.
  package let paths: [String]

  /// `out/rows.csv, out/exits.csv: already there; nothing was written, --force replaces them`
  package var description: String {
    let them = paths.count == 1 ? "it" : "them"
    return paths.joined(separator: ", ")
      + ": already there; nothing was written, --force replaces \(them)"
  }
}
