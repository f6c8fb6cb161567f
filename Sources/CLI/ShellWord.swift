import Procurement

/// A word of a command as a shell takes it.
enum ShellWord {
  /// The word, between quotes where it has more than letters, digits and `-_./:`; safe to show.
  static func text(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.utf8.allSatisfy { byte in
        byte.isDigit || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
          || "-_./:".utf8.contains(byte)
      }
    return isPlain && !word.hasPrefix("-")
      ? word : "'\(EscapedText.text(word).replacing("'", with: "'\\''"))'"
  }
}
