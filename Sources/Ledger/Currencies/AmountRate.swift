package import Procurement

/// What shows amounts of one origin in the currency of a report: at one rate, or as they are recorded.
///
/// Amounts are exact until they are shown, and rounded once (METRICS, rule 7 and ruling 28).
package struct AmountRate: Hashable, Sendable {
  /// The currency in which amounts are shown.
  package let currency: Currency
  /// What one stored unit is worth in stored units of it.
  package let perUnit: Ratio
  /// The rate; `nil` where nothing is converted.
  private let rate: ConversionRate?

  /// Amounts as they are recorded; or none that needs a rate: what is zero is zero in every currency.
  package init(of currency: Currency) {
    (self.currency, perUnit, rate) = (currency, .one, nil)
  }

  /// - Throws: `MoneyError.tooLarge` where what a stored unit is worth does not fit.
  package init(_ rate: ConversionRate) throws(MoneyError) {
    self.currency = rate.to
    self.perUnit = try rate.perUnit
    self.rate = rate.isConverting ? rate : nil
  }

  /// The stored rates behind it; none where nothing is converted.
  package var evidence: [Evidence] { rate?.evidence ?? [] }

  /// An amount in stored units of what is recorded, in stored units of what is shown.
  package func exact(_ units: Ratio) -> Figure<Ratio> {
    rate == nil ? .known(units) : units.timesFinely(perUnit)
  }

  /// An amount in stored units of what is recorded, rounded half to even to the minor unit.
  package func rounded(_ units: Ratio) -> Figure<Money> {
    exact(units).flatMap { $0.rounded(to: currency) }
  }

  /// A computed amount, rounded half to even to the minor unit.
  package func rounded(_ units: Figure<Ratio>) -> Figure<Money> { units.flatMap { rounded($0) } }

  /// A recorded amount: as it is, or converted and rounded.
  package func shown(_ money: Money) -> Figure<Money> {
    rate == nil && money.currency == currency ? .known(money) : rounded(money.exact)
  }

  /// A recorded amount that may not be known.
  package func shown(_ money: Figure<Money>) -> Figure<Money> { money.flatMap { shown($0) } }

  /// How a formula goes on in the report's currency: `; × 1.16 = 1160.00 USD`; nothing where nothing is
  /// converted.
  package func words(_ amount: Figure<Money>) -> String {
    guard let rate else { return "" }
    return "; × \(rate.value.exactDecimal(places: 10)) = "
      + (amount.value.map { "\($0) \(currency.code)" } ?? "n/a (\(amount.reason ?? ""))")
  }
}
