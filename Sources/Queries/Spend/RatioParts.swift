internal import Ledger
internal import Procurement

/// What a ratio of spend to revenue is made of, before anything is converted.
struct RatioParts {
  private let parties: Parties
  let period: Period
  /// The spend of the months that count.
  private let spend: [BilledSpend]
  private let missing: [MissingInvoice]
  private let revenue: RevenueOverTime?
  /// Why there is no revenue, if there is none.
  private let noRevenue: Unavailable
  private let basis: SpendBasis

  init(
    _ parties: Parties, _ question: SpendRatio.Question, over period: Period,
    spend: [Month: [BilledSpend]], missing: [MissingInvoice], _ history: RevenueHistory
  ) {
    let revenue = history.best(over: period.months, bases: question.bases, in: parties.currency)
    let months = period.months.months.filter { revenue?.coveredMonths.contains($0) ?? true }
    self.parties = parties
    basis = question.basis
    self.period = period
    self.revenue = revenue
    self.spend = months.flatMap { spend[$0] ?? [] }
    self.missing = missing.filter { months.contains($0.month) }
    noRevenue = history.reason(over: period.months, bases: question.bases, in: parties.currency)
  }

  /// The rates that it needs.
  func requests(_ rule: RateRule, asOf: Day) -> [RateRequest] {
    spend.map { RateRequest($0, rule, asOf: asOf) }
      + (revenue?.rows ?? []).map { RateRequest($0.fact, rule, asOf: asOf) }
  }

  /// The ratio, of amounts of one currency unless they are converted.
  func ratio(
    _ question: SpendRatio.Question, _ conversion: CurrencyConversion?,
    _ growth: SpendRatio.Growth?
  ) -> SpendRatio {
    if let conversion { return converted(question, conversion, growth) }
    let billed = BilledSum.total(spend.map(\.sum))
    let amount = billed?.spend(question.tax)
    return ratio(
      of: amount?.figure(on: basis), exact: amount?.figure.map(\.exact),
      tax: billed.map {
        basis == .billed ? $0.tax : MoneySum($0.tax.roundedToMinorUnit, parties.currency)
      },
      revenue, [], growth)
  }

  /// The ratio of amounts that are converted, divided once (METRICS, rules 2 and 7).
  private func converted(
    _ question: SpendRatio.Question, _ conversion: CurrencyConversion,
    _ growth: SpendRatio.Growth?
  ) -> SpendRatio {
    let currency = conversion.currency
    var sums = ConvertedSums<Bool>(in: currency, at: conversion.perUnit)
    var places: Set<Int> = []
    for item in spend {
      let place = conversion.place(of: item)
      sums.add(item.sum.spend(question.tax), at: place, to: false)
      sums.add(item.sum.tax, at: place, to: true)
      places.insert(place)
    }
    for row in revenue?.rows ?? [] { places.insert(conversion.place(of: row.fact)) }
    let exact = sums.sums
    let tax = exact[true].map { MoneySum($0.rounded(to: currency), currency) }
    return ratio(
      of: exact[false].map { $0.rounded(to: currency) }, exact: exact[false], tax: tax,
      revenue?.converted(conversion), places.sorted().map { conversion.rates[$0] }, growth)
  }

  private func ratio(
    of amount: Figure<Money>?, exact: Figure<Ratio>?, tax: MoneySum?, _ revenue: RevenueOverTime?,
    _ rates: [ConversionRate], _ growth: SpendRatio.Growth?
  ) -> SpendRatio {
    let none = Unavailable(.notBilled, basis == .paid ? "no payments" : "no invoices")
    return SpendRatio(
      buyer: parties.buyer, provider: parties.provider, contract: parties.contract, period: period,
      currency: parties.currency, spend: amount ?? .unavailable(none), tax: tax, revenue: revenue,
      revenueAmount: revenue?.amount ?? .unavailable(noRevenue),
      ratio: share(exact ?? .unavailable(none), revenue), missing: missing,
      growth: growth, rates: rates.filter(\.isConverting))
  }

  /// Says which revenue is missing, or in which part of the period nothing was billed.
  private func share(_ spend: Figure<Ratio>, _ revenue: RevenueOverTime?) -> Figure<Share> {
    guard let revenue else { return .unavailable(noRevenue.ofRatio) }
    let part = revenue.partWords
    let figure = Figure<Share>(
      spend, over: revenue.amount.flatMap { _ in revenue.exact },
      qualified: part + revenue.qualifications + MissingInvoice.words(missing.count))
    guard case .unavailable(let reason) = figure, let words = part.first else { return figure }
    return .unavailable(reason.code, "\(reason.words), \(words)")
  }
}

extension RevenueOverTime {
  /// `partial 3/12`; nothing if all of the stretch is covered.
  fileprivate var partWords: [String] {
    isComplete ? [] : ["partial \(coveredMonths.count)/\(monthCount)"]
  }

  /// The revenue in one currency: each figure at the rate of its own period, before shorter ones are taken
  /// out of it and its days counted (METRICS, ruling 35).
  func converted(_ conversion: CurrencyConversion) -> RevenueOverTime {
    RevenueOverTime(
      basis: basis, exact: .held(try convertedSum(conversion)), currency: conversion.currency,
      coveredMonths: coveredMonths, monthCount: monthCount, parts: parts)
  }

  private func convertedSum(_ conversion: CurrencyConversion) throws(MoneyError) -> Figure<Ratio> {
    var terms: [(units: Int128, rate: Ratio)] = []
    for part in parts {
      let days = Ratio(days: part.countedDays, of: part.dayCount)
      for (row, isTakenOut) in [(part.row, false)] + part.without.map({ ($0, true) }) {
        let rate = try conversion.perUnit[conversion.place(of: row.fact)].times(days)
        let units = Int128(row.fact.amount.units)
        terms.append((isTakenOut ? 0 &- units : units, rate))
      }
    }
    var sums = ConvertedSums<Int>(in: conversion.currency, at: terms.map(\.rate))
    for (place, term) in terms.enumerated() {
      sums.add(MoneySum(conversion.currency, units: term.units), at: place, to: 0)
    }
    return sums.sums[0] ?? .known(.zero)
  }
}

extension MoneySum {
  /// An amount of a currency, or that it is too large.
  init(_ amount: Figure<Money>, _ currency: Currency) {
    self = amount.value.map { MoneySum(currency, units: Int128($0.units)) } ?? .tooLarge(currency)
  }
}

extension CurrencyConversion {
  /// The place of the rate of a revenue figure.
  fileprivate func place(of revenue: Revenue) -> Int {
    place(of: RateRequest(revenue, choice.rule, asOf: asOf))
  }
}

extension RateRequest {
  /// The rate for a revenue figure.
  init(_ revenue: Revenue, _ rule: RateRule, asOf: Day) {
    self.init(
      of: AmountOrigin(revenue.amount.currency),
      days: RateDays(of: revenue.period, rule, asOf: asOf))
  }
}

extension MissingInvoice {
  /// `2 invoices missing`; nothing if none is.
  static func words(_ count: Int) -> [String] {
    guard count > 0 else { return [] }
    return [count == 1 ? "1 invoice missing" : "\(count) invoices missing"]
  }
}
