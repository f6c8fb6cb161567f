internal import Procurement

extension Money {
  /// The sum of amounts of one currency; `nil` if there are none.
  ///
  /// - Throws: `MoneyError.tooLarge` for a sum that does not fit.
  static func sum(_ amounts: [Money]) throws -> Money? {
    guard let first = amounts.first else { return nil }
    return try Money(exactly: amounts.units, of: first.currency)
  }
}
