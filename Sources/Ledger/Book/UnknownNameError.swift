internal import Procurement

/// A name that the store does not know, or that means several things.
package struct UnknownNameError: Error, Hashable, Sendable {
  /// `provider`, `buyer`, `contract` or `invoice`.
  package let what: String
  /// The name as it was given.
  package let name: String
  /// Names that may have been meant, the closest first.
  package let nearest: [String]
  /// What it may mean, where it means several things.
  package let candidates: [String]

  /// A name with the names near it, or with all that it may mean.
  package init(what: String, name: String, nearest: [String] = [], candidates: [String] = []) {
    self.what = what
    self.name = name
    self.nearest = nearest
    self.candidates = candidates
  }
}

extension UnknownNameError: CustomStringConvertible {
  /// `no provider "spacxe"; did you mean "spacex"?`, made safe to show.
  package var description: String {
    let shown = EscapedText.text(name, limit: 60)
    if candidates.count == 1 { return "\(what) \"\(shown)\" is \(candidates[0])" }
    guard candidates.isEmpty else {
      return "\(what) \"\(shown)\" may be " + candidates.joined(separator: " or ")
        + "; say which"
    }
    let meant = nearest.map { "\"\(EscapedText.text($0))\"" }.joined(separator: " or ")
    return "no \(what) \"\(shown)\"" + (nearest.isEmpty ? "" : "; did you mean \(meant)?")
  }
}
