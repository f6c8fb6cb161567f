/// A line of a table: cells one beside the other, words to the left and numbers to the right.
struct AlignedLine {
  /// The text of a cell on one line.
  struct Part {
    let text: String
    var tone: Tone?
  }

  private(set) var text = ""

  /// No blanks stand at its end.
  init(_ parts: [Part], widths: [Int], isNumeric: [Bool], isColored: Bool = false) {
    // Blanks that nothing follows are never made: a single long cell would make them of every row.
    var blanks = 0
    for (index, part) in parts.enumerated() {
      // A stream may have a cell that is wider than those that were measured.
      let padding = max(0, widths[index] - CharacterWidth.of(part.text))
      blanks += (index == 0 ? 0 : TableFit.gap) + (isNumeric[index] ? padding : 0)
      if !part.text.isEmpty {
        text += String(repeating: " ", count: blanks)
        text += isColored ? part.tone?.painted(part.text) ?? part.text : part.text
        blanks = 0
      }
      blanks += isNumeric[index] ? 0 : padding
    }
    while text.utf8.last == UInt8(ascii: " ") { text.removeLast() }
  }

  /// The lines of a row whose cells have several each; the first line of each cell stands on the first, or
  /// the last on the last.
  static func lines(
    _ cells: [[Part]], widths: [Int], isNumeric: [Bool], isColored: Bool = false,
    fromBottom: Bool = false
  ) -> [String] {
    let height = cells.reduce(1) { max($0, $1.count) }
    return (0..<height).map { line in
      let parts = cells.map { cell in
        let index = fromBottom ? line - (height - cell.count) : line
        return cell.indices.contains(index) ? cell[index] : Part(text: "")
      }
      return AlignedLine(parts, widths: widths, isNumeric: isNumeric, isColored: isColored).text
    }
  }
}
