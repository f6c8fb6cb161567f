internal import CFiles
internal import Glibc
internal import SystemPackage

/// What the user may do with a file, and whose it is.
package enum FileAccess {
  /// Whether the user may write to what is at `path`: false also on a file system that is read-only.
  package static func mayWrite(_ path: String) -> Bool {
    cfiles_may_write(path.terminated.span) == 0
  }

  /// Whether the user may add files beside the one at `path`, once links are followed.
  package static func mayWriteBeside(_ path: String) -> Bool {
    let folder = FilePath(FileWriter.realPath(path) ?? path).removingLastComponent()
    return mayWrite(folder.isEmpty ? "." : folder.string)
  }

  /// Whether the file at `path` belongs to the user.
  package static func isOwn(_ path: String) -> Bool { owner(of: path) == geteuid() }

  /// Who owns the file at `path`, by name if the system has one, such as `postgres (user 1001)`; `nil` if
  /// there is none.
  package static func ownerName(of path: String) -> String? {
    owner(of: path).map { id in userName(id).map { "\($0) (user \(id))" } ?? "user \(id)" }
  }

  private static func owner(of path: String) -> UInt32? {
    (try? FilePath(path).stat())?.userID.rawValue
  }

  /// As /etc/passwd says: a static executable can ask no other service.
  private static func userName(_ id: UInt32) -> String? {
    guard var reader = try? FileReader("/etc/passwd") else { return nil }
    var (text, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
    while let count = try? reader.read(into: &buffer), count > 0, text.count < 1 << 20 {
      text += buffer.prefix(count)
    }
    for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: ":", omittingEmptySubsequences: false)
      if fields.count > 2, fields[2] == "\(id)" { return String(fields[0]) }
    }
    return nil
  }
}
