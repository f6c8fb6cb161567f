internal import Procurement

/// What all rows of a file say of its columns: a first reading, which keeps a little for each column
/// and the last few rows, however many there are.
package struct FileSurvey: Sendable {
  /// What the file calls its columns.
  let titles: [String]
  private(set) var profiles: [ColumnProfile]
  /// How many rows are data, without those at the foot.
  private(set) var rowCount = 0
  /// By column: whether the first row has a text in it.
  private(set) var beginsFilled: [Bool] = []
  /// Rows that end before the last column, that go beyond it, and that say nothing.
  private(set) var narrowRows = 0
  private(set) var wideRows = 0
  private(set) var blankRows = 0
  /// Rows at the foot that are no data: totals and remarks.
  private(set) var footers: [SourceRow] = []
  /// The last rows, of which some may be no data.
  private var held: [SourceRow] = []
  private var fullest = 0

  private static let mostFooters = 8

  /// Nothing yet of the rows under a header.
  package init(titles: [String]) {
    self.titles = titles
    profiles = titles.map { _ in ColumnProfile() }
  }

  /// Looks at the next row, whose every cell is in it.
  package mutating func take(_ row: SourceRow) {
    held.append(row)
    if held.count > FileSurvey.mostFooters { add(held.removeFirst()) }
  }

  /// Looks at the last rows, once all were taken: those at the foot are no data.
  package mutating func finish() {
    let most = held.map { filled($0) }.max() ?? 0
    fullest = max(fullest, most)
    var count = 0
    while count < held.count, isFooter(held[held.count - 1 - count]) { count += 1 }
    // A file of nothing but such rows has no foot.
    if rowCount == 0, count == held.count { count = 0 }
    footers = Array(held.suffix(count))
    for row in held.dropLast(count) { add(row) }
    held = []
  }

  private mutating func add(_ row: SourceRow) {
    let filled = filled(row)
    guard filled > 0 else {
      blankRows += 1
      return
    }
    fullest = max(fullest, filled)
    rowCount += 1
    if rowCount == 1 {
      beginsFilled = titles.indices.map { !EmptyWords.content(of: row[$0]).isEmpty }
    }
    if row.width < titles.count { narrowRows += 1 }
    if row.width > titles.count { wideRows += 1 }
    for index in profiles.indices { profiles[index].take(row[index]) }
  }

  private func filled(_ row: SourceRow) -> Int {
    titles.indices.count { !row[$0].trimmedBlanks.isEmpty }
  }

  /// Whether a row is a total or a remark: one with a total's word and fewer cells than others, with few
  /// numbers alone, or with few texts alone. A row with both is a line, such as a tax.
  private func isFooter(_ row: SourceRow) -> Bool {
    let texts = titles.indices.map { row[$0].trimmedBlanks }.filter { !$0.isEmpty }
    if texts.count < fullest, label(of: row) != nil { return true }
    let numbers = texts.count(where: \.isNumeric)
    return numbers == texts.count
      ? texts.count * 2 <= fullest : numbers == 0 && texts.count * 3 <= fullest
  }

  /// The column in which a row has a total's word.
  func label(of row: SourceRow) -> Int? {
    titles.indices.first { TotalWords.begin(row[$0].trimmedBlanks) }
  }
}

extension ArraySlice<UInt8> {
  /// Whether it has digits and no letters of ASCII.
  fileprivate var isNumeric: Bool { contains(where: \.isDigit) && !contains(where: \.isLetter) }
}
