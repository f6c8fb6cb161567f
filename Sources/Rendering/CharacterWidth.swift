/// How many columns of a terminal a text takes.
enum CharacterWidth {
  /// The columns of a whole text: what is read as one character counts once.
  static func of(_ text: some StringProtocol) -> Int {
    guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  /// The columns of a character: a picture, of however many scalars, and a flag take two; in writing, a
  /// vowel that stands beside its consonant takes one more.
  ///
  /// Source: Unicode Standard Annex 11 and Technical Standard 51.
  static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard scalars.count > 1 else { return scalars.first.map(width) ?? 0 }
    return isPicture(scalars) ? 2 : scalars.reduce(0) { $0 + width($1) }
  }

  /// Whether it has the selector of pictures, joins pictures, gives one a tone of skin, or is a flag.
  private static func isPicture(_ scalars: Character.UnicodeScalarView) -> Bool {
    let isJoined = scalars.contains { $0.value == 0x200D } && (scalars.first.map(width) ?? 0) > 1
    return isJoined || scalars.contains { $0.value == 0xFE0F || 0x1F3FB...0x1F3FF ~= $0.value }
      || scalars.allSatisfy { 0x1F1E6...0x1F1FF ~= $0.value }
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    // No letter before the combining marks is wide or without width.
    guard scalar.value >= 0x300 else { return 1 }
    if contains(scalar.value, in: CharacterRanges.withoutWidth) { return 0 }
    return contains(scalar.value, in: CharacterRanges.wide) ? 2 : 1
  }

  /// Whether a code lies in one of the ranges, which `ends` has the first and last codes of.
  private static func contains(_ code: UInt32, in ends: [UInt32]) -> Bool {
    var (low, high) = (0, ends.count / 2)
    while low < high {
      let middle = (low + high) / 2
      if ends[2 * middle + 1] < code { low = middle + 1 } else { high = middle }
    }
    return low < ends.count / 2 && ends[2 * low] <= code
  }
}
