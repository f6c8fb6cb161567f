extension ExactDecimal {
  /// The product in units of 10^-`scale`, rounded half to even; `nil` where it does not fit.
  package func units(times other: ExactDecimal, scale: Int) -> Int128? {
    let (product, overflow) = coefficient.multipliedReportingOverflow(by: other.coefficient)
    let decimals = decimals + other.decimals
    guard !overflow else { return nil }
    guard decimals > scale else {
      let (units, overflow) = product.multipliedReportingOverflow(
        by: .powerOfTen(scale - decimals))
      return overflow ? nil : units
    }
    return product.dividedHalfToEven(by: .powerOfTen(decimals - scale))
  }
}
