import Testing

@testable import Rendering

/// Lines of so many columns.
struct WrappedTextTests {
  @Test(
    arguments: [
      ("fits", 10, ["fits"]), ("", 10, [""]), ("one two three", 7, ["one two", "three"]),
      ("one  two", 5, ["one", "two"]),
      // A contract's reference may be divided, a date and a number may not.
      ("anthropic-spacex-colossus", 12, ["anthropic-", "spacex-", "colossus"]),
      ("due 2026-11-23 -5.00", 12, ["due", "2026-11-23", "-5.00"]),
      ("of the as-of day", 11, ["of the", "as-of day"]), ("by --wide", 6, ["by", "--wide"]),
      ("https://a.example/deals", 12, ["https://", "a.example/", "deals"]),
      // A word that is longer than a line is cut after a mark, or where the line is full.
      ("price_above_contract", 12, ["price_above_", "contract"]),
      ("abcdefghijkl", 5, ["abcde", "fghij", "kl"]), ("日本語", 4, ["日本", "語"]),
      ("日本", 1, ["日", "本"]),
      ("e\u{301}e\u{301}e\u{301}", 2, ["e\u{301}e\u{301}", "e\u{301}"]),
    ])
  func endBetweenWords(text: String, width: Int, lines: [String]) {
    #expect(WrappedText.lines(text, width: width) == lines)
  }

  @Test func leaveADigestWhole() {
    let digest = String(repeating: "0123456789abcdef", count: 4)
    #expect(WrappedText.lines("sha256 \(digest) x", width: 20) == ["sha256", digest, "x"])
    #expect(WrappedText.lines(digest + "0", width: 60).count == 2)
  }

  @Test func goOnFurtherIn() {
    #expect(WrappedText.lines("one two three", width: 7, indent: 2) == ["one two", "  three"])
    #expect(WrappedText.lines("one abcdefgh", width: 6, indent: 2) == ["one", "  abcd", "  efgh"])
  }

  /// Whatever the text, nothing is lost but blanks where a line ends, and no line is too long.
  @Test(arguments: 4...20)
  func loseNothing(width: Int) {
    let text =
      "meta-coreweave: 22,400,000,000.00 USD; see https://a.example/x_y?z=1, and 日本語-text/b"
    let lines = WrappedText.lines(text, width: width)
    #expect(lines.allSatisfy { CharacterWidth.of($0) <= width })
    #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
  }
}
