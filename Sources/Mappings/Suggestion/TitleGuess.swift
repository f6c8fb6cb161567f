internal import Procurement

/// Which columns of a file each field may be, by their titles and whether their values can be it.
struct TitleGuess {
  /// A column that may be a field.
  struct Match: Equatable {
    let index: Int
    /// Whether its title is one that means the field; it is only like one otherwise.
    let isExact: Bool
  }

  /// By field: its columns, the most telling title first.
  private var matches: [String: [Match]] = [:]
  /// By field: columns that its title names, and whose values are of another form.
  private(set) var misfits: [String: Int] = [:]
  private let readings: [[String]]
  private let profiles: [ColumnProfile]

  /// Fields that a title which is only like one does not make: money is not guessed by a word, and
  /// remarks are no column's most likely meaning.
  private static let exactOnly: Set<String> = [
    "number", "currency", "amount", "total", "quantity", "unit_price", "unit", "line_no", "source",
    "confidence", "notes", "kind", "credits",
  ]

  init(_ fields: [SuggestedField], titles: [String], profiles: [ColumnProfile]) {
    readings = titles.map(\.titleReadings)
    self.profiles = profiles
    for field in fields {
      let titled = columns(meaning: field.keys)
      // Credits are money, unless they name the invoice that a credit note is for.
      let isName = field.field.name == "credits"
      let fitting = titled.filter {
        profiles[$0].goes(with: field.field.form) && !(isName && profiles[$0].isNumbers)
      }
      let exact = fitting.filter { !profiles[$0].isEmpty } + fitting.filter { profiles[$0].isEmpty }
      if exact.isEmpty, field.field.form != .text { misfits[field.field.name] = titled.first }
      matches[field.field.name] = exact.map { Match(index: $0, isExact: true) }
    }
    let taken = Set(matches.values.joined().map(\.index))
    for field in fields where !TitleGuess.exactOnly.contains(field.field.name) {
      let like = titles.indices.filter { index in
        !taken.contains(index) && isLike(index, field) && hasForm(index, field.field.form)
      }
      matches[field.field.name, default: []] += like.map { Match(index: $0, isExact: false) }
    }
  }

  /// The columns of a field that are not taken yet, the most telling first.
  func columns(of field: String, without taken: Set<Int> = []) -> [Match] {
    (matches[field] ?? []).filter { !taken.contains($0.index) }
  }

  /// The columns whose titles mean one of some keys, in the order of the keys.
  func columns(meaning keys: [String]) -> [Int] {
    let ranks = Dictionary(
      keys.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let ranked = readings.indices.compactMap { index in
      readings[index].compactMap { ranks[$0] }.min().map { (rank: $0, index: index) }
    }
    return ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map(\.index)
  }

  /// Whether a title has most of a key in it, or is a few letters off.
  private func isLike(_ index: Int, _ field: SuggestedField) -> Bool {
    guard let title = readings[index].last, title.count > 3 else { return false }
    return field.keys.contains { key in
      guard key.count > 3 else { return false }
      if title.contains(key) { return key.count * 10 >= title.count * 6 }
      // Short words are often a letter off another.
      return key.count > 7 && abs(key.count - title.count) < 2
        && !NearestNames.find(title, among: [key]).isEmpty
    }
  }

  /// Whether a column's values are of a form, of which a title that is only like one needs proof.
  private func hasForm(_ index: Int, _ form: MappedField.Form) -> Bool {
    let profile = profiles[index]
    guard !profile.isEmpty else { return false }
    return switch form {
    case .date: profile.isClearlyDates
    case .number: profile.isNumbers
    case .text: !profile.isClearlyDates && !profile.isNumbers
    }
  }
}

extension ColumnProfile {
  /// Whether all its texts are dates that are no numbers.
  var isClearlyDates: Bool { dates.isClearlyDates && !isNumbers }
}
