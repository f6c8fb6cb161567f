internal import Procurement

/// A field that a suggestion looks for.
package struct SuggestedField: Sendable {
  /// The field.
  let field: MappedField
  /// Other titles that mean it.
  let synonyms: [String]
  /// Whether every row must have it.
  let isRequired: Bool
  /// What it says, in a sentence.
  let meaning: String

  /// A field with other titles for it, and what it says.
  package init(_ field: MappedField, synonyms: [String], isRequired: Bool, meaning: String) {
    self.field = field
    self.synonyms = synonyms
    self.isRequired = isRequired
    self.meaning = meaning
  }

  fileprivate var keys: [String] { ([field.name] + synonyms).map(\.titleKey) }
}

/// Which column of a file most likely is which field.
struct TitleGuess {
  /// By field: the place of its column, and whether its title says so.
  private(set) var columns: [String: (index: Int, isSure: Bool)] = [:]

  /// Less alike than this is chance.
  private static let leastLikeness = 0.6

  /// Takes titles that are the name or a synonym first, be it after a slash, then those that are
  /// most alike and whose values are of the field's form; each column once.
  init(_ fields: [SuggestedField], titles: [String], rows: [[String]]) {
    let words = titles.map(TitleWords.init)
    var taken: Set<Int> = []
    for field in fields {
      let index = titles.indices.first { index in
        !taken.contains(index) && field.keys.contains { words[index].means($0) }
      }
      guard let index else { continue }
      taken.insert(index)
      columns[field.field.name] = (index, true)
    }
    let forms = titles.indices.map { index in
      ColumnForm(rows.compactMap { index < $0.count ? $0[index] : nil })
    }
    for field in fields where columns[field.field.name] == nil {
      let likely = titles.indices.filter { !taken.contains($0) && forms[$0].goes(with: field) }
      let best = likely.map { ($0, words[$0].likeness(to: field.keys)) }.max { $0.1 < $1.1 }
      guard let (index, likeness) = best, likeness >= TitleGuess.leastLikeness else { continue }
      taken.insert(index)
      columns[field.field.name] = (index, false)
    }
  }
}

/// A title as it is compared.
private struct TitleWords {
  private let whole: String
  /// What stands behind the last slash.
  private let last: String

  init(_ title: String) {
    whole = title.titleKey
    last = title.split(separator: "/").last.map { String($0).titleKey } ?? ""
  }

  func means(_ key: String) -> Bool { !key.isEmpty && (whole == key || last == key) }

  /// How much of it is one of `keys`, from 0 to 1.
  func likeness(to keys: [String]) -> Double {
    guard last.count > 3 else { return 0 }
    return keys.filter { $0.count > 3 }.map { key in
      if last.contains(key) { return Double(key.count) / Double(last.count) }
      return NearestNames.find(last, among: [key]).isEmpty ? 0 : TitleGuess.nearness
    }.max() ?? 0
  }
}

extension TitleGuess {
  /// The likeness of what is a few letters off.
  fileprivate static let nearness = 0.6
}

/// What the values of a column are.
private struct ColumnForm {
  private let isEmpty: Bool
  private let isDate: Bool
  private let isNumber: Bool

  init(_ values: [String]) {
    isEmpty = values.allSatisfy { $0.trimmedTitle.isEmpty }
    isDate = !ValueGuess.dateFormats(values).isEmpty
    isNumber = !ValueGuess.numberFormats(values).isEmpty
  }

  /// Whether a field may be made of it; nothing is said of a column without a value.
  func goes(with field: SuggestedField) -> Bool {
    guard !isEmpty else { return false }
    return switch field.field.form {
    case .date: isDate
    case .number: isNumber
    // Remarks are no column's most likely meaning.
    case .text:
      !isDate && !isNumber && !["source", "confidence", "notes"].contains(field.field.name)
    }
  }
}
