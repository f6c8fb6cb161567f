package import Procurement

/// A rate that converts amounts of one currency into another, and where it comes from.
package struct ConversionRate: Hashable, Sendable {
  /// How a rate comes from stored ones.
  package enum Way: Hashable, Sendable {
    /// Both currencies are the same.
    case same
    /// As it is stored.
    case direct
    /// One over what is stored.
    case inverse
    /// Through a third currency, by its code.
    case cross(String)
  }

  /// The currency of the amounts.
  package let from: Currency
  /// The currency into which they are converted.
  package let to: Currency
  /// The days that it stands for.
  package let days: RateDays
  /// How much of `to` one of `from` is worth, exact.
  package let value: Ratio
  /// The rate that the contract fixes, which comes before its legs; `nil` without one.
  package let fixedRate: ContractRate?
  /// How it comes from its legs.
  package let way: Way
  /// The stored rates: one, two of a cross, or none if the contract's rate is all of it.
  package let legs: [RateLeg]

  /// Whether it converts at all.
  package var isConverting: Bool { from != to }

  /// How many stored units of `to` one stored unit of `from` is worth.
  /// - Throws: `MoneyError.tooLarge` where that does not fit.
  package var perUnit: Ratio {
    get throws(MoneyError) {
      let scales = to.scale - from.scale
      let power = Ratio(.powerOfTen(abs(scales)))
      return scales < 0 ? try value.divided(by: power) ?? value : try value.times(power)
    }
  }
}

/// The stored rates of a pair of currencies behind a rate: one closing rate, or those of some days.
package struct RateLeg: Hashable, Sendable {
  /// The currency of which one is priced.
  package let base: Currency
  /// The currency in which it is priced.
  package let quote: Currency
  /// Their mean, exact.
  package let mean: Ratio
  /// How many there are.
  package let count: Int
  /// The day of the first and of the last of them.
  package let first, last: Day
  /// The row of the first of them.
  package let evidence: Evidence
}

/// A rate that is asked for.
package struct RateRequest: Hashable, Sendable {
  /// Where the amounts come from.
  package let origin: AmountOrigin
  /// The days that it is to stand for.
  package let days: RateDays

  /// The currency of the amounts.
  package var from: Currency { origin.currency }

  /// A rate for amounts of one origin.
  package init(of origin: AmountOrigin, days: RateDays) {
    self.origin = origin
    self.days = days
  }

  /// The currency from which a stored rate is needed; `nil` if none is.
  func currencyToConvert(into target: Currency) -> Currency? {
    guard from != target else { return nil }
    let currency = origin.fixedRate?.quote ?? from
    return currency == target ? nil : currency
  }
}

/// Rates that a report needs and that are not stored: all of them (METRICS, rule 7).
package struct MissingRatesError: Error, Hashable, Sendable {
  /// A rate that is missing.
  package struct Rate: Hashable, Comparable, Sendable {
    /// The codes of the two currencies.
    package let from, to: String
    /// The month, or the day with those before it that would have done.
    package let days: String

    /// By pair, then by day.
    package static func < (left: Rate, right: Rate) -> Bool {
      (left.from, left.to, left.days) < (right.from, right.to, right.days)
    }
  }

  /// By pair, then by day; at least one.
  package let rates: [Rate]
}

extension MissingRatesError: CustomStringConvertible {
  /// `2 exchange rates are missing; import them with: offtake import fx FILE`.
  package var description: String {
    (rates.count == 1
      ? "1 exchange rate is missing; import it"
      : "\(rates.count) exchange rates are missing; import them")
      + " with: offtake import fx FILE"
  }
}

extension MissingRatesError.Rate: CustomStringConvertible {
  /// `no rate EUR/USD for 2026-05`.
  package var description: String { "no rate \(from)/\(to) for \(days)" }
}
