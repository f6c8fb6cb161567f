// Sums and products of stored units are checked wherever they are made: every `+`, `-` and `*` of `Int128`
// in a file that imports this room throws where the result does not fit, so that one without `try` does
// not compile. No amount in a file can trap (METRICS.md, ruling 15).

/// The exact sum.
/// - Throws: `MoneyError.tooLarge` where it does not fit.
package func + (left: Int128, right: Int128) throws(MoneyError) -> Int128 {
  let (sum, isTooLarge) = left.addingReportingOverflow(right)
  guard !isTooLarge else { throw .tooLarge }
  return sum
}

/// The exact difference.
/// - Throws: `MoneyError.tooLarge` where it does not fit.
package func - (left: Int128, right: Int128) throws(MoneyError) -> Int128 {
  let (difference, isTooLarge) = left.subtractingReportingOverflow(right)
  guard !isTooLarge else { throw .tooLarge }
  return difference
}

/// The exact product.
/// - Throws: `MoneyError.tooLarge` where it does not fit.
package func * (left: Int128, right: Int128) throws(MoneyError) -> Int128 {
  let (product, isTooLarge) = left.multipliedReportingOverflow(by: right)
  guard !isTooLarge else { throw .tooLarge }
  return product
}

/// Adds to a sum.
/// - Throws: `MoneyError.tooLarge` where the new one does not fit; the old one stays.
package func += (sum: inout Int128, more: Int128) throws(MoneyError) { sum = try sum + more }

/// Takes from a sum.
/// - Throws: `MoneyError.tooLarge` where what is left does not fit; the old one stays.
package func -= (sum: inout Int128, less: Int128) throws(MoneyError) { sum = try sum - less }

/// The negative.
/// - Throws: `MoneyError.tooLarge` for `Int128.min`, which has none.
package prefix func - (value: Int128) throws(MoneyError) -> Int128 { try 0 - value }

/// What is made, or `nil` where an amount or sum of it does not fit: that ends no report (METRICS, ruling 15).
/// - Throws: every other error of `make`.
package func unlessTooLarge<Made>(_ make: () throws -> Made) throws -> Made? {
  do {
    return try make()
  } catch is MoneyError {
    return nil
  }
}

extension Int128 {
  /// Adds stored units, which are of 64 bits: no file can have enough of them for their sum to exceed 128.
  package mutating func add(units: Int64) { self = self &+ Int128(units) }
}

extension Int128 {
  /// The product of two numbers of 64 bits, which always fits.
  package init(_ count: Int, times factor: Int) { self = Int128(count) &* Int128(factor) }

  /// The difference of two numbers of stored units, which always fits.
  package init(_ units: Int64, less other: Int64) { self = Int128(units) &- Int128(other) }
}

extension Sequence<Money> {
  /// The sum of the stored units of amounts of one currency, which always fits.
  package var units: Int128 { reduce(into: 0) { $0.add(units: $1.units) } }
}

// These stand in the way of the standard library's operators, which trap: a declaration of the same
// signature hides them, and those above are preferred to it.
extension Int128 {
  /// Hides the sum that traps.
  @available(*, deprecated, message: "traps; the sum that throws needs 'try'")
  @_disfavoredOverload
  package static func + (left: Int128, right: Int128) -> Int128 { left &+ right }

  /// Hides the difference that traps.
  @available(*, deprecated, message: "traps; the difference that throws needs 'try'")
  @_disfavoredOverload
  package static func - (left: Int128, right: Int128) -> Int128 { left &- right }

  /// Hides the product that traps.
  @available(*, deprecated, message: "traps; the product that throws needs 'try'")
  @_disfavoredOverload
  package static func * (left: Int128, right: Int128) -> Int128 { left &* right }

  /// Hides the addition that traps.
  @available(*, deprecated, message: "traps; the addition that throws needs 'try'")
  @_disfavoredOverload
  package static func += (sum: inout Int128, more: Int128) { sum = sum &+ more }

  /// Hides the subtraction that traps.
  @available(*, deprecated, message: "traps; the subtraction that throws needs 'try'")
  @_disfavoredOverload
  package static func -= (sum: inout Int128, less: Int128) { sum = sum &- less }

  /// Hides the multiplication that traps.
  @available(*, deprecated, message: "traps; the product that throws needs 'try'")
  package static func *= (product: inout Int128, factor: Int128) { product = product &* factor }

  /// Hides the negative that traps.
  @available(*, deprecated, message: "traps; the negative that throws needs 'try'")
  @_disfavoredOverload
  package static prefix func - (value: Int128) -> Int128 { 0 &- value }
}
