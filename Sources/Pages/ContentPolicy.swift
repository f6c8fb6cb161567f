internal import Crypto
internal import FoundationEssentials

/// What a browser may load and run for the page: its own style sheets and script, and nothing from elsewhere.
///
/// Source: W3C Content Security Policy Level 3.
enum ContentPolicy {
  /// The policy that lets these style sheets and this script in, each by its SHA-256.
  static func text(styles: [String], script: String) -> String {
    [
      "default-src 'none'", "style-src " + styles.map(source).joined(separator: " "),
      "script-src " + source(script), "base-uri 'none'", "form-action 'none'",
    ].joined(separator: "; ")
  }

  private static func source(_ text: String) -> String {
    "'sha256-\(Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString())'"
  }

  /// The contents of the style elements of a drawing.
  static func styles(in drawing: String) -> [String] {
    drawing.split(separator: "<style>").dropFirst().compactMap {
      $0.firstRange(of: "</style>").map { [text = $0] in String(text[..<$0.lowerBound]) }
    }
  }
}
