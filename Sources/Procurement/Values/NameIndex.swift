/// Names that are searched again and again for what someone may have meant.
///
/// They are kept in an order in which neighbors begin alike, so that what was computed for the front of
/// one serves the next.
package struct NameIndex: Sendable {
  private struct Entry {
    /// Where its letters are: all that a name is looked for in.
    let start: Int
    let count: Int
    /// How many letters it begins with that its predecessor begins with too.
    let shared: Int
    /// A bit for each of its letters; several letters may have one bit.
    let mask: UInt64

    var range: Range<Int> { start..<(start + count) }
    /// Whether its predecessor is spelled as it is.
    var isRepeated: Bool { shared == count && count > 0 }
  }

  /// What no two letters of different spelling have in common.
  private var codes: [Character: Int32] = [:]
  private var letters: [Int32] = []
  private var entries: [Entry] = []
  /// The names, in the order of their entries.
  private var names: [String] = []

  /// How many letters of a name are compared: a longer one is near none.
  private static let compared = 64
  /// How many letters of a name another is looked for in.
  private static let searched = 256

  /// Reads the names, in which case does not count.
  package init(_ names: [String]) {
    let spelled = names.map { name in (name: name, letters: spell(name)) }
      .sorted { $0.letters.lexicographicallyPrecedes($1.letters) }
    for (position, (name, spelling)) in spelled.enumerated() {
      let last = position > 0 ? spelled[position - 1].letters : []
      entries.append(
        Entry(
          start: letters.count, count: spelling.count,
          shared: zip(last, spelling).prefix { $0 == $1 }.count,
          mask: NameIndex.mask(spelling)))
      letters += spelling
      self.names.append(name)
    }
  }

  private mutating func spell(_ name: String) -> [Int32] {
    name.prefix(NameIndex.searched).lowercased().map { letter in
      if let code = codes[letter] { return code }
      let code = Int32(codes.count)
      codes[letter] = code
      return code
    }
  }

  private static func mask(_ letters: [Int32]) -> UInt64 {
    letters.reduce(0) { $0 | 1 << UInt64($1 & 63) }
  }
}

// MARK: Searching

extension NameIndex {
  /// Up to three names that are few edits from `text` or contain it, the closest first; of names that
  /// differ in case alone, the one in small letters.
  package func nearest(to text: String) -> [String] {
    // A letter that no name has is like none of theirs.
    let wanted = text.prefix(NameIndex.searched).lowercased().map { codes[$0] ?? -1 }
    var found = Found()
    addContaining(wanted, to: &found)
    addNear(Array(wanted.prefix(NameIndex.compared)), to: &found)
    let nearest = found.edits.map { (edits: $1, name: names[$0]) }
      .sorted { ($0.edits, $1.name) < ($1.edits, $0.name) }
    var seen: Set<String> = []
    return Array(
      nearest.map(\.name).filter { seen.insert($0.lowercased()).inserted }.prefix(3))
  }

  private func addContaining(_ wanted: [Int32], to found: inout Found) {
    guard wanted.count > 2, !wanted.contains(-1) else { return }
    let mask = NameIndex.mask(wanted)
    for position in entries.indices where mask & ~entries[position].mask == 0 {
      let entry = entries[position]
      if contains(wanted, in: entry.range) { found.add(position, 1, isNew: !entry.isRepeated) }
    }
  }

  private func addNear(_ wanted: [Int32], to found: inout Found) {
    var columns = EditColumns(wanted, codeCount: codes.count)
    var position = 0
    while position < entries.count {
      let entry = entries[position]
      columns.computed = min(columns.computed, entry.shared)
      let count = min(entry.count, NameIndex.compared)
      let limit = min(max(2, wanted.count / 3), found.limit)
      position += 1
      guard abs(wanted.count - count) <= limit else { continue }
      let range = entry.start..<(entry.start + count)
      guard let edits = columns.distance(to: letters, in: range, atMost: limit) else {
        // Names that begin as far alike are too far away, too.
        while position < entries.count, entries[position].shared >= columns.computed {
          position += 1
        }
        continue
      }
      // As many edits as letters would leave nothing in common.
      if edits <= min(limit, max(wanted.count, count) - 1) {
        found.add(position - 1, edits, isNew: !entry.isRepeated)
      }
    }
  }

  private func contains(_ wanted: [Int32], in range: Range<Int>) -> Bool {
    guard let first = wanted.first, wanted.count <= range.count else { return false }
    for start in range.lowerBound...(range.upperBound - wanted.count)
    where letters[start] == first {
      var length = 1
      while length < wanted.count, letters[start + length] == wanted[length] { length += 1 }
      if length == wanted.count { return true }
    }
    return false
  }
}

/// The names found so far.
private struct Found {
  /// How far each is, by its place.
  private(set) var edits: [Int: Int] = [:]
  private var three = [Int.max, Int.max, Int.max]

  /// How far the third is: what is further away is not among the nearest three.
  var limit: Int { three[2] }

  mutating func add(_ position: Int, _ distance: Int, isNew: Bool) {
    let known = edits[position]
    edits[position] = min(distance, known ?? distance)
    guard known == nil, isNew, distance < three[2] else { return }
    three[2] = distance
    three.sort()
  }
}
