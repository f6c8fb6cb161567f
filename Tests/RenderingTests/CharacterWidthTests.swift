import Testing

@testable import Rendering

/// How many columns a terminal takes for a text.
struct CharacterWidthTests {
  @Test(
    arguments: [
      ("", 0), ("plain", 5), ("é", 1), ("e\u{301}", 1), ("a\u{308}\u{323}b", 2), ("日本語", 6),
      ("한글", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("ｱｲ", 2), ("ＡＢ", 4), ("…", 1), ("–", 1),
      // A picture by itself, one asked for by a selector, and a sign that is not.
      ("😀", 2), ("❤\u{FE0F}", 2), ("❤", 1), ("1\u{FE0F}\u{20E3}", 2),
      // One picture of several, joined or with a tone of skin, and a flag of two letters.
      ("👩\u{200D}💻", 2), ("👨\u{200D}👩\u{200D}👧", 2), ("👍🏽", 2), ("🇩🇪", 2), ("🇩🇪🇫🇷", 4),
      ("नि", 2), ("क्ष", 2), ("กำ", 2), ("שָׁלוֹם", 4), ("\u{AD}", 1), ("\u{200B}", 0), ("\u{20000}", 2),
    ])
  func countsWhatIsReadAsOneCharacterOnce(text: String, columns: Int) {
    #expect(CharacterWidth.of(text) == columns)
  }

  @Test(arguments: [CharacterRanges.wide, CharacterRanges.withoutWidth])
  func rangesAreInOrderAndApart(ends: [UInt32]) {
    #expect(ends.count.isMultiple(of: 2) && ends.count > 100)
    for index in ends.indices.dropFirst() {
      #expect(
        index.isMultiple(of: 2) ? ends[index - 1] + 1 < ends[index] : ends[index - 1] <= ends[index]
      )
    }
  }

  /// A character is wide or of no width, never both.
  @Test func noCharacterIsInBoth() {
    let (wide, none) = (CharacterRanges.wide, CharacterRanges.withoutWidth)
    for index in stride(from: 0, to: none.count, by: 2) {
      for other in stride(from: 0, to: wide.count, by: 2) {
        #expect(none[index + 1] < wide[other] || wide[other + 1] < none[index])
      }
    }
  }
}
