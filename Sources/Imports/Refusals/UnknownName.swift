internal import Procurement

/// What to say of a name that the store does not know.
struct UnknownName: Sendable {
  private let text: String
  private let wanted: NearNames.Wanted
  private let names: NearNames
  private let owner: String

  /// A name that is not known, and may be meant for one of `names`; `owner` is what else to say of it.
  init(
    _ text: String, _ wanted: NearNames.Wanted, among names: NearNames, owner: String = ""
  ) {
    self.text = text
    self.wanted = wanted
    self.names = names
    self.owner = owner
  }

  /// `is not known`, without what it may be meant for.
  var statement: String { "is not known\(owner)" }

  /// `is not known; did you mean "nimbus"?`, which looks among the known names.
  var reason: String {
    let near = names.find(text, wanted)
    let meant = near.map { "\"\(EscapedText.text($0, limit: 60))\"" }.joined(separator: " or ")
    return "is not known" + (near.isEmpty ? wayOut : "; did you mean \(meant)?")
      + lookAlikes(near) + owner
  }

  /// How a name that is like no known one becomes known.
  private var wayOut: String {
    wanted == .organization ? "; import it first: offtake import providers FILE" : ""
  }

  /// Names the letters that only look like those of the nearest name.
  private func lookAlikes(_ near: [String]) -> String {
    guard let first = near.first else { return "" }
    // What is like a name is not much longer than it.
    let known = Set(first.unicodeScalars)
    let odd = text.unicodeScalars.prefix(200).filter { !$0.isASCII && !known.contains($0) }
    guard !odd.isEmpty else { return "" }
    let names = Set(odd).sorted { $0.value < $1.value }.prefix(3).map { scalar in
      "U+\(codePoint(scalar))" + (scalar.properties.name.map { " \($0)" } ?? "")
    }
    return " It has \(names.joined(separator: ", ")) in it."
  }

  /// At least four hexadecimal digits, as Unicode writes them.
  private func codePoint(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension UnknownName: Equatable {
  static func == (left: UnknownName, right: UnknownName) -> Bool {
    (left.text, left.owner) == (right.text, right.owner) && left.wanted == right.wanted
  }
}
