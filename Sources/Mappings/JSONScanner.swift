internal import Procurement

/// Why a text is not the JSON that is read here.
enum JSONFault: Error {
  case otherForm, missing, repeated, notANumber, tooLong
}

/// Walks through JSON, a value at a time: no number goes through a binary fraction. Source: RFC 8259.
struct JSONScanner {
  private(set) var rest: ArraySlice<UInt8>

  /// Deeper lists and objects are refused.
  private static let mostDepth = 64

  /// Stands at the front of a text.
  init(_ text: ArraySlice<UInt8>) { rest = text }

  /// Whether all was read.
  var isAtEnd: Bool { rest.isEmpty }

  /// The byte that is next.
  var next: UInt8? { rest.first }

  /// Passes over a value of any form.
  mutating func passValue(depth: Int = 0) throws(JSONFault) {
    guard depth < JSONScanner.mostDepth else { throw .otherForm }
    passBlanks()
    switch rest.first {
    case UInt8(ascii: "{"):
      try expect("{")
      if skip("}") { return }
      repeat {
        _ = try string()
        try expect(":")
        try passValue(depth: depth + 1)
      } while skip(",")
      try expect("}")
    case UInt8(ascii: "["):
      try expect("[")
      if skip("]") { return }
      repeat { try passValue(depth: depth + 1) } while skip(",")
      try expect("]")
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t"): try pass("true")
    case UInt8(ascii: "f"): try pass("false")
    case UInt8(ascii: "n"): try pass("null")
    default: _ = try number()
    }
    passBlanks()
  }

  /// Reads a text in quotes; its escapes stay as they are.
  mutating func string() throws(JSONFault) -> ArraySlice<UInt8> {
    try expect("\"", passesBlanks: false)
    var end = rest.startIndex
    while end < rest.endIndex, rest[end] != UInt8(ascii: "\"") {
      guard rest[end] >= 0x20 else { throw .otherForm }
      end += rest[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard end < rest.endIndex else { throw .otherForm }
    defer {
      rest = rest[(end + 1)...]
      passBlanks()
    }
    return rest[..<end]
  }

  /// Reads a number: `-0.5e-3`.
  mutating func number() throws(JSONFault) -> ArraySlice<UInt8> {
    let start = rest
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let isZero = rest.first == UInt8(ascii: "0")
    let whole = passDigits()
    guard whole > 0, !isZero || whole == 1 else { throw .notANumber }
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      guard passDigits() > 0 else { throw .notANumber }
    }
    if let byte = rest.first, byte | 0x20 == UInt8(ascii: "e") {
      rest.removeFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
      guard passDigits() > 0 else { throw .notANumber }
    }
    return start[..<rest.startIndex]
  }

  private mutating func passDigits() -> Int {
    let digits = rest.prefix { $0.isDigit }.count
    rest = rest.dropFirst(digits)
    return digits
  }

  /// Steps over blanks.
  mutating func passBlanks() {
    rest = rest.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
  }

  private mutating func pass(_ word: String) throws(JSONFault) {
    guard rest.starts(with: word.utf8) else { throw .otherForm }
    rest = rest.dropFirst(word.utf8.count)
  }

  /// Steps over a mark, and the blanks around it, where it is next.
  mutating func skip(_ mark: UnicodeScalar) -> Bool {
    passBlanks()
    guard rest.first == UInt8(ascii: mark) else { return false }
    rest.removeFirst()
    passBlanks()
    return true
  }

  /// Steps over a mark that must be next.
  mutating func expect(
    _ mark: UnicodeScalar, passesBlanks: Bool = true
  ) throws(JSONFault) {
    passBlanks()
    guard rest.first == UInt8(ascii: mark) else { throw .otherForm }
    rest.removeFirst()
    if passesBlanks { passBlanks() }
  }
}
