package import Procurement
internal import SQLite
internal import Store

/// The stored daily rates, from which the rate of a pair of currencies for a month or a day is found:
/// direct, inverse, or a cross through a third currency (METRICS, rule 7 and ruling 35).
package struct ExchangeRates: Sendable {
  /// Two currencies as their rates are stored.
  struct Pair: Hashable {
    let base, quote: String
  }

  /// By pair, each pair's by day.
  private let daily: [Pair: [Recorded<ExchangeRate>]]
  /// The codes of all currencies that have a rate.
  private let codes: [String]

  init(_ rates: [Recorded<ExchangeRate>]) {
    daily = Dictionary(grouping: rates) {
      Pair(base: $0.fact.base.code, quote: $0.fact.quote.code)
    }.mapValues { $0.sorted { $0.fact.day < $1.fact.day } }
    codes = Set(daily.keys.flatMap { [$0.base, $0.quote] }).sorted()
  }

  /// The rate that is asked for, into a currency; `nil` if a stored one is needed and there is none that
  /// counts.
  ///
  /// A contract's own rate comes before any other; where it is into a third currency, the stored rate from
  /// there follows.
  func rate(_ request: RateRequest, into target: Currency) throws(MoneyError) -> ConversionRate? {
    guard let fixed = request.origin.fixedRate, request.from != target else {
      return try rate(from: request.from, to: target, request.days)
    }
    guard let rest = try rate(from: fixed.quote, to: target, request.days) else { return nil }
    return ConversionRate(
      from: request.from, to: target, days: request.days, value: try fixed.value.times(rest.value),
      fixedRate: fixed, way: rest.way, legs: rest.legs)
  }

  /// The rate of a pair; `nil` if none is stored that counts.
  ///
  /// As it is stored, else its inverse, else a cross through the first currency, by code, that has both
  /// legs. Inverse and cross are taken of means, not means of inverses (ruling 35).
  private func rate(
    from: Currency, to: Currency, _ days: RateDays
  ) throws(MoneyError) -> ConversionRate? {
    func rate(_ value: Ratio, _ way: ConversionRate.Way, _ legs: [RateLeg]) -> ConversionRate {
      ConversionRate(
        from: from, to: to, days: days, value: value, fixedRate: nil, way: way, legs: legs)
    }
    if from == to { return rate(.one, .same, []) }
    if let leg = try leg(from.code, to.code, days) {
      return rate(leg.value, leg.isInverse ? .inverse : .direct, [leg.leg])
    }
    for code in codes where code != from.code && code != to.code {
      guard let first = try leg(from.code, code, days), let second = try leg(code, to.code, days)
      else { continue }
      return rate(try first.value.times(second.value), .cross(code), [first.leg, second.leg])
    }
    return nil
  }

  private struct DirectedLeg {
    let leg: RateLeg
    let value: Ratio
    let isInverse: Bool
  }

  private func leg(
    _ from: String, _ to: String, _ days: RateDays
  ) throws(MoneyError) -> DirectedLeg? {
    if let leg = try leg(Pair(base: from, quote: to), days) {
      return DirectedLeg(leg: leg, value: leg.mean, isInverse: false)
    }
    guard let leg = try leg(Pair(base: to, quote: from), days),
      let inverse = try Ratio.one.divided(by: leg.mean)
    else { return nil }
    return DirectedLeg(leg: leg, value: inverse, isInverse: true)
  }

  private func leg(_ pair: Pair, _ days: RateDays) throws(MoneyError) -> RateLeg? {
    guard let stored = daily[pair] else { return nil }
    let extent = days.extent
    let start = stored.partitioningIndex { $0.fact.day >= extent.from }
    let rates = stored[start...].prefix { $0.fact.day <= extent.last }
    switch days {
    case .closing: return try rates.last.map { rate throws(MoneyError) in try RateLeg([rate]) }
    case .average(let days):
      let months = Set(rates.map(\.fact.day.month))
      guard months.count == MonthRange(from: days.from.month, through: days.last.month).monthCount
      else { return nil }
      return try RateLeg(Array(rates))
    }
  }
}

extension RateLeg {
  /// The mean of rates of a pair, in the order of their days.
  fileprivate init(_ rates: [Recorded<ExchangeRate>]) throws(MoneyError) {
    let (first, last) = (rates[0], rates[rates.count - 1])
    let places = rates.map(\.fact.rate.decimals).max() ?? 0
    var sum = Int128(0)
    for rate in rates {
      guard let units = rate.fact.rate.rounded(toPlaces: places) else { throw .tooLarge }
      try sum += units
    }
    let mean = Ratio(sum, over: try Int128(rates.count) * .powerOfTen(places)) ?? .zero
    self.init(
      base: first.fact.base, quote: first.fact.quote, mean: mean.reduced, count: rates.count,
      first: first.fact.day, last: last.fact.day, evidence: first.evidence)
  }
}

// MARK: Finding them in the book

extension Book {
  /// The rates into a currency that are asked for, of those stored for days up to the as-of day.
  ///
  /// - Throws: `MissingRatesError` with all that are missing; else `SQLiteError`.
  package func rates(
    _ requests: Set<RateRequest>, into target: Currency, asOf: Day
  ) throws -> [RateRequest: ConversionRate] {
    let stored = try exchangeRates(requests, into: target, asOf: asOf)
    var found: [RateRequest: ConversionRate] = [:]
    var missing: Set<MissingRatesError.Rate> = []
    for request in requests {
      found[request] = try stored.rate(request, into: target)
      guard found[request] == nil else { continue }
      missing.formUnion(try stored.missing(request, target))
    }
    guard missing.isEmpty else { throw MissingRatesError(rates: missing.sorted()) }
    return found
  }

  /// The stored rates of the pairs and days that requests may need.
  private func exchangeRates(
    _ requests: Set<RateRequest>, into target: Currency, asOf: Day
  ) throws -> ExchangeRates {
    let foreign = requests.filter { $0.currencyToConvert(into: target) != nil }
    let extents = foreign.map(\.days.extent)
    guard let from = extents.map(\.from).min(), let last = extents.map(\.last).max() else {
      return ExchangeRates([])
    }
    let days = [from.description, min(last, asOf).description].map { Value.text($0) }
    let codes = Set(foreign.compactMap { $0.currencyToConvert(into: target)?.code })
    let pairs = try pairs(between: codes, and: target.code, days)
    let wanted = pairs.map { "\"\($0.base)\($0.quote)\"" }.sorted().joined(separator: ",")
    return ExchangeRates(
      try rows(
        of: ExchangeRate.self,
        where: """
          \(Book.isLive) AND day >= ?1 AND day <= ?2
          AND base || quote IN (SELECT value FROM json_each(?3))
          """, days + [.text("[\(wanted)]")]
      ).map(\.recorded))
  }

  /// The stored pairs that lead from some currencies to another, themselves or through a third.
  private func pairs(
    between codes: Set<String>, and target: String, _ days: [Value]
  ) throws -> [ExchangeRates.Pair] {
    var rows = try Statement(
      """
      SELECT DISTINCT base, quote FROM fx_rate
      WHERE ended_by IS NULL AND day >= ?1 AND day <= ?2
      """, on: store.connection)
    try rows.bind(days)
    var pairs: [ExchangeRates.Pair] = []
    while try rows.step() {
      pairs.append(ExchangeRates.Pair(base: rows.string(0), quote: rows.string(1)))
    }
    var partners: [String: Set<String>] = [:]
    for pair in pairs {
      partners[pair.base, default: []].insert(pair.quote)
      partners[pair.quote, default: []].insert(pair.base)
    }
    let bridges = codes.reduce(into: Set<String>()) { bridges, code in
      bridges.formUnion(partners[code, default: []].intersection(partners[target, default: []]))
    }
    let ends = codes.union([target])
    return pairs.filter { pair in
      ends.contains(pair.base) && (ends.contains(pair.quote) || bridges.contains(pair.quote))
        || ends.contains(pair.quote) && bridges.contains(pair.base)
    }
  }
}

extension ExchangeRates {
  /// What is missing for a request: of a mean over months, those months that have no rate.
  fileprivate func missing(
    _ request: RateRequest, _ target: Currency
  ) throws -> [MissingRatesError.Rate] {
    let from = request.currencyToConvert(into: target) ?? request.from
    func rate(_ days: RateDays) -> MissingRatesError.Rate {
      MissingRatesError.Rate(from: from.code, to: target.code, days: days.searched)
    }
    guard case .average(let days) = request.days else { return [rate(request.days)] }
    let months = try MonthRange(from: days.from.month, through: days.last.month).months.filter {
      let part = DayRange(
        from: max(days.from, $0.firstDay), through: min(days.last, $0.lastDay))
      return try self.rate(from: from, to: target, .average(part)) == nil
    }
    return months.isEmpty
      ? [rate(request.days)] : months.map { rate(.average(DayRange(of: $0))) }
  }
}

extension ExchangeRate: BookedRecord {
  func title(_ names: NameDirectory) -> String { "rate \(base.code)/\(quote.code) of \(day)" }
}
