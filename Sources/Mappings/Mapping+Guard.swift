extension Mapping {
  /// Refuses the texts at which the library would stop the program instead of throwing.
  ///
  /// It takes for granted that a name begins after the `[` of a table, and a value in an array where
  /// no comma or `]` stands. Found by fuzzing.
  /// - Throws: `MappingFailure`, which names the line.
  static func refuseWhatStopsTheLibrary(_ text: String) throws(MappingFailure) {
    var scan = TOMLScan(text)
    if let problem = scan.problem() {
      throw MappingFailure([MappingFault(line: scan.line, "is not TOML: \(problem)")])
    }
  }
}

/// A walk over what stands outside of quotes and comments.
private struct TOMLScan {
  private var rest: ArraySlice<UInt8>
  /// Where the walk is, from 1.
  private(set) var line = 1
  /// The brackets that are open.
  private var open: [UInt8] = []
  private var isAtLineStart = true

  init(_ text: String) {
    rest = Array(text.utf8)[...]
    // The library passes over a byte order mark.
    if rest.starts(with: "\u{FEFF}".utf8) { rest.removeFirst(3) }
  }

  /// The first thing that TOML does not allow there; `nil` where the library may read the text.
  mutating func problem() -> String? {
    while let byte = rest.first {
      if let problem = problem(at: byte) { return problem }
    }
    return nil
  }

  private mutating func problem(at byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "\n"):
      line += 1
      rest.removeFirst()
      isAtLineStart = true
      return nil
    case UInt8(ascii: " "), UInt8(ascii: "\t"): rest.removeFirst()
    case UInt8(ascii: "#"): rest = rest.drop { $0 != UInt8(ascii: "\n") }
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      isAtLineStart = false
      skipText(in: byte)
    case 0x80...: return "a non-ASCII character is outside quotes"
    default: return problem(atMark: byte)
    }
    return nil
  }

  private mutating func problem(atMark byte: UInt8) -> String? {
    defer { isAtLineStart = false }
    rest.removeFirst()
    switch byte {
    case UInt8(ascii: "["):
      if isAtLineStart, open.isEmpty, !beginsAName {
        return "[ is followed by the name of a table, of letters A to Z, digits, - and _"
      }
      open.append(UInt8(ascii: "]"))
    case UInt8(ascii: "{"): open.append(UInt8(ascii: "}"))
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      guard open.popLast() == byte else {
        return "a \(Character(UnicodeScalar(byte))) has no opening counterpart"
      }
    default: break
    }
    return nil
  }

  /// Whether the rest goes on as a table's name does, after its first `[`.
  private var beginsAName: Bool {
    let blanks = " \t".utf8
    let name = rest.dropFirst(rest.first == UInt8(ascii: "[") ? 1 : 0).drop { blanks.contains($0) }
    guard let byte = name.first else { return false }
    return switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-_\"']".utf8.contains(byte)
    }
  }

  /// Passes over a text in quotes, on one line or, in three quotes, on many; to the end of the line
  /// or of all where it is not closed.
  private mutating func skipText(in quote: UInt8) {
    let isLong = rest.prefix(3).elementsEqual([quote, quote, quote])
    rest.removeFirst(isLong ? 3 : 1)
    while let byte = rest.first {
      if byte == quote, !isLong || rest.prefix(3).elementsEqual([quote, quote, quote]) {
        rest.removeFirst(isLong ? 3 : 1)
        // A long text may end in quotes of its own.
        while isLong, rest.first == quote { rest.removeFirst() }
        return
      }
      guard byte != UInt8(ascii: "\n") || isLong else { return }
      if byte == UInt8(ascii: "\n") { line += 1 }
      let isEscape = byte == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"")
      if isEscape, rest.dropFirst().first == UInt8(ascii: "\n") { line += 1 }
      rest.removeFirst(isEscape ? min(2, rest.count) : 1)
    }
  }
}
