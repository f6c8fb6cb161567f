/// How wide text is on paper, at most: nobody knows which letters a reader's machine has.
///
/// Lengths are hundredths of a pixel. The letters are those of DejaVu Sans, the widest of the families that a
/// picture asks for, without pairs moved together.
enum TextAdvance {
  /// Thousandths of the size, for the characters from U+0020 to U+007E. Source: `hmtx` of DejaVuSans.ttf 2.37.
  private static let printable: [Int] = [
    318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 500, 838, 318, 361, 318, 337, 637, 637, 637,
    637, 637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 531, 1000, 685, 687, 699, 771, 632,
    576, 775, 752, 295, 295, 656, 558, 863, 749, 788, 604, 788, 695, 635, 611, 732, 685, 989, 686,
    611, 686, 391, 337, 391, 838, 500, 500, 613, 635, 550, 635, 616, 353, 635, 634, 278, 278, 580,
    278, 975, 634, 612, 635, 635, 412, 521, 393, 634, 592, 818, 592, 592, 525, 637, 337, 637, 838,
  ]
  /// Bold letters are wider by no more than this.
  private static let boldPercent = 127

  /// The width of a line of text of a size in pixels.
  static func width(_ text: some StringProtocol, size: Int, isBold: Bool = false) -> Int {
    let thousandths = text.reduce(0) { $0 + advance($1) }
    return (thousandths * size * (isBold ? boldPercent : 100) + 999) / 1000
  }

  /// Other letters are no wider than high; what takes two columns of a terminal may be a picture, which is wider.
  private static func advance(_ character: Character) -> Int {
    if let code = character.asciiValue, 0x20...0x7E ~= code { return printable[Int(code) - 0x20] }
    return switch CharacterWidth.of(character) {
    case ..<2: character.unicodeScalars.count > 1 ? 1500 : 1050
    default: 1400
    }
  }

  /// The text, or as much of it as fits, with `…` for the rest.
  static func cut(_ text: String, to width: Int, size: Int) -> String {
    guard self.width(text, size: size) > width else { return text }
    var (shown, left) = ("", width - self.width("…", size: size))
    for character in text {
      left -= self.width(String(character), size: size)
      guard left >= 0 else { break }
      shown.append(character)
    }
    return shown + "…"
  }

  /// Lines of words, each as wide as fits, up to a limit; the last says `…` where there would be more.
  static func lines(
    _ text: String, width: Int, size: Int, isBold: Bool = false, atMost limit: Int
  ) -> [String] {
    let wide = isBold ? width * 100 / boldPercent : width
    var lines = [""]
    for word in text.split(separator: " ") {
      let longer = (lines.last ?? "").isEmpty ? String(word) : "\(lines.last ?? "") \(word)"
      if self.width(longer, size: size) <= wide || (lines.last ?? "").isEmpty {
        lines[lines.count - 1] = longer
      } else {
        lines.append(String(word))
      }
    }
    if lines.count > limit {
      lines = Array(lines.prefix(limit))
      lines[limit - 1] += " …"
    }
    return lines.map { cut($0, to: wide, size: size) }
  }
}
