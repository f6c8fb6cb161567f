internal import SystemPackage

/// What could not be done with which file, and why.
package struct FileError: Error, Equatable, CustomStringConvertible {
  /// What was tried, in the words of the message: "cannot be read".
  package enum Action: String, Sendable {
    case open = "opened"
    case read = "read"
    case write = "written"
  }

  /// The path as it was given, or the name of a standard stream.
  package let path: String
  /// What was tried.
  package let action: Action
  /// The system's error number, `errno`, from which a caller chooses an exit code.
  package let code: Int32

  /// A failed call: on what, doing what, and its `errno`.
  package init(path: String, action: Action, code: Int32) {
    self.path = path
    self.action = action
    self.code = code
  }

  /// What is to be made at `path` is there already.
  package static func exists(_ path: String) -> FileError {
    FileError(path: path, action: .write, code: Errno.fileExists.rawValue)
  }

  /// What is to be read at `path` is not there.
  package static func missing(_ path: String) -> FileError {
    FileError(path: path, action: .open, code: Errno.noSuchFileOrDirectory.rawValue)
  }

  /// Whether there is no such file.
  package var isMissing: Bool { errno == .noSuchFileOrDirectory }
  /// Whether the user may not.
  package var isPermission: Bool { errno == .permissionDenied || errno == .notPermitted }

  /// Whether nobody reads from the pipe any more.
  package var isBrokenPipe: Bool { errno == .brokenPipe }

  /// `invoices.csv: no such file`
  package var description: String { "\(path): \(problem)" }

  private var problem: String {
    switch errno {
    case .noSuchFileOrDirectory: action == .write ? "no such folder" : "no such file"
    case .notDirectory: "a part of the path is a file, not a folder"
    case .isDirectory: "is a directory, not a file"
    case .permissionDenied: "permission denied"
    case .fileExists: "already exists and was not changed"
    case .tooManySymbolicLinkLevels: "too many symbolic links"
    default: "cannot be \(action.rawValue): \(errno.sentence)"
    }
  }

  private var errno: Errno { Errno(rawValue: code) }
}

extension Errno {
  /// The system's text as the end of a sentence: "no space left on device".
  fileprivate var sentence: String {
    let text = description
    // "RPC program not available" keeps its capitals.
    guard text.dropFirst().first?.isLowercase == true else { return text }
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

// MARK: Making one

extension FileError {
  /// Does `work`, and turns the error number it throws into a `FileError`.
  static func attempting<Result>(
    _ action: Action, _ path: String, _ work: () throws -> Result
  ) throws(FileError) -> Result {
    do {
      return try work()
    } catch {
      let errno = error as? Errno ?? .ioError
      throw FileError(path: path, action: action, code: errno.rawValue)
    }
  }

  /// Refuses a result of `CFiles`, which is a negated error number where it is negative.
  static func check(
    _ result: some BinaryInteger, _ action: Action, _ path: String
  ) throws(FileError) {
    guard result < 0 else { return }
    throw FileError(path: path, action: action, code: Int32(clamping: -Int(result)))
  }
}
