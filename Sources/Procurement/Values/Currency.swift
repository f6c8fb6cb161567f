/// A currency of ISO 4217, with the scale in which its amounts are stored.
package struct Currency: Hashable, Sendable {
  /// Three capital letters, such as `USD`.
  package let code: String
  /// How many decimals its minor unit has: 2 for USD, 0 for JPY, 3 for KWD; `nil` where ISO names none.
  package let minorDigits: Int?
  /// Amounts are stored as whole multiples of 10^-scale: 6 for USD, 4 for JPY.
  package let scale: Int

  /// A currency with the digits and scale of the store's table; nothing is checked here.
  package init(code: String, minorDigits: Int?, scale: Int) {
    self.code = code
    self.minorDigits = minorDigits
    self.scale = scale
  }

  /// How many stored units make its minor unit: 10,000 for a cent of a dollar.
  package var unitsPerMinorUnit: Int128 { .powerOfTen(scale - (minorDigits ?? 0)) }
}
