package import Procurement
internal import Store

/// The currency of a report, and the rate that converts what flows in a month.
package struct CurrencyChoice: Hashable, Sendable {
  /// The currency of all its amounts.
  package let currency: Currency
  /// Which rate of a month.
  package let rule: RateRule

  /// A currency and a rule.
  package init(_ currency: Currency, _ rule: RateRule) {
    self.currency = currency
    self.rule = rule
  }
}

/// The rates of a report, found before anything is converted, so that all that are missing can be told.
package struct CurrencyConversion: Sendable {
  /// The currency of the report, and how months are converted.
  package let choice: CurrencyChoice
  /// The as-of day.
  package let asOf: Day
  /// The rates, by currency and days.
  package let rates: [ConversionRate]
  /// What one stored unit at each rate is worth, in stored units of the report's currency.
  package let perUnit: [Ratio]
  private let places: [RateRequest: Int]

  /// The currency of the report.
  package var currency: Currency { choice.currency }

  /// Finds the rates for some currencies and days.
  /// - Throws: `MissingRatesError` with all that are missing; else `SQLiteError`.
  package init(
    _ requests: Set<RateRequest>, into choice: CurrencyChoice, asOf: Day, in book: Book
  ) throws {
    let found = try book.rates(requests, into: choice.currency, asOf: asOf)
    let order = found.keys.sorted { ($0.from.code, $0.days.order) < ($1.from.code, $1.days.order) }
    self.choice = choice
    self.asOf = asOf
    rates = order.compactMap { found[$0] }
    perUnit = try rates.map { rate throws(MoneyError) in try rate.perUnit }
    places = Dictionary(uniqueKeysWithValues: zip(order, order.indices))
  }

  /// The place of the rate that was found for a request.
  /// - Precondition: it was asked for.
  package func place(of request: RateRequest) -> Int {
    guard let place = places[request] else { preconditionFailure("unknown rate") }
    return place
  }

  /// The place of the rate of what flows in a month.
  /// - Precondition: it was asked for.
  package func place(of currency: Currency, in month: Month) -> Int {
    place(of: RateRequest(currency, in: month, choice.rule, asOf: asOf))
  }
}

extension CurrencyConversion {
  /// The stored rates behind what flows in some months, each rate once.
  /// - Precondition: they were asked for.
  package func evidence(of flows: [(currency: Currency, month: Month)]) -> [Evidence] {
    let places = Set(flows.map { place(of: $0.currency, in: $0.month) }).sorted()
    return places.flatMap { rates[$0].evidence }
  }
}

extension RateRequest {
  /// The rate for what flows in a month.
  package init(_ currency: Currency, in month: Month, _ rule: RateRule, asOf: Day) {
    self.init(from: currency, days: RateDays(of: month, rule, asOf: asOf))
  }
}

extension RateDays {
  /// By their first day, then by their last.
  fileprivate var order: Int {
    switch self {
    case .average(let days): days.from.number &* 10_000_000 &+ days.last.number
    case .closing(let day): day.number &* 10_000_000
    }
  }
}

extension ConversionRate {
  /// The stored rates behind it: `rate EUR/USD 1.0825 for 2026-05: mean of 21 daily rates, 2026-05-04 to
  /// 2026-05-29`; none where nothing is converted.
  package var evidence: [Evidence] {
    legs.map { leg in leg.evidence.named("\(title): \(leg.words)", nil) }
  }

  private var title: String {
    "rate \(from.code)/\(to.code) \(value.exactDecimal(places: 10)) for \(days)\(wayWords)"
  }

  private var wayWords: String {
    switch way {
    case .same, .direct: ""
    case .inverse: ", inverse"
    case .cross(let code): ", through \(code)"
    }
  }
}

extension RateLeg {
  /// `EUR/USD, mean of 21 rates, 2026-05-04 to 2026-05-29`, `EUR/USD of 2026-05-29`.
  fileprivate var words: String {
    let pair = "\(base.code)/\(quote.code)"
    let value = "\(mean.exactDecimal(places: 10))"
    return count == 1
      ? "\(pair) \(value) of \(first)"
      : "\(pair) \(value), mean of \(count) rates, \(first) to \(last)"
  }
}

extension Book {
  /// The currency of a report, by its code in any case.
  /// - Throws: `UnknownNameError` for a code that ISO 4217 does not have.
  package func choice(of code: String, _ rule: RateRule) throws(UnknownNameError) -> CurrencyChoice
  {
    guard let currency = lookups.currencies[code.uppercased()] else {
      throw UnknownNameError(what: "currency", name: code)
    }
    return CurrencyChoice(currency, rule)
  }
}
