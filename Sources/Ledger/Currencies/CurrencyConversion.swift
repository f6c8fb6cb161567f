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
    let order = found.keys.sorted { $0.order < $1.order }
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

  /// The place of the rate of some spend.
  /// - Precondition: it was asked for.
  package func place(of spend: BilledSpend) -> Int {
    place(of: RateRequest(spend, choice.rule, asOf: asOf))
  }
}

extension CurrencyConversion {
  /// The rates behind the spend of some invoices, each once.
  /// - Precondition: they were asked for.
  package func evidence(of invoices: [BilledInvoice]) -> [Evidence] {
    evidence(of: invoices.map { RateRequest($0.spend, choice.rule, asOf: asOf) })
  }

  /// The rates that were found for requests, each once.
  /// - Precondition: they were asked for.
  package func evidence(of requests: [RateRequest]) -> [Evidence] {
    let places = Set(requests.map { place(of: $0) }).sorted()
    var seen: Set<Evidence> = []
    return places.flatMap { rates[$0].evidence }.filter { seen.insert($0).inserted }
  }
}

extension RateRequest {
  /// The rate for what flows in a month.
  package init(_ origin: AmountOrigin, in month: Month, _ rule: RateRule, asOf: Day) {
    self.init(of: origin, days: RateDays(of: month, rule, asOf: asOf))
  }

  /// The rate for what flows in a month or, of a month that is to come, the last one by the as-of day.
  package init(planned origin: AmountOrigin, in month: Month, _ rule: RateRule, asOf: Day) {
    self =
      month > asOf.month
      ? RateRequest(balanceOf: origin, on: asOf)
      : RateRequest(origin, in: month, rule, asOf: asOf)
  }

  /// The rate for spend of a month.
  package init(_ spend: BilledSpend, _ rule: RateRule, asOf: Day) {
    self.init(spend.origin, in: spend.month, rule, asOf: asOf)
  }

  /// By currency, then by the contract that fixes the rate, then by days.
  fileprivate var order: (String, String, Int) {
    (from.code, origin.fixedRate?.reference ?? "", days.order)
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
  /// The rates behind it, that of the contract first: `rate EUR/USD 1.0825 for 2026-05: mean of 21 daily
  /// rates, 2026-05-04 to 2026-05-29`; none where nothing is converted.
  package var evidence: [Evidence] {
    (isConverting ? [fixedRate?.evidence].compactMap(\.self) : [])
      + legs.map { leg in leg.evidence.named("\(title): \(leg.words)", nil) }
  }

  private var title: String {
    "rate \(from.code)/\(to.code) \(value.exactDecimal(places: 10)) for \(days)\(wayWords)"
  }

  private var wayWords: String {
    let quote = fixedRate.map { ", through \($0.quote.code)" } ?? ""
    return switch way {
    case .same, .direct: quote
    case .inverse: fixedRate == nil ? ", inverse" : quote
    case .cross(let code): fixedRate == nil ? ", through \(code)" : "\(quote) and \(code)"
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
