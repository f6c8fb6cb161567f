/// A decimal number as a supplier writes it, of any number of decimals: some systems print the digits of a
/// binary fraction to the last.
///
/// The text is kept whole. Arithmetic takes `value`, which has at most 18 decimals.
package struct WrittenDecimal: Hashable, Sendable {
  /// The number, rounded half to even to 18 decimals where it has more.
  package let value: ExactDecimal
  /// Its canonical text and its first 20 decimals, where it has more than 18.
  private let long: LongDecimal?

  /// A number that needs no rounding.
  package init(_ value: ExactDecimal) {
    self.value = value
    long = nil
  }

  /// Reads what `ExactDecimal` reads, but for its limit of decimals.
  /// - Throws: `DecimalError`; `.tooLarge` for 10^18 and above, either side of zero, whose products could
  ///   not be kept (METRICS.md, ruling 15).
  package init(parsing text: Span<UInt8>) throws(DecimalError) {
    try self.init(stored: text)
    guard value.isMultipliable else { throw .tooLarge }
  }

  /// Reads what a database holds: an older release kept numbers that no file may say any more.
  /// - Throws: `DecimalError`; `.tooLarge` for what does not fit `Int128`.
  package init(stored text: Span<UInt8>) throws(DecimalError) {
    do {
      value = try ExactDecimal(parsing: text)
      long = nil
    } catch {
      guard error == .tooManyDecimals else { throw error }
      let long = try LongDecimal(parsing: text)
      value = ExactDecimal(
        coefficient: long.rounded(toPlaces: ExactDecimal.maximumDecimals),
        decimals: ExactDecimal.maximumDecimals)
      self.long = long
    }
  }

  /// Reads the same from a `String`.
  package init(parsing text: String) throws(DecimalError) {
    try self.init(parsing: Array(text.utf8).span)
  }

  /// Whether `value` had to be rounded.
  package var isRounded: Bool { long != nil }

  /// The number in whole units of 10^-`places`, rounded once, half to even; `nil` beyond `Int128`.
  /// `places` is 0 to 18.
  package func rounded(toPlaces places: Int) -> Int128? {
    long?.rounded(toPlaces: places) ?? value.rounded(toPlaces: places)
  }
}

extension WrittenDecimal: CustomStringConvertible {
  /// The canonical text, whole: `0.0146788990825688073394`.
  package var description: String { long?.text ?? value.description }
}

/// A number of more than 18 decimals; rare, so that the others carry no more than a reference.
private final class LongDecimal: Hashable, Sendable {
  /// Its canonical text.
  let text: String
  /// Its first 19 decimals, and a last one that says whether others follow: enough to round it to any
  /// place before them as the whole would be.
  private let start: Int128
  private static let startPlaces = ExactDecimal.maximumDecimals + 2

  /// Reads a text that `ExactDecimal` refused for its decimals alone, up to where it did.
  init(parsing text: Span<UInt8>) throws(DecimalError) {
    let isNegative = text[0] == UInt8(ascii: "-")
    var digits: [UInt8] = []
    var decimals = 0
    var hasPoint = false
    for index in (isNegative ? 1 : 0)..<text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
        continue
      }
      guard byte.isDigit else { throw .notANumber }
      digits.append(byte)
      if hasPoint { decimals += 1 }
    }
    let whole = digits.dropLast(decimals).drop { $0 == UInt8(ascii: "0") }
    var fraction = digits.suffix(decimals)
    while fraction.last == UInt8(ascii: "0") { fraction.removeLast() }
    guard whole.count <= ExactDecimal.maximumDecimals else { throw .tooLarge }
    let front = whole + fraction.prefix(LongDecimal.startPlaces - 1)
    let hasMore = fraction.count >= LongDecimal.startPlaces
    let magnitude = (front + [UInt8(ascii: hasMore ? "1" : "0")]).reduce(Int128(0)) { sum, digit in
      // 18 digits before the point and 20 behind it fit.
      sum &* 10 &+ Int128(digit &- UInt8(ascii: "0"))
    }
    start = isNegative ? 0 &- magnitude : magnitude
    self.text =
      (isNegative ? "-" : "") + (whole.isEmpty ? "0" : String(decoding: whole, as: UTF8.self)) + "."
      + String(decoding: fraction, as: UTF8.self)
  }

  static func == (left: LongDecimal, right: LongDecimal) -> Bool { left.text == right.text }

  func hash(into hasher: inout Hasher) { hasher.combine(text) }

  func rounded(toPlaces places: Int) -> Int128 {
    start.dividedHalfToEven(by: .powerOfTen(LongDecimal.startPlaces - places))
  }
}
