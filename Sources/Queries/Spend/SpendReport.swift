package import Ledger
package import Procurement

/// Spend broken down by one or two dimensions. Currencies are never added, unless all are converted.
///
/// Invoices count from their day of issue on, payments from theirs. Tax is apart, or in it where that is
/// asked for (METRICS, rulings 6 and 16).
package struct SpendReport: Sendable {
  /// What was asked.
  package let question: Question
  /// One for each currency and key that has spend or a missing invoice.
  package let groups: [Group]
  /// The sum of each currency, by code; none of a currency without invoices.
  package let totals: [BilledSum]
  /// Months with a fee and no invoice, by which the figures may be too low.
  package let missing: [MissingInvoice]
  /// Payments of which it is not known what they pay, so that they are in no figure.
  package let paymentsNotSpread: [Evidence]
  /// The first month that has spend or misses an invoice; `nil` if none does.
  package let firstMonth: Month?
  /// The rates, if it is in one currency.
  let conversion: CurrencyConversion?
  let contracts: ContractNames
  let largest: LargestKeys

  /// What it is broken down by: one or two, of which one at most is time.
  package var dimensions: [SpendDimension] { question.dimensions }
  /// Whether tax is in the amounts.
  package var tax: TaxTreatment { question.tax }

  /// What is asked.
  package struct Question: Sendable {
    /// One or two, of which one at most is time.
    package let dimensions: [SpendDimension]
    /// The months of the basis, `nil` for all; of trailing months, those in which they end.
    package let window: MonthRange?
    /// Where years begin.
    package let years: YearStart
    /// Invoices that were issued later do not count; months that are not over by then are not missing.
    package let asOf: Day
    /// Whether tax is in the amounts.
    package let tax: TaxTreatment
    /// To which month an amount belongs.
    package let basis: SpendBasis
    /// The currency of all amounts; `nil` for that of each.
    package let choice: CurrencyChoice?
    /// Whether spend is set against that of earlier periods.
    package let isCompared: Bool
    /// Whether shares of totals and sums with the rows before are told.
    package let hasSums: Bool
    /// How many keys of the first dimension that is not time are shown; `nil` for all.
    package let top: Int?

    /// A question about a window of months.
    /// - Precondition: without a dimension of time, a window is what spend is compared over.
    package init(
      by dimensions: [SpendDimension], window: MonthRange?, years: YearStart = .january, asOf: Day,
      tax: TaxTreatment = .exclude, basis: SpendBasis = .billed, choice: CurrencyChoice? = nil,
      isCompared: Bool = false, hasSums: Bool = true, top: Int? = nil
    ) {
      precondition(
        !isCompared || window != nil || dimensions.contains(where: \.isTime), "a time to compare")
      self.dimensions = dimensions
      self.window = window
      self.years = years
      self.asOf = asOf
      self.tax = tax
      self.basis = basis
      self.choice = choice
      self.isCompared = isCompared
      self.hasSums = hasSums
      self.top = top
    }
  }

  /// Breaks spend down.
  /// - Throws: `MissingRatesError` if an amount cannot be converted; `SQLiteError` if the store fails.
  package init(_ question: Question, in book: Book) throws {
    let months = question.monthsRead
    let spend = try book.spend(
      on: question.basis, in: months, isBySKU: question.dimensions.contains(.sku),
      isByContract: question.isByContract, asOf: question.asOf)
    let missing = try MissingInvoice.all(
      in: book, on: question.basis, window: months, asOf: question.asOf)
    let contracts = ContractNames(spend, missing)
    let conversion = try question.choice.map {
      try SpendConversion(of: spend, into: $0, question.tax, asOf: question.asOf, in: book)
    }
    let all = question.series(spend, missing, contracts, conversion)
    let shown = question.monthsShown
    largest =
      question.top.map {
        let spend = all.mapValues { $0.spend(in: shown) }
        return LargestKeys($0, of: conversion?.converted(spend) ?? spend, question.tax)
      } ?? LargestKeys()
    groups = SpendGroups(question, all.merged(by: largest.shown), largest, conversion).all
    let totals = Dictionary(grouping: all, by: \.key.currency).mapValues { series in
      SpendOverTime.sum(series.map { $0.value.spend(in: question.window) })
    }
    self.totals = (conversion?.converted(totals) ?? totals).values.compactMap(\.sum)
      .sorted { $0.net.currency.code < $1.net.currency.code }
    firstMonth = all.values.lazy.compactMap { $0.months.keys.min() }.min()
    self.missing = missing.filter { shown?.contains($0.month) ?? true }
    paymentsNotSpread = try book.paymentsNotSpread(on: question.basis, in: shown, question.asOf)
    self.question = question
    self.conversion = conversion?.rates
    self.contracts = contracts
  }

  /// Breaks spend down, without setting it against anything.
  /// - Throws: `MissingRatesError` if an amount cannot be converted; `SQLiteError` if the store fails.
  package init(
    by dimensions: [SpendDimension], on basis: SpendBasis = .billed, in book: Book,
    window: MonthRange?, asOf: Day, tax: TaxTreatment = .exclude, choice: CurrencyChoice? = nil
  ) throws {
    try self.init(
      Question(
        by: dimensions, window: window, asOf: asOf, tax: tax, basis: basis, choice: choice,
        hasSums: false), in: book)
  }

  /// The keys of the second of two dimensions: time forward, else by name with the rest last.
  package var secondKeys: [String?] {
    let isTime = dimensions[1].isTime
    let isRanked = dimensions[0].isTime
    func isBefore(_ left: Group, _ right: Group) -> Bool {
      if isTime { return left.start < right.start }
      if isRanked, left.isRest != right.isRest { return right.isRest }
      return (left.keys[1] ?? "~") < (right.keys[1] ?? "~")
    }
    let first = Dictionary(groups.map { ($0.keys[1], $0) }) { isBefore($1, $0) ? $1 : $0 }
    return first.values.sorted(by: isBefore).map { $0.keys[1] }
  }

  /// What the key of an invoice, or of a part of one, is shown as.
  func key(of invoice: BilledInvoice) -> SeriesKey {
    let spend = invoice.spend
    return largest.shown(
      SeriesKey(
        names: question.keyDimensions.map { $0.name(of: spend, contracts) },
        currency: question.choice?.currency ?? spend.currency))
  }
}

extension SpendReport.Question {
  /// The dimensions but that of time.
  var keyDimensions: [SpendDimension] { dimensions.filter { !$0.isTime } }

  /// How time is divided; `nil` if it is not.
  package var grain: Grain? { dimensions.lazy.compactMap(\.grain).first }

  /// Whether contracts are told apart: they are shown, or a contract's rate converts its spend.
  fileprivate var isByContract: Bool { dimensions.contains(.contract) || choice != nil }

  /// The months that are in a figure of the window.
  var monthsShown: MonthRange? {
    window.map { $0.reaching(back: grain == .ttm ? Grain.ttm.monthCount - 1 : 0) }
  }

  /// The months that are in a figure, or in one that it is set against.
  var monthsRead: MonthRange? {
    monthsShown.map { $0.reaching(back: isCompared ? max(12, monthsToPrevious) : 0) }
  }

  /// How many months before a period the previous one begins; trailing months, one before.
  var monthsToPrevious: Int {
    guard let grain else { return window?.monthCount ?? 0 }
    return grain.isOverlapping ? 1 : grain.monthCount
  }

  fileprivate func series(
    _ spend: [BilledSpend], _ missing: [MissingInvoice], _ contracts: ContractNames,
    _ conversion: SpendConversion?
  ) -> [SeriesKey: SpendSeries] {
    var all: [SeriesKey: SpendSeries] = [:]
    let keyDimensions = keyDimensions
    for item in spend {
      let names = keyDimensions.map { $0.name(of: item, contracts) }
      all[key(names, item.currency), default: SpendSeries()].add(item, conversion)
    }
    for item in missing {
      let names = keyDimensions.map { $0.name(of: item, contracts) }
      all[key(names, item.currency), default: SpendSeries()].addMissing(in: item.month)
    }
    return all
  }

  private func key(_ names: [String?], _ currency: Currency) -> SeriesKey {
    SeriesKey(names: names, currency: choice?.currency ?? currency)
  }
}

extension Book {
  /// Payments of which it is not known what they pay, if spend is what was paid.
  func paymentsNotSpread(
    on basis: SpendBasis, in window: MonthRange?, _ asOf: Day
  ) throws -> [Evidence] {
    basis == .paid ? try paymentsNotSpread(in: window, asOf: asOf) : []
  }
}

extension MissingInvoice {
  /// The months without an invoice, by which spend of a basis is too low: what is paid misses none.
  static func all(
    in book: Book, on basis: SpendBasis, window: MonthRange?, asOf: Day
  ) throws -> [MissingInvoice] {
    basis == .paid ? [] : try all(in: book, window: window, asOf: asOf)
  }
}

extension MoneySum {
  /// What was billed, as it was; what was split over months or lines, to the minor unit (METRICS, ruling
  /// 28).
  func figure(on basis: SpendBasis) -> Figure<Money> {
    basis == .billed ? figure : roundedToMinorUnit
  }
}

extension [SeriesKey: SpendSeries] {
  /// The series under other keys, those of one key as one.
  fileprivate func merged(by change: (SeriesKey) -> SeriesKey) -> Self {
    reduce(into: [:]) { all, item in
      all[change(item.key), default: SpendSeries()].add(item.value)
    }
  }
}

extension BilledSum {
  /// The sum of sums of one currency; `nil` if there are none.
  package static func total(_ sums: [BilledSum]) -> BilledSum? {
    guard var total = sums.first else { return nil }
    for sum in sums.dropFirst() { total.add(sum) }
    return total
  }
}
