extension Mapping {
  /// Refuses the texts with which the library would stop the program instead of throwing.
  ///
  /// After the `[` of a table it takes for granted that a name begins. Found by fuzzing.
  /// - Throws: `MappingFailure`, which names the line.
  static func refuseWhatStopsTheLibrary(_ text: String) throws(MappingFailure) {
    // The library passes over a byte order mark. As bytes, CR and LF are two.
    let mark = text.utf8.starts(with: "\u{FEFF}".utf8) ? 3 : 0
    let lines = text.utf8.dropFirst(mark)
      .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !beginsAsNameOrValue(line) {
      throw MappingFailure([
        MappingFault(
          line: index + 1,
          "is not TOML: after [ stands the name of a table, of letters A to Z, digits, - and _")
      ])
    }
  }

  private static func beginsAsNameOrValue(_ line: Substring.UTF8View) -> Bool {
    let blanks = " \t".utf8
    var rest = line.drop { blanks.contains($0) }
    guard rest.first == UInt8(ascii: "[") else { return true }
    rest.removeFirst()
    let isArray = rest.first == UInt8(ascii: "[")
    if isArray { rest.removeFirst() }
    guard let byte = rest.first(where: { !blanks.contains($0) }) else { return false }
    return switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    case UInt8(ascii: "["): !isArray
    default: "-_\"']".utf8.contains(byte)
    }
  }
}
