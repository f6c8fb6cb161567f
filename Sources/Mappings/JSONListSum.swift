internal import Procurement

/// Sums one number of the objects of a JSON list, digit by digit: no number goes through a binary
/// fraction. Source: RFC 8259.
struct JSONListSum {
  private var json: JSONScanner
  private let name: [UInt8]
  private var sum = CalculatedNumber.zero

  private init(_ text: ArraySlice<UInt8>, _ name: String) {
    json = JSONScanner(text)
    self.name = Array(name.utf8)
  }

  /// The sum of the numbers called `name` in a list of objects, each of which has one. A number may
  /// stand in quotes.
  static func sum(
    of name: String, in text: ArraySlice<UInt8>
  ) throws(JSONFault) -> CalculatedNumber {
    var list = JSONListSum(text, name)
    try list.list()
    guard list.json.isAtEnd else { throw .otherForm }
    return list.sum
  }

  private mutating func list() throws(JSONFault) {
    try json.expect("[")
    if json.skip("]") { return }
    repeat { try item() } while json.skip(",")
    try json.expect("]")
  }

  private mutating func item() throws(JSONFault) {
    try json.expect("{")
    guard !json.skip("}") else { throw .missing }
    var isFound = false
    repeat {
      let key = try json.string()
      // A name with an escape in it could be any.
      guard !key.contains(UInt8(ascii: "\\")) else { throw .otherForm }
      try json.expect(":")
      guard key.elementsEqual(name) else {
        try json.passValue()
        continue
      }
      guard !isFound else { throw .repeated }
      isFound = true
      try addNumber()
    } while json.skip(",")
    try json.expect("}")
    guard isFound else { throw .missing }
  }

  private mutating func addNumber() throws(JSONFault) {
    json.passBlanks()
    let isQuoted = json.next == UInt8(ascii: "\"")
    let text = isQuoted ? try json.string() : try json.number()
    if isQuoted {
      var inner = JSONScanner(text)
      _ = try inner.number()
      guard inner.isAtEnd else { throw .notANumber }
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
    json.passBlanks()
  }

  private static let format = NumberFormat(
    decimal: .point, group: .none, negatives: [.minusBefore], allowsExponent: true, symbols: [])
}
