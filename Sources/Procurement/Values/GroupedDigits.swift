/// Digits in groups of three, for people only.
package enum GroupedDigits {
  /// `-1250000000.00` becomes `-1,250,000,000.00`.
  package static func text(_ number: String) -> String {
    let bytes = number.utf8Span.span
    let first = bytes.count > 0 && bytes[0] == UInt8(ascii: "-") ? 1 : 0
    var end = first
    while end < bytes.count, bytes[end] != UInt8(ascii: ".") { end += 1 }
    guard end - first > 3 else { return number }
    var grouped: [UInt8] = []
    grouped.reserveCapacity(bytes.count + (end - first) / 3)
    for index in bytes.indices {
      if index > first, index < end, (end - index) % 3 == 0 { grouped.append(UInt8(ascii: ",")) }
      grouped.append(bytes[index])
    }
    return String(decoding: grouped, as: UTF8.self)
  }
}

// MARK: In messages

extension Money {
  /// For messages, grouped and with its currency: `52,000.00 USD`.
  package var words: String { "\(GroupedDigits.text(description)) \(currency.code)" }
}

extension Currency {
  /// An amount in stored units for messages, however large.
  package func words(_ units: Int128) -> String {
    if let money = try? Money(exactly: units, of: self) { return money.words }
    return "\(ExactDecimal(coefficient: units, decimals: scale).words) \(code)"
  }
}

extension ExactDecimal {
  /// For messages, grouped: `1,250.5`.
  package var words: String { GroupedDigits.text(description) }
}

extension Int {
  /// For messages: `325,000`.
  package var grouped: String { GroupedDigits.text(description) }
}
