/// What the bytes of a text file mean.
package enum TextEncoding: String, CaseIterable, Sendable {
  /// Unicode in bytes; what every file is taken for unless it says otherwise.
  case utf8 = "utf-8"
  /// Unicode in pairs of bytes, whose order a mark at the front tells.
  case utf16 = "utf-16"
  /// ISO 8859-1: one byte a character, the first 256 of Unicode.
  case latin1 = "latin1"
  /// Latin-1 with printable characters at 0x80 to 0x9F. Source: encoding.spec.whatwg.org, index
  /// windows-1252.
  case windows1252 = "windows-1252"

  /// The encoding of a name as people write it: `ISO-8859-1`, `cp1252`, `UTF8`.
  package init?(named name: String) {
    switch name.lowercased().filter({ $0 != "-" && $0 != "_" && $0 != " " }) {
    case "utf8": self = .utf8
    case "utf16", "utf16le", "utf16be", "ucs2": self = .utf16
    case "latin1", "iso88591", "l1": self = .latin1
    case "windows1252", "cp1252", "win1252", "ansi": self = .windows1252
    default: return nil
    }
  }
}
