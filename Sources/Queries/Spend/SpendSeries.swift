package import Ledger
internal import Procurement

/// What was spent over some months, and how many invoices of them are missing.
package struct SpendOverTime: Hashable, Sendable {
  /// Its lines; `nil` if there are none. If it was converted, to whole minor units.
  package private(set) var sum: BilledSum?
  /// What is still to be converted, by the place of its rate.
  private(set) var unconverted: [Int: BilledSum] = [:]
  /// What was converted, in stored units; `nil` if nothing was.
  private var converted: Figure<Ratio>?
  /// How many months of contracts have a fee and no invoice.
  package private(set) var missingCount = 0

  /// Nothing yet.
  init() {}

  /// What was converted: `sum` in whole minor units, `exact` before it was rounded.
  init(_ sum: BilledSum?, _ exact: Figure<Ratio>?, _ missingCount: Int) {
    (self.sum, converted, self.missingCount) = (sum, exact, missingCount)
  }

  var isEmpty: Bool { sum == nil && unconverted.isEmpty && missingCount == 0 }

  mutating func add(_ other: BilledSum) {
    if sum == nil { sum = other } else { sum?.add(other) }
  }

  /// Adds what is converted later, at the rate of a place.
  mutating func add(_ other: BilledSum, at rate: Int) {
    unconverted[rate, default: BilledSum(other.net.currency)].add(other)
  }

  mutating func addMissing() { missingCount += 1 }

  mutating func add(_ other: SpendOverTime) {
    if let sum = other.sum { add(sum) }
    if let exact = other.converted {
      converted =
        converted.map { sum in sum.flatMap { one in exact.flatMap(one.addingFinely) } } ?? exact
    }
    for (rate, sum) in other.unconverted { add(sum, at: rate) }
    missingCount += other.missingCount
  }

  /// The sum of several, which are of one currency.
  static func sum(_ parts: some Sequence<SpendOverTime>) -> SpendOverTime {
    var sum = SpendOverTime()
    for part in parts { sum.add(part) }
    return sum
  }

  /// The spend, or why there is none.
  func amount(_ tax: TaxTreatment, on basis: SpendBasis) -> Figure<Money> {
    sum?.spend(tax).figure(on: basis) ?? .unavailable(basis.nothing)
  }

  /// The spend in stored units, exact, or why there is none.
  func exact(_ tax: TaxTreatment, on basis: SpendBasis) -> Figure<Ratio> {
    converted ?? sum?.spend(tax).exact ?? .unavailable(basis.nothing)
  }

  /// What orders spend from the largest down: what is wholly missing comes last.
  func units(_ tax: TaxTreatment) -> Int128 { sum?.spend(tax).units ?? .min }

  /// By how much it is more than that of earlier months (METRICS, M3): what had neither an invoice nor
  /// missed one is new.
  func growth(
    from earlier: SpendOverTime, _ tax: TaxTreatment, on basis: SpendBasis
  ) -> Figure<Share> {
    .growth(
      from: earlier.isEmpty ? nil : earlier.exact(tax, on: basis), to: exact(tax, on: basis),
      qualified: MissingInvoice.words(missingCount + earlier.missingCount))
  }
}

extension SpendBasis {
  /// Why there is no spend of some months.
  var nothing: Unavailable {
    Unavailable(.notBilled, self == .paid ? "no payment" : "no invoice")
  }
}

/// The spend of one key in one currency month by month, from which that of every period is added up.
struct SpendSeries {
  private(set) var months: [Month: SpendOverTime] = [:]

  /// Nothing yet.
  init() {}

  /// What was spent, and what is missing.
  init(
    _ spend: [Month: [BilledSpend]], _ missing: [MissingInvoice], _ conversion: SpendConversion?
  ) {
    for item in spend.values.joined() { add(item, conversion) }
    for item in missing { addMissing(in: item.month) }
  }

  /// Adds spend, for the rate that a conversion has for it.
  mutating func add(_ item: BilledSpend, _ conversion: SpendConversion?) {
    if let conversion {
      months[item.month, default: SpendOverTime()].add(item.sum, at: conversion.place(of: item))
    } else {
      months[item.month, default: SpendOverTime()].add(item.sum)
    }
  }

  mutating func add(_ other: SpendSeries) {
    for (month, spend) in other.months { months[month, default: SpendOverTime()].add(spend) }
  }

  mutating func addMissing(in month: Month) {
    months[month, default: SpendOverTime()].addMissing()
  }

  /// The spend of a run of months, all of them if it is `nil`.
  func spend(in range: MonthRange?) -> SpendOverTime {
    guard let range else { return .sum(months.values) }
    guard range.monthCount < months.count else {
      return .sum(months.lazy.filter { range.contains($0.key) }.map(\.value))
    }
    return .sum(range.months.lazy.compactMap { months[$0] })
  }
}

/// What the spend of a series has in common besides time.
struct SeriesKey: Hashable {
  /// One for each dimension but that of time.
  let names: [String?]
  let currency: Currency
}
