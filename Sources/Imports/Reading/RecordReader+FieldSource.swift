internal import Procurement
internal import Store

// What an initializer of a record asks for, by what the store knows.

extension RecordReader: FieldSource {
  typealias Fault = Refusal

  func refusal(_ field: Field, _ reason: String) -> Refusal { refusal(field, reason, .rule) }

  func refusal(_ reason: String) -> Refusal { refusal(reason, .rule) }

  func country(_ field: Field) throws(Refusal) -> String? {
    try value(field) { text in
      guard text.utf8.count == 2, text.utf8.allSatisfy({ 65...90 ~= $0 }) else {
        throw refusal(field, "is not a country of ISO 3166-1, such as US")
      }
      return text
    }
  }

  func invoice(
    _ number: Field, of provider: Field, issuedIn year: Field
  ) throws(Refusal) -> InvoiceEntry {
    try required(number, references.invoice)
  }

  /// The names of a list with `;` between them.
  func names(_ field: Field) throws(Refusal) -> [String] {
    let names = (text(field) ?? "").split(separator: ";").map { String($0).trimmed }
      .filter { !$0.isEmpty }
    var seen: Set<String> = []
    if let twice = names.first(where: { !seen.insert($0).inserted }) {
      throw refusal(field, "has \"\(EscapedText.text(twice, limit: 60))\" in it twice")
    }
    return names
  }

  /// The slug given, or one made from the name; spelled as it is stored, where it is.
  func slug(_ field: Field, madeFrom name: Field) throws(Refusal) -> String {
    let given = try value(field) { text in
      // One made from a name in another alphabet may be given as it was made.
      guard text.utf8.allSatisfy(\.isOfSlug) || text == text.slug else {
        throw refusal(field, "is not a short name: lowercase letters, digits and hyphens only")
      }
      return text
    }
    let slug = given ?? (text(name) ?? "").slug
    guard !slug.isEmpty else {
      throw refusal(name, "has no letter or digit to make a slug of; give one in column slug")
    }
    return references.organizations.slug(spelledLike: slug) ?? slug
  }
}

extension String {
  /// `Northwind GPU, Inc.` becomes `northwind-gpu-inc`; letters of other alphabets stay.
  fileprivate var slug: String {
    lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }
}

extension UInt8 {
  /// Whether a short name may have it.
  fileprivate var isOfSlug: Bool {
    isDigit || UInt8(ascii: "a")...UInt8(ascii: "z") ~= self || self == UInt8(ascii: "-")
      || self == UInt8(ascii: "_")
  }
}
