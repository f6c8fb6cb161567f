/// Where the bytes of an import come from.
package enum ImportSource: Hashable, Sendable {
  /// A file as the user gave it; `-` is standard input.
  case path(String)
  /// A text that the program made itself; imports are listed by the name.
  case text(String, name: String)
}

extension ImportSource {
  /// Opens it.
  /// - Throws: `FileError` where it cannot be opened.
  func open() throws -> HashedFile {
    switch self {
    case .path(let path): try HashedFile(path)
    case .text(let text, let name): HashedFile(text, named: name)
    }
  }

  /// The path of a file that can be read again; `nil` for standard input and texts.
  var filePath: String? {
    if case .path(let path) = self, path != "-" { path } else { nil }
  }
}
