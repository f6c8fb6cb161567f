/// Text in lines of so many columns of a terminal.
package enum WrappedText {
  /// The lines of a text; those after the first begin with `indent` blanks.
  ///
  /// They end between words, after a hyphen, a slash or a mark between items; within a word only where it
  /// is longer than a line. A digest stays whole, whatever the width.
  package static func lines(_ text: String, width: Int, indent: Int = 0) -> [String] {
    guard CharacterWidth.of(text) > width else { return [text] }
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = Line(start: "")
    for piece in pieces(of: text) {
      var rest = piece
      while !line.fits(rest, width) {
        if line.isEmpty {
          guard !isDigest(rest) else { break }
          let end = cut(rest, to: width - line.startWidth)
          line.append(rest[..<end])
          rest = rest[end...]
        }
        lines.append(line.text)
        line = Line(start: margin)
      }
      line.append(rest)
    }
    return line.isEmpty ? lines : lines + [line.text]
  }

  /// The columns of the longest piece that stays on one line.
  static func longestPiece(of text: String) -> Int {
    pieces(of: text).reduce(0) { max($0, CharacterWidth.of(withoutBlanks($1))) }
  }

  /// The parts of a text after each of which a line may end; together they are the text.
  static func pieces(of text: String) -> [Substring] {
    var pieces: [Substring] = []
    var start = text.startIndex
    var index = start
    while index < text.endIndex {
      let character = text[index]
      let next = text.index(after: index)
      if next < text.endIndex, isEnd(character, after: text[start..<index], before: text[next]) {
        pieces.append(text[start..<next])
        start = next
      }
      index = next
    }
    return start < text.endIndex ? pieces + [text[start...]] : pieces
  }

  /// A date, a negative number, an option of the program and a short word such as `as-of` stay whole.
  private static func isEnd(
    _ character: Character, after piece: Substring, before next: Character
  ) -> Bool {
    switch character {
    case " ": next != " "
    case "-":
      next.isLetter && piece.suffix(4).count == 4 && piece.suffix(4).allSatisfy(\.isPartOfWord)
    case "/", ";", ",": next.isLetter
    default: false
    }
  }

  /// Whether it is a digest, which is copied as a whole: hexadecimal, and as long as that of SHA-256.
  private static func isDigest(_ word: Substring) -> Bool {
    let word = withoutBlanks(word)
    return word.utf8.count == 64 && word.allSatisfy(\.isHexDigit)
  }

  /// Where a word that is longer than a line is cut: after a mark between its parts, if one comes late
  /// enough, else where the line is full. At least one character is before it.
  private static func cut(_ word: Substring, to width: Int) -> Substring.Index {
    var (index, sum) = (word.startIndex, 0)
    var mark: Substring.Index?
    while index < word.endIndex {
      let columns = CharacterWidth.of(word[index])
      guard sum + columns <= width || index == word.startIndex else { break }
      sum += columns
      let character = word[index]
      index = word.index(after: index)
      if "_.,:;@=&?-/".contains(character), sum * 3 > width { mark = index }
    }
    return index == word.endIndex ? index : mark ?? index
  }

  fileprivate static func withoutBlanks(_ text: Substring) -> Substring {
    var text = text
    while text.last == " " { text.removeLast() }
    return text
  }
}

extension Character {
  fileprivate var isPartOfWord: Bool { isLetter || isNumber }
}

/// A line that words are added to.
private struct Line {
  let startWidth: Int
  private var content: Substring = ""
  private let start: String
  private var width: Int

  init(start: String) {
    self.start = start
    startWidth = start.utf8.count
    width = startWidth
  }

  var isEmpty: Bool { content.isEmpty }
  /// Without the blanks at its end.
  var text: String { start + WrappedText.withoutBlanks(content) }

  func fits(_ piece: Substring, _ limit: Int) -> Bool {
    piece.isEmpty || width + CharacterWidth.of(WrappedText.withoutBlanks(piece)) <= limit
  }

  mutating func append(_ piece: Substring) {
    content += piece
    width += CharacterWidth.of(piece)
  }
}
