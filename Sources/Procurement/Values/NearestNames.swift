/// Finds names that someone may have meant.
package enum NearestNames {
  /// Up to three of `names` that are few edits from `text` or contain it, the closest first.
  package static func find(_ text: String, among names: [String]) -> [String] {
    let wanted = Spelling(text)
    var best: [String: Int] = [:]
    for name in names {
      if let edits = wanted.edits(to: Spelling(name)) { best[name] = edits }
    }
    var seen: Set<String> = []
    return Array(
      best.sorted { ($0.value, $1.key) < ($1.value, $0.key) }.map(\.key)
        .filter { seen.insert($0.lowercased()).inserted }.prefix(3))
  }
}

/// The letters of a name, without their case.
private struct Spelling {
  /// The first of them; a name longer than any that people write is near none, and is not looked for
  /// in each.
  private let letters: Letters
  /// All of them, as far as a name is looked for in others.
  private let whole: String

  private enum Letters {
    /// Most names, which are compared many times faster so.
    case ascii([UInt8])
    case any([Character])
  }

  init(_ text: String) {
    whole = text.prefix(256).lowercased()
    let first = whole.prefix(64)
    letters = first.utf8.allSatisfy { $0 < 128 } ? .ascii(Array(first.utf8)) : .any(Array(first))
  }

  private var count: Int {
    switch letters {
    case .ascii(let bytes): bytes.count
    case .any(let characters): characters.count
    }
  }

  /// How far a name is from this one: 1 at most if it contains it; `nil` if it is not near.
  func edits(to name: Spelling) -> Int? {
    // As many edits as letters would leave nothing in common.
    let allowed = min(max(2, count / 3), max(count, name.count) - 1)
    let edits = distance(to: name, atMost: allowed)
    return count > 2 && name.contains(self) ? min(edits ?? 1, 1) : edits
  }

  private func contains(_ other: Spelling) -> Bool {
    whole.utf8.count >= other.whole.utf8.count && whole.contains(other.whole)
  }

  private func distance(to name: Spelling, atMost limit: Int) -> Int? {
    if case .ascii(let left) = letters, case .ascii(let right) = name.letters {
      return EditDistance.between(left, right, atMost: limit)
    }
    return EditDistance.between(characters, name.characters, atMost: limit)
  }

  private var characters: [Character] {
    switch letters {
    case .ascii(let bytes): bytes.map { Character(Unicode.Scalar($0)) }
    case .any(let characters): characters
    }
  }
}

/// Levenshtein's distance: how many elements to put in, take out or replace.
enum EditDistance {
  /// The distance of two sequences; `nil` if it is more than `limit`. Only the band of the table within
  /// `limit` of its diagonal is computed, since no way through the rest is that short.
  ///
  /// Source: Ukkonen, "Algorithms for approximate string matching", 1985.
  static func between<Element: Equatable>(
    _ left: [Element], _ right: [Element], atMost limit: Int
  ) -> Int? {
    guard limit >= 0, abs(left.count - right.count) <= limit else { return nil }
    let tooFar = limit + 1
    var row = (0...right.count).map { min($0, tooFar) }
    for (i, element) in left.enumerated() {
      let band = max(0, i - limit)..<min(right.count, i + limit + 1)
      var diagonal = row[band.lowerBound]
      row[band.lowerBound] = band.lowerBound == 0 ? min(i + 1, tooFar) : tooFar
      var least = row[band.lowerBound]
      for j in band {
        let replaced = diagonal + (element == right[j] ? 0 : 1)
        diagonal = row[j + 1]
        // Right of the band, the row above was not computed.
        let above = j == i + limit ? tooFar : row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, above + 1, tooFar)
        least = min(least, row[j + 1])
      }
      if least > limit { return nil }
    }
    return row[right.count] > limit ? nil : row[right.count]
  }
}
