/// A field that a suggestion looks for.
package struct SuggestedField: Sendable {
  /// The field.
  let field: MappedField
  /// Every title that means it, folded, the most telling first.
  let keys: [String]
  /// Whether every row must have it.
  let isRequired: Bool
  /// The words that it takes; none where it takes any.
  let words: [String]
  /// What it says, in a sentence.
  let meaning: String

  /// A field with other titles for it, and what it says.
  package init(
    _ field: MappedField, synonyms: [String], isRequired: Bool, words: [String] = [],
    meaning: String
  ) {
    self.field = field
    keys = ([field.name] + synonyms + FieldSynonyms.of(field.name)).map(\.foldedTitle).uniqued
    self.isRequired = isRequired
    self.words = words
    self.meaning = meaning
  }
}
