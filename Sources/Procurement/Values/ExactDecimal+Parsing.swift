/// Why a text is not a plain decimal number.
package enum DecimalError: Error, Equatable {
  case empty
  case notANumber
  case groupedDigits
  case tooManyDecimals
  case tooLarge
}

extension DecimalError: CustomStringConvertible {
  /// The end of a sentence that begins with the text: `is not a plain decimal number; …`.
  package var description: String {
    switch self {
    case .empty: "is empty"
    case .notANumber: "is not a plain decimal number; write it like -1234.50"
    case .groupedDigits:
      "has a comma, a space or an apostrophe in it; write it like 1234567.89, with a point and no grouping"
    case .tooManyDecimals: "has more than \(ExactDecimal.maximumDecimals) decimals"
    case .tooLarge: "is too large to be kept exactly"
    }
  }
}

extension ExactDecimal {
  /// Reads `-1234.50`: a minus sign or none, digits, and at most 18 decimals after a point, before
  /// which there may be no digit. Zeros at the end are no decimals.
  ///
  /// Nothing else is a number here, so nothing is guessed: no grouping, no exponent, no sign of a
  /// currency, no digits but ASCII's.
  /// - Throws: `DecimalError`, saying which of these it is not.
  package init(parsing text: Span<UInt8>) throws(DecimalError) {
    guard !text.isEmpty else { throw .empty }
    let isNegative = text[0] == UInt8(ascii: "-")
    var digits = DigitSum()
    var point: Int?
    var decimals = 0
    for index in (isNegative ? 1 : 0)..<text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "."), point == nil {
        point = index
        continue
      }
      guard byte.isDigit else { throw ExactDecimal.problem(of: text) }
      if let point {
        // A zero counts once another digit follows it.
        guard byte != UInt8(ascii: "0") else { continue }
        guard index - point <= ExactDecimal.maximumDecimals else { throw .tooManyDecimals }
        for _ in decimals..<index - point - 1 { try digits.append(0) }
        decimals = index - point
      }
      try digits.append(byte &- UInt8(ascii: "0"))
    }
    guard text.count > (isNegative ? 1 : 0), point != text.count - 1 else { throw .notANumber }
    let magnitude = digits.value
    self.init(coefficient: isNegative ? 0 &- magnitude : magnitude, decimals: decimals)
  }

  /// Reads the same from a `String`.
  package init(parsing text: String) throws(DecimalError) {
    try self.init(parsing: Array(text.utf8).span)
  }

  /// Whether a text that `init(parsing:)` takes is what `description` would give back.
  package static func isCanonical(_ text: Span<UInt8>) -> Bool {
    let zero = UInt8(ascii: "0")
    let point = text.indices.first { text[$0] == UInt8(ascii: ".") }
    let start = text[0] == UInt8(ascii: "-") ? 1 : 0
    let wholeDigits = (point ?? text.count) - start
    guard wholeDigits == 1 || wholeDigits > 1 && text[start] != zero else { return false }
    if point != nil { return text[text.count - 1] != zero }
    return start == 0 || text[start] != zero
  }

  private static func problem(of text: Span<UInt8>) -> DecimalError {
    var hasGrouping = false
    for index in 0..<text.count {
      let byte = text[index]
      let groups =
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: " ")
      guard groups || byte.isDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") else {
        return .notANumber
      }
      hasGrouping = hasGrouping || groups
    }
    return hasGrouping ? .groupedDigits : .notANumber
  }
}

extension UInt8 {
  /// Whether this is one of ASCII's digits.
  package var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
}

/// Digits gathered in a machine word as long as they fit, and in `Int128` after that.
private struct DigitSum {
  private var low: Int64 = 0
  private var wide: Int128?

  var value: Int128 { wide ?? Int128(low) }

  mutating func append(_ digit: UInt8) throws(DecimalError) {
    if wide == nil, low < 100_000_000_000_000_000 {
      low = low &* 10 &+ Int64(digit)
      return
    }
    let (tens, overTens) = value.multipliedReportingOverflow(by: 10)
    let (sum, overSum) = tens.addingReportingOverflow(Int128(digit))
    guard !overTens, !overSum else { throw .tooLarge }
    wide = sum
  }
}
