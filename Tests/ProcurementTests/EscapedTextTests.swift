import Procurement
import Testing

struct EscapedTextTests {
  @Test(
    arguments: [
      ("", ""), ("plain", "plain"), ("Nimbus, Inc.", "Nimbus, Inc."), ("é 日本 🚀", "é 日本 🚀"),
      ("a\tb", "a\\tb"), ("a\nb", "a\\nb"), ("a\r\nb", "a\\r\\nb"), ("a\rb", "a\\rb"),
      ("\u{1B}[31mred", "\\u{1B}[31mred"), ("a\0b", "a\\u{0}b"), ("\u{7F}", "\\u{7F}"),
      ("\u{9B}31m", "\\u{9B}31m"), ("\u{85}", "\\u{85}"),
      ("a\u{202E}b", "a\\u{202E}b"), ("\u{2066}a\u{2069}", "\\u{2066}a\\u{2069}"),
      ("\u{200B}", "\\u{200B}"), ("a\u{200D}b", "a\\u{200D}b"), ("\u{FEFF}a", "\\u{FEFF}a"),
      ("\u{2028}", "\\u{2028}"), ("\u{2029}", "\\u{2029}"), ("\u{AD}", "\\u{AD}"),
      ("e\u{301}", "e\u{301}"), ("\u{E0041}", "\\u{E0041}"),
    ])
  func showsWhatATerminalOrAReaderWouldNot(text: String, shown: String) {
    #expect(EscapedText.text(text).unicodeScalars.elementsEqual(shown.unicodeScalars))
  }

  @Test(
    arguments: [
      ("abc", 3, "abc"), ("abcd", 3, "abc…"), ("日本語", 3, "日本語"), ("日本語", 2, "日本…"),
      ("a\r\nb", 2, "a\\r…"), ("abc", 0, "…"), ("", 0, ""),
    ])
  func cutsToItsLimit(text: String, limit: Int, shown: String) {
    #expect(EscapedText.text(text, limit: limit) == shown)
  }

  @Test func cutsOneCharacterOfManyAccents() {
    let text = "a" + String(repeating: "\u{301}", count: 100_000)
    #expect(text.count == 1)
    #expect(EscapedText.text(text, limit: 60).unicodeScalars.count == 61)
  }

  @Test func leavesNoHiddenScalarOfAny() {
    let hidden: Set<Unicode.GeneralCategory> = [
      .control, .format, .lineSeparator, .paragraphSeparator,
    ]
    for value in 0...0x10FFFF as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(value), hidden.contains(scalar.properties.generalCategory)
      else { continue }
      let shown = EscapedText.text("x\(scalar)y")
      #expect(shown.utf8.allSatisfy { 0x20..<0x7F ~= $0 })
    }
  }
}
