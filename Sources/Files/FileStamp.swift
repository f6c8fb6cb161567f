internal import Glibc
internal import SystemPackage

/// What changes about a regular file when it is written to or replaced: which file it is, its size, and
/// when it was last written to, to the nanosecond where the file system keeps it so.
package struct FileStamp: Equatable, Sendable {
  private let device: UInt64
  private let inode: UInt64
  /// The bytes in it.
  package let size: Int
  private let seconds: Int
  private let nanoseconds: Int

  /// The stamp of the regular file at `path` now; `nil` for anything else.
  package init?(of path: String) {
    guard let status = try? FilePath(path).stat() else { return nil }
    self.init(status)
  }

  /// Whether it is of the same file, whatever was written to it between.
  package func isSameFile(as other: FileStamp?) -> Bool {
    device == other?.device && inode == other?.inode
  }

  init?(_ status: Stat) {
    guard status.type == .regular else { return nil }
    device = UInt64(truncatingIfNeeded: status.deviceID.rawValue)
    inode = UInt64(truncatingIfNeeded: status.inode.rawValue)
    size = Int(status.size)
    seconds = Int(status.st_mtim.tv_sec)
    nanoseconds = Int(status.st_mtim.tv_nsec)
  }
}
