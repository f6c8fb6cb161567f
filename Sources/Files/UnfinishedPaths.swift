internal import CFiles
internal import Synchronization

/// What is being written under a temporary name, and is removed if the program is stopped before it is
/// whole.
enum UnfinishedPaths {
  /// In the order in which they were made, with a NUL at their ends.
  private static let paths = Mutex<[[UInt8]]>([])

  /// Notes a file or folder that was just made.
  static func add(_ path: String) { paths.withLock { $0.append(path.terminated) } }

  /// Forgets one that is in place, or gone.
  static func forget(_ path: String) {
    paths.withLock { paths in paths.removeAll { $0 == path.terminated } }
  }

  /// Removes all of them, files before the folder that they are in.
  static func removeAll() {
    paths.withLock { paths in
      for path in paths.reversed() where cfiles_remove(path.span) < 0 {
        _ = cfiles_remove_folder(path.span)
      }
    }
  }
}
