/// Text in lines of a given number of columns of a terminal.
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
    // A byte is a character where all are ASCII, but for the end of a line.
    text.utf8.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "\r") }
      ? pieces(of: text, in: text.utf8) { Mark($0) } : pieces(of: text, in: text) { Mark($0) }
  }

  /// A date, a negative number, an option of the program and a short word such as `as-of` stay whole.
  private static func pieces<View: Collection>(
    of text: String, in view: View, _ mark: (View.Element) -> Mark
  ) -> [Substring] where View.Index == String.Index {
    var pieces: [Substring] = []
    var start = view.startIndex
    // So many letters and digits without another character are before the present one.
    var run = 0
    var present: Mark?
    for index in view.indices {
      let next = mark(view[index])
      let isEnd =
        switch present {
        case .blank: next != .blank
        case .hyphen: next == .letter && run >= 4
        case .betweenItems: next == .letter
        case .letter, .digit, .other, nil: false
        }
      if isEnd {
        pieces.append(text[start..<index])
        start = index
      }
      if present == .letter || present == .digit { run += 1 } else if present != nil { run = 0 }
      if isEnd { run = 0 }
      present = next
    }
    return start < view.endIndex ? pieces + [text[start...]] : pieces
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
    while text.unicodeScalars.last == " " { text.unicodeScalars.removeLast() }
    return text
  }
}

/// What a character is to the end of a line.
private enum Mark {
  case blank, hyphen, betweenItems, letter, digit, other

  init(_ character: Character) {
    switch character {
    case " ": self = .blank
    case "-": self = .hyphen
    case "/", ";", ",": self = .betweenItems
    default: self = character.isLetter ? .letter : character.isNumber ? .digit : .other
    }
  }

  init(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: " "): self = .blank
    case UInt8(ascii: "-"): self = .hyphen
    case UInt8(ascii: "/"), UInt8(ascii: ";"), UInt8(ascii: ","): self = .betweenItems
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      self = .letter
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self = .digit
    default: self = .other
    }
  }
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
