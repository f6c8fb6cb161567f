/// A currency of ISO 4217, with the scale in which its amounts are stored.
///
/// It is eight bytes without a reference, since every amount has one.
package struct Currency: Hashable, Sendable {
  /// The code, its first letter in the highest of three bytes.
  private let letters: UInt32
  private let digits: Int8
  private let places: Int8

  /// A currency of ISO 4217.
  /// - Precondition: what `init(storedCode:minorDigits:scale:)` asks for.
  package init(code: String, minorDigits: Int?, scale: Int) {
    guard let currency = Currency(storedCode: code, minorDigits: minorDigits, scale: scale) else {
      preconditionFailure("a currency of ISO 4217")
    }
    self = currency
  }

  /// A currency as a database has it; `nil` unless its code is of three capital letters, and its amounts
  /// have as many decimals as its minor unit at least and 18 at most.
  package init?(storedCode code: String, minorDigits: Int?, scale: Int) {
    let capitals = code.utf8
    guard capitals.count == 3, capitals.allSatisfy({ UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }),
      0...ExactDecimal.maximumDecimals ~= scale, 0...scale ~= minorDigits ?? 0
    else { return nil }
    letters = capitals.reduce(0) { $0 << 8 | UInt32($1) }
    digits = minorDigits.map { Int8($0) } ?? -1
    places = Int8(scale)
  }

  /// Three capital letters, such as `USD`.
  package var code: String {
    String(decoding: [letter(at: 16), letter(at: 8), letter(at: 0)], as: UTF8.self)
  }

  private func letter(at shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: letters >> shift) }

  /// How many decimals its minor unit has: 2 for USD, 0 for JPY, 3 for KWD; `nil` where ISO names none.
  package var minorDigits: Int? { digits < 0 ? nil : Int(digits) }

  /// Amounts are stored as whole multiples of 10^-scale: 6 for USD, 4 for JPY.
  package var scale: Int { Int(places) }

  /// How many stored units make its minor unit: 10,000 for a cent of a dollar.
  package var unitsPerMinorUnit: Int128 { .powerOfTen(scale - (minorDigits ?? 0)) }
}
