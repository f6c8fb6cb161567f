internal import Crypto
internal import FoundationEssentials

/// What a browser may load and run for the page: its own style sheet and script, and nothing from elsewhere.
///
/// Source: W3C Content Security Policy Level 3.
enum ContentPolicy {
  /// The policy that lets this style sheet and this script in, each by its SHA-256.
  static func text(style: String, script: String) -> String {
    [
      "default-src 'none'", "style-src " + source(style), "script-src " + source(script),
      "base-uri 'none'", "form-action 'none'",
    ].joined(separator: "; ")
  }

  private static func source(_ text: String) -> String {
    "'sha256-\(Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString())'"
  }
}
