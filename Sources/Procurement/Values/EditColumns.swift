/// Levenshtein's distance of one text from many names: how many letters to put in, take out or replace.
///
/// A column of the table is 64 bits wide, and the columns of a name's front stay for the next name that
/// begins alike.
///
/// Source: Myers, "A fast bit-vector algorithm for approximate string matching", 1999, as restated by
/// Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", 2003.
struct EditColumns {
  /// What the rows of a column do from one to the next, and the distance at its end.
  private struct Column {
    var rises: UInt64
    var falls: UInt64
    var distance: Int
  }

  private let count: Int
  private var places: [UInt64]
  private var columns: [Column]
  /// How many columns hold: of the letters with which the name before began.
  var computed = 0

  /// The distance from `text`, of at most 64 letters; a letter is below `codeCount`, or -1 for one that
  /// no name has.
  init(_ text: [Int32], codeCount: Int) {
    precondition(text.count <= 64, "a column has 64 bits")
    count = text.count
    places = [UInt64](repeating: 0, count: codeCount)
    for (row, code) in text.enumerated() where code >= 0 { places[Int(code)] |= 1 << UInt64(row) }
    let front = Column(rises: .max, falls: 0, distance: count)
    columns = [Column](repeating: front, count: 65)
  }

  /// The distance from the name that `letters` holds in `range`; `nil` if that, and the distance from
  /// every name that begins with the letters `computed` by now, is more than `limit`. A distance that is
  /// more than it may be given all the same.
  mutating func distance(
    to letters: [Int32], in range: Range<Int>, atMost limit: Int
  ) -> Int? {
    guard count > 0 else { return range.count }
    let last = UInt64(1) << UInt64(count - 1)
    while computed < range.count {
      let column = columns[computed]
      let same = places[Int(letters[range.lowerBound + computed])]
      let diagonal =
        (((same & column.rises) &+ column.rises) ^ column.rises) | same | column.falls
      var rises = column.falls | ~(diagonal | column.rises)
      var falls = diagonal & column.rises
      let distance = column.distance + (rises & last != 0 ? 1 : 0) - (falls & last != 0 ? 1 : 0)
      rises = rises << 1 | 1
      falls <<= 1
      computed += 1
      columns[computed] = Column(
        rises: falls | ~(diagonal | rises), falls: rises & diagonal, distance: distance)
      if computed > limit, !isNear(columns[computed], atMost: limit) { return nil }
    }
    return columns[range.count].distance
  }

  /// Whether a row of the column is within `limit`. Only the band around its diagonal can be: from
  /// another row, as many letters more are to be put in or taken out.
  private func isNear(_ column: Column, atMost limit: Int) -> Bool {
    let first = max(0, computed - limit)
    guard first <= count else { return false }
    let above = first < 64 ? (UInt64(1) << UInt64(first)) - 1 : .max
    var distance =
      computed + (column.rises & above).nonzeroBitCount - (column.falls & above).nonzeroBitCount
    for row in first..<min(count, computed + limit) {
      if distance <= limit { return true }
      let bit = UInt64(1) << UInt64(row)
      distance += (column.rises & bit != 0 ? 1 : 0) - (column.falls & bit != 0 ? 1 : 0)
    }
    return distance <= limit
  }
}
