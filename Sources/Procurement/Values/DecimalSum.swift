/// Exact decimals being added up, at the places of the most precise of them.
package struct DecimalSum: Hashable, Sendable {
  private var coefficient: Int128 = 0
  private var decimals = 0
  /// Whether the sum left what can be kept exactly; it means nothing then.
  package private(set) var isTooLarge = false

  /// The sum of nothing.
  package init() {}

  /// Adds one more.
  package mutating func add(_ decimal: ExactDecimal) {
    if decimal.decimals == decimals {
      add(decimal.coefficient)
    } else if decimal.decimals < decimals {
      add(scaled(decimal.coefficient, by: decimals - decimal.decimals))
    } else {
      coefficient = scaled(coefficient, by: decimal.decimals - decimals)
      decimals = decimal.decimals
      add(decimal.coefficient)
    }
  }

  /// Adds another sum.
  package mutating func add(_ other: DecimalSum) {
    guard let value = other.value else { return isTooLarge = true }
    add(value)
  }

  /// The sum, or `too large` (METRICS, ruling 15).
  package var figure: Figure<ExactDecimal> { value.map { .known($0) } ?? .tooLarge }

  /// The sum, or `nil` where it is too large.
  package var value: ExactDecimal? {
    isTooLarge ? nil : ExactDecimal(coefficient: coefficient, decimals: decimals)
  }

  private mutating func add(_ other: Int128) {
    let (sum, overflow) = coefficient.addingReportingOverflow(other)
    coefficient = sum
    isTooLarge = isTooLarge || overflow
  }

  private mutating func scaled(_ value: Int128, by places: Int) -> Int128 {
    let (product, overflow) = value.multipliedReportingOverflow(by: .powerOfTen(places))
    isTooLarge = isTooLarge || overflow
    return product
  }
}
