/// Keeps spreadsheets from running text as a formula.
enum FormulaGuard {
  /// Puts an apostrophe before text that begins with `=`, `+`, `-`, `@`, their wide forms, a tab or
  /// a line end, unless it is a negative number.
  ///
  /// Source: OWASP, CSV Injection.
  static func text(_ text: String) -> String {
    let starts = "=+-@\t\r\n＝＋－＠".unicodeScalars
    guard let first = text.unicodeScalars.first, starts.contains(first), !isNumber(text) else {
      return text
    }
    return "'" + text
  }

  /// Whether a text is digits after a minus sign, with a point between them or not.
  private static func isNumber(_ text: String) -> Bool {
    let parts = text.utf8.dropFirst().split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return text.hasPrefix("-") && parts.count <= 2
      && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { 0x30...0x39 ~= $0 } }
  }
}
