/// Text from a file made safe to show: one line, no control characters, no hidden directions.
package enum EscapedText {
  /// Replaces what a terminal would act on or a reader could not see by its escape, such as
  /// `\u{202E}`, and cuts to `limit` of the text's scalars.
  package static func text(_ text: String, limit: Int = .max) -> String {
    guard !isPlain(text, limit: limit) else { return text }
    var shown = ""
    // Scalars are counted, because one character may have any number of accents.
    for (position, scalar) in text.unicodeScalars.enumerated() {
      guard position < limit else { return shown + "…" }
      if isHidden(scalar) {
        shown += escape(scalar)
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  private static func isPlain(_ text: String, limit: Int) -> Bool {
    text.utf8.count <= limit && text.utf8.allSatisfy { 0x20..<0x7F ~= $0 }
  }

  /// A character as people see it: `\u{202E}`, or `\n`.
  package static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }
  }

  /// Control and format characters: C0, C1, zero-width characters and directions of writing.
  ///
  /// Source: Unicode general categories Cc, Cf, Zl and Zp.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
