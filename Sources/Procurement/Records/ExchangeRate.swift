/// How much of `quote` one of `base` was worth on a day.
package struct ExchangeRate: Hashable, Sendable {
  /// The day on which it held.
  package let day: Day
  /// The currency of which it prices one.
  package let base: Currency
  /// The currency in which it prices it; never `base`.
  package let quote: Currency
  /// Greater than zero.
  package let rate: ExactDecimal
  /// Where it is known from.
  package let provenance: Provenance

  /// A rate as its source tells it; nothing is checked here.
  package init(
    day: Day, base: Currency, quote: Currency, rate: ExactDecimal, provenance: Provenance
  ) {
    self.day = day
    self.base = base
    self.quote = quote
    self.rate = rate
    self.provenance = provenance
  }
}
