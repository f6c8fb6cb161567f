internal import Crypto
internal import FoundationEssentials

/// What a browser may load and run for a page: its own style sheet and script, and nothing from elsewhere.
///
/// Source: W3C Content Security Policy Level 3.
package enum ContentPolicy {
  /// The policy that allows this style sheet and, if there is one, this script, each by its SHA-256.
  package static func text(style: String, script: String?) -> String {
    let sources =
      ["style-src " + source(style)] + (script.map { ["script-src " + source($0)] } ?? [])
    return (["default-src 'none'"] + sources + ["base-uri 'none'", "form-action 'none'"])
      .joined(separator: "; ")
  }

  private static func source(_ text: String) -> String {
    "'sha256-\(Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString())'"
  }
}
