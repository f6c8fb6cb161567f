internal import Procurement

/// Why a text is not a JSON list of objects with a number.
enum JSONListFault: Error {
  case otherForm, missing, repeated, notANumber, tooLong
}

/// Sums one number of the objects of a JSON list, digit by digit: no number goes through a binary
/// fraction. Source: RFC 8259.
struct JSONListSum {
  private var rest: ArraySlice<UInt8>
  private let name: [UInt8]
  private var sum = CalculatedNumber.zero

  /// Deeper lists and objects are refused.
  private static let mostDepth = 64

  private init(_ text: ArraySlice<UInt8>, _ name: String) {
    rest = text
    self.name = Array(name.utf8)
  }

  /// The sum of the numbers called `name` in a list of objects, each of which has one. A number may
  /// stand in quotes.
  static func sum(
    of name: String, in text: ArraySlice<UInt8>
  ) throws(JSONListFault) -> CalculatedNumber {
    var list = JSONListSum(text, name)
    try list.list()
    guard list.rest.isEmpty else { throw .otherForm }
    return list.sum
  }

  private mutating func list() throws(JSONListFault) {
    try expect("[")
    if skip("]") { return }
    repeat { try item() } while skip(",")
    try expect("]")
  }

  private mutating func item() throws(JSONListFault) {
    try expect("{")
    guard !skip("}") else { throw .missing }
    var isFound = false
    repeat {
      let key = try string()
      // A name with an escape in it could be any.
      guard !key.contains(UInt8(ascii: "\\")) else { throw .otherForm }
      try expect(":")
      guard key.elementsEqual(name) else {
        try passValue(depth: 0)
        continue
      }
      guard !isFound else { throw .repeated }
      isFound = true
      try addNumber()
    } while skip(",")
    try expect("}")
    guard isFound else { throw .missing }
  }

  private mutating func addNumber() throws(JSONListFault) {
    passBlanks()
    let isQuoted = rest.first == UInt8(ascii: "\"")
    let text = isQuoted ? try string() : try number()
    if isQuoted {
      var inner = JSONListSum(text, "")
      _ = try inner.number()
      guard inner.rest.isEmpty else { throw .notANumber }
    }
    var digits: [UInt8] = []
    do {
      _ = try JSONListSum.format.read(text, isNegated: false, into: &digits)
    } catch {
      throw .notANumber
    }
    guard let number = CalculatedNumber(digits[...]), let sum = sum.adding(number) else {
      throw .tooLong
    }
    self.sum = sum
    passBlanks()
  }

  private static let format = NumberFormat(
    decimal: .point, group: .none, negatives: [.minusBefore], allowsExponent: true, symbols: [])
}

// MARK: Values

extension JSONListSum {
  private mutating func passValue(depth: Int) throws(JSONListFault) {
    guard depth < JSONListSum.mostDepth else { throw .otherForm }
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
  private mutating func string() throws(JSONListFault) -> ArraySlice<UInt8> {
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
  private mutating func number() throws(JSONListFault) -> ArraySlice<UInt8> {
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

  private mutating func passBlanks() {
    rest = rest.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
  }

  private mutating func pass(_ word: String) throws(JSONListFault) {
    guard rest.starts(with: word.utf8) else { throw .otherForm }
    rest = rest.dropFirst(word.utf8.count)
  }

  private mutating func skip(_ mark: UnicodeScalar) -> Bool {
    passBlanks()
    guard rest.first == UInt8(ascii: mark) else { return false }
    rest.removeFirst()
    passBlanks()
    return true
  }

  private mutating func expect(
    _ mark: UnicodeScalar, passesBlanks: Bool = true
  ) throws(JSONListFault) {
    passBlanks()
    guard rest.first == UInt8(ascii: mark) else { throw .otherForm }
    rest.removeFirst()
    if passesBlanks { passBlanks() }
  }
}
