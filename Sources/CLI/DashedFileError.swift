import Files

/// A file whose name begins with a dash, which the argument parser would read as options: `-dash.csv` has
/// an h in it, and would print help.
struct DashedFileError: Error, CustomStringConvertible {
  private let name: String

  var description: String {
    "\(name): begins with a dash, like an option; write ./\(name), or put -- before it"
  }

  /// Refuses the first of the arguments before `--` that is such a name.
  static func check(_ arguments: some Sequence<String>) throws {
    for argument in arguments {
      guard argument != "--" else { return }
      if isFileName(argument) { throw DashedFileError(name: argument) }
    }
  }

  /// No option of one dash has more than one letter.
  private static func isFileName(_ argument: String) -> Bool {
    guard argument.hasPrefix("-"), !argument.hasPrefix("--"), argument.count > 2,
      !argument.hasPrefix("-o=")
    else { return false }
    return argument.contains(".") || FileKind(of: argument) != .missing
  }
}
