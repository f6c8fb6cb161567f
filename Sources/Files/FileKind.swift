internal import SystemPackage

/// What a path leads to.
package enum FileKind: Sendable {
  /// A regular file.
  case file
  /// A folder.
  case folder
  /// A device, a FIFO or a socket.
  case other
  /// Nothing.
  case missing
  /// Not known, as a folder on the way may not be searched.
  case denied

  /// Looks, and follows symbolic links.
  package init(of path: String) {
    do {
      self =
        switch try FilePath(path).stat().type {
        case .regular: .file
        case .directory: .folder
        default: .other
        }
    } catch {
      self = error == .permissionDenied ? .denied : .missing
    }
  }
}
