import FoundationEssentials

/// The variables that the program was started with.
enum Environment {
  /// The value of a variable; `nil` where it is not set.
  static subscript(name: String) -> String? { ProcessInfo.processInfo.environment[name] }

  /// Whether the terminal does more than print: `TERM` names one that is not dumb.
  static var isCapableTerminal: Bool { !["", "dumb"].contains(Environment["TERM"] ?? "") }

  /// Whether nobody asked for text without colors.
  ///
  /// Source: no-color.org.
  static var mayBeColored: Bool { Environment["NO_COLOR"] ?? "" == "" && isCapableTerminal }
}
