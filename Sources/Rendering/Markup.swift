internal import Procurement

/// Text made safe to stand in XML and HTML, between tags and in quoted attributes.
enum Markup {
  /// Replaces what would be read as markup, and line ends and tabs, which an attribute would lose.
  /// Characters that XML does not have are shown by their escapes, such as `\u{1}`.
  ///
  /// Source: XML 1.0, 2.2 and 2.4; HTML, "Serializing HTML fragments".
  static func escaped(_ text: String) -> String {
    guard !text.utf8.allSatisfy(isPlain) else { return text }
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\t", "\n", "\r": escaped += "&#\(scalar.value);"
      case _ where isUnknown(scalar): escaped += EscapedText.escape(scalar)
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// Text for a library that escapes markup itself: characters that XML does not have are shown by their
  /// escapes.
  static func withoutControls(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnknown) else { return text }
    return text.unicodeScalars.map { isUnknown($0) ? EscapedText.escape($0) : String($0) }.joined()
  }

  /// Whether XML does not have a character.
  private static func isUnknown(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\t", "\n", "\r": false
    case ..<" ", "\u{FFFE}", "\u{FFFF}": true
    default: false
    }
  }

  /// Whether a byte stands for itself, and is no part of a character of several.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"):
      false
    default: 0x20..<0x7F ~= byte
    }
  }
}
