package import Procurement

/// Monthly fee over contracted accelerators (METRICS, M11b).
package struct FeePerAccelerator: Hashable, Sendable {
  /// The fee in force.
  package let monthlyFee: Money
  /// How many the contract promises.
  package let acceleratorCount: Int
  /// Per accelerator and month, rounded half to even to the currency's minor unit.
  package let amount: Money

  /// - Returns: `nil` for no accelerators.
  init?(_ fee: Money, over count: Int) throws(MoneyError) {
    guard count > 0 else { return nil }
    monthlyFee = fee
    acceleratorCount = count
    amount = try Money(roundingToMinorUnit: Int128(fee.units), over: count, of: fee.currency)
  }
}
