/// Which texts of a cell say nothing, and what is taken off a cell before it is read.
package struct CellRule: Equatable, Sendable {
  /// Words that stand for an empty cell, such as `NULL`.
  var emptyWords: [[UInt8]] = []
  /// Whether `="0012"`, which keeps a spreadsheet from making a number of it, is `0012`.
  var unwrapsFormulas = false

  /// Cells are taken as they stand.
  static let plain = CellRule()

  /// Whether cells are taken as they stand.
  var isPlain: Bool { emptyWords.isEmpty && !unwrapsFormulas }

  /// The part of a cell that says something; a slice of it, so that nothing is copied.
  func content(of text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    if isPlain { return text }
    let trimmed = text.trimmedBlanks
    let bare = unwrapsFormulas ? CellRule.unwrapped(trimmed).trimmedBlanks : trimmed
    for word in emptyWords where word.count == bare.count && bare.elementsEqual(word) {
      return bare.prefix(0)
    }
    return bare
  }

  /// The text between `="` and `"`, where no other quote is in it.
  private static func unwrapped(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let quote = UInt8(ascii: "\"")
    guard text.count >= 3, text.starts(with: [UInt8(ascii: "="), quote]), text.last == quote
    else { return text }
    let inner = text.dropFirst(2).dropLast()
    return inner.contains(quote) ? text : inner
  }
}
