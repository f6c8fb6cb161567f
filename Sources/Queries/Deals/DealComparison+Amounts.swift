package import Ledger
package import Procurement

/// Its amounts, as they are shown: computed ones rounded half to even to the minor unit.
extension DealComparison: ConvertibleAmounts {
  /// The fee in force on the as-of day, else the first that is to come.
  package var monthlyFee: Figure<Money> { rate.shown(ownFee) }

  /// 12 × the fee (METRICS, M2c).
  package var annualised: Figure<Money> {
    rate.shown(ownFee.flatMap(\.yearly))
  }

  /// The fee over the accelerators (METRICS, M11b).
  package var feePerAcceleratorMonth: Figure<Money> {
    rate.rounded(fee(times: 1, over: acceleratorCount, "accelerators not known"))
  }

  /// 12 × the fee over the megawatts.
  package var feePerMegawattYear: Figure<Money> {
    rate.rounded(fee(times: 12_000, over: kilowatts, "power not known"))
  }

  /// The headline value.
  package var headline: Figure<Money> { exposure.headline }

  /// The cost to leave if notice is given on the as-of day (METRICS, M18).
  package var costToLeave: Figure<Money> { exposure.costToLeave }

  /// The fee, the headline value and the cost to leave.
  package var recordedAmounts: [Figure<Ratio>] {
    [ownFee.map(\.exact), contract.headlineValue.map(\.exact), exposure.ownCostToLeave]
  }

  /// The rate of the as-of day's closing balances.
  package func rateRequest(_ rule: RateRule, asOf: Day) -> RateRequest? {
    exposure.rateRequest(rule, asOf: asOf)
  }

  /// Shows the fee and what is made of it, the headline value and the cost to leave at one rate.
  package mutating func show(at rate: AmountRate) {
    self.rate = rate
    exposure.show(at: rate)
  }

  private func fee(times factor: Int, over count: Int?, _ unknown: String) -> Figure<Ratio> {
    ownFee.flatMap { fee in
      guard let count, let part = Ratio(Int128(factor), over: Int128(count)), count > 0 else {
        return .unavailable(.notRecorded, unknown)
      }
      return fee.exact.timesFinely(part)
    }
  }
}

extension Money {
  /// What twelve of it are.
  fileprivate var yearly: Figure<Money> { .held(try multiplied(by: 12)) }
}
