/// Names of series and rows that tell them apart.
enum ChartNames {
  /// For each list of words the first word, with as many of the others as tell it from other lists.
  static func names(_ all: [[String?]]) -> [[String?]: String] {
    let lists = Set(all)
    let longest = lists.map(\.count).max() ?? 0
    let needed =
      (1...max(longest, 1)).first { count in
        Set(lists.map { Array($0.prefix(count)) }).count == lists.count
      } ?? longest
    return Dictionary(
      uniqueKeysWithValues: lists.map { words in
        (words, words.prefix(needed).compactMap { $0 }.joined(separator: " "))
      })
  }
}
