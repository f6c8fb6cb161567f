internal import Mustache

/// Text of a page with the five characters that HTML acts on escaped.
///
/// The library's own escaping goes by characters as people count them, so that a quote followed by a
/// combining accent would pass; this goes by bytes. Source: WHATWG HTML, 13.3, and OWASP XSS Prevention, rule 1.
struct PageText: MustacheContentType {
  /// The name by which templates ask for it in their first line.
  static let name = "PAGE"

  func escapeText(_ text: String) -> String {
    guard text.utf8.contains(where: { PageText.escape(of: $0) != nil }) else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      if let escape = PageText.escape(of: byte) {
        bytes.append(contentsOf: escape.utf8)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func escape(of byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }
}
