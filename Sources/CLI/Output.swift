import Files
import Synchronization

/// The one place that decides where a command may write.
///
/// What a command reads or keeps is never written over: the database with the files that SQLite keeps
/// beside it, the input and the mapping. The database that a command without `--db` would use is
/// protected in every command.
enum Output {
  private static let protected = Mutex(ProtectedFiles())

  /// Keeps every output from going over the database at `path`.
  static func protect(database path: String) {
    protected.withLock { files in
      files.add(path, as: "the database")
      for (suffix, name) in sideFiles {
        files.add(besides: path, suffix: suffix, as: "the \(name) of the database")
      }
    }
  }

  /// Keeps every output from going over a file that is read: `role` says what it is.
  static func protect(_ path: String, as role: String) {
    protected.withLock { $0.add(path == "-" ? "/dev/stdin" : path, as: role) }
  }

  /// Lets the command write to the file at `path`.
  /// - Throws: `OverwriteError` if that is one that must stay.
  static func check(_ path: String) throws {
    protect(database: DatabaseOption.defaultPath)
    try protected.withLock { $0 }.check(path)
  }

  /// Source: sqlite.org/tempfiles.html.
  private static let sideFiles = [
    ("-wal", "log"), ("-shm", "index of the log"), ("-journal", "journal"),
  ]
}
