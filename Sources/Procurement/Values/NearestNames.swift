/// Finds names that someone may have meant.
package enum NearestNames {
  /// Up to three of `names` that are few edits from `text` or contain it, the closest first.
  package static func find(_ text: String, among names: [String]) -> [String] {
    // A name longer than any that people write is near none, and is not looked for in each.
    let lowercased = text.prefix(256).lowercased()
    let wanted = Array(lowercased.prefix(64))
    let allowed = max(2, wanted.count / 3)
    var best: [String: Int] = [:]
    for name in names {
      let candidate = Array(name.lowercased().prefix(64))
      let isPart = wanted.count > 2 && name.lowercased().contains(lowercased)
      let edits = distance(wanted, candidate)
      // As many edits as letters would leave nothing in common.
      let isNear = edits <= allowed && edits < max(wanted.count, candidate.count)
      if isNear || isPart { best[name] = isPart ? min(edits, 1) : edits }
    }
    var seen: Set<String> = []
    return Array(
      best.sorted { ($0.value, $1.key) < ($1.value, $0.key) }.map(\.key)
        .filter { seen.insert($0.lowercased()).inserted }.prefix(3))
  }

  /// Levenshtein's distance: how many characters to put in, take out or replace.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var row = Array(0...right.count)
    for (i, character) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let replaced = diagonal + (character == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[right.count]
  }
}
