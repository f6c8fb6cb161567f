package import Procurement
internal import Store
package import Ledger

/// Spend over revenue, period by period (METRICS, M2 and M2b).
///
/// Over the buyer's revenue it says how much of what comes in goes out again for compute; over the
/// provider's, how much the provider depends on a buyer. Net of tax, and billed, by billing month, unless
/// something else is asked for.
package struct SpendRatio: Hashable, Sendable {
  /// Whose revenue is the denominator.
  package enum Side: String, CaseIterable, Sendable {
    /// The party that pays.
    case buyer
    /// The party that is paid.
    case provider
    /// No revenue: what the buyer spends with all providers.
    case wallet
  }

  /// The buyer's slug.
  package let buyer: String
  /// The provider's slug; `nil` over the buyer's revenue: it is the spend with all providers asked for.
  package let provider: String?
  /// The contract asked for, where one was.
  package let contract: String?
  /// A whole month, quarter, half or year, cut to the window; or twelve months.
  package let period: Period
  /// The currency of spend and revenue; others have rows of their own.
  package let currency: Currency
  /// What was billed over the months that the ratio is of, or why nothing was.
  package let spend: Figure<Money>
  /// The tax on it, whether or not it is in the spend; `nil` if there is no invoice.
  package let tax: MoneySum?
  /// Revenue for the months that have figures; `nil` if none do.
  package let revenue: RevenueOverTime?
  /// The amount of that revenue, or why there is none.
  package let revenueAmount: Figure<Money>
  /// Spend over revenue, or why there is none.
  package let ratio: Figure<Share>
  /// Months with a fee and no invoice, by which the spend is too low.
  package let missing: [MissingInvoice]
  /// What it is against earlier periods; `nil` unless that was asked for.
  package let growth: Growth?
  /// The rates that converted its spend and revenue; none if they were not converted.
  let rates: [ConversionRate]
}

extension SpendRatio {
  /// What is asked.
  package struct Question: Sendable {
    /// Whose revenue is the denominator.
    package let side: Side
    /// The length of a period.
    package let grain: Grain
    /// Where years begin.
    package let years: YearStart
    /// The billing months; `nil` for all that have an invoice or miss one. Of trailing months, those in
    /// which they end.
    package let window: MonthRange?
    /// Which kinds of revenue may be used, the preferred first.
    package let bases: [RevenueBasis]
    /// Invoices that were issued later do not count; months that are not over by then are not missing.
    package let asOf: Day
    /// Whether tax is in the spend.
    package let tax: TaxTreatment
    /// The currency of all amounts; `nil` for that of each.
    package let choice: CurrencyChoice?
    /// To which month an amount of spend belongs.
    package let basis: SpendBasis
    /// Whether spend and revenue are set against those of earlier periods.
    package let isCompared: Bool

    /// A question about a window of months.
    package init(
      side: Side, grain: Grain, years: YearStart = .january, window: MonthRange?,
      bases: [RevenueBasis], asOf: Day, tax: TaxTreatment = .exclude,
      choice: CurrencyChoice? = nil, basis: SpendBasis = .billed, isCompared: Bool = false
    ) {
      self.choice = choice
      self.basis = basis
      self.side = side
      self.grain = grain
      self.years = years
      self.window = window
      self.bases = bases
      self.asOf = asOf
      self.tax = tax
      self.isCompared = isCompared
    }
  }

  /// A row for each pair of parties, currency and period, in this order.
  ///
  /// - Throws: `MissingRatesError` if an amount cannot be converted; `SQLiteError` if the store fails.
  package static func all(
    _ question: Question, in book: Book
  ) throws -> [SpendRatio] {
    let isOfContract = !book.scope.contracts.isEmpty
    let spend = try book.spend(
      on: question.basis, in: question.monthsRead,
      isByContract: isOfContract || question.choice != nil, asOf: question.asOf)
    let missing = try MissingInvoice.all(
      in: book, on: question.basis, window: question.monthsRead, asOf: question.asOf)
    let all = try Parties.all(spend, missing, question, isOfContract: isOfContract).compactMap {
      parties in
      var figures: [Recorded<Revenue>] = []
      if case .one(let id) = book.names.organizations.find(parties.denominator) {
        figures = try book.revenue(of: id)
      }
      let history = RevenueHistory(figures, isConverted: question.choice != nil)
      return RatiosOfParties(parties, question, spend, missing, history)
    }
    let conversion = try question.choice.map { choice in
      try CurrencyConversion(
        Set(all.flatMap { $0.requests(choice.rule) }), into: choice, asOf: question.asOf, in: book)
    }
    return all.flatMap { $0.ratios(conversion) }
  }
}

extension SpendRatio.Question {
  /// Payments of which it is not known what they pay, so that they are in no figure.
  /// - Throws: `SQLiteError` if the store fails.
  package func paymentsNotSpread(in book: Book) throws -> [Evidence] {
    try book.paymentsNotSpread(on: basis, in: monthsShown, asOf)
  }

  /// The window with the months before it that trailing ones reach back to.
  var monthsShown: MonthRange? {
    window.map { $0.reaching(back: grain.isOverlapping ? grain.monthCount - 1 : 0) }
  }

  /// The months that are in a figure, or in one that it is set against.
  fileprivate var monthsRead: MonthRange? {
    monthsShown.map { $0.reaching(back: isCompared ? max(12, monthsToPrevious) : 0) }
  }

  /// How many months before a period the previous one begins; trailing months, one before.
  var monthsToPrevious: Int { grain.isOverlapping ? 1 : grain.monthCount }

  /// The periods that touch a stretch, cut to the window.
  fileprivate func periods(from first: Month, through last: Month) -> [Period] {
    let reach = window == nil || !grain.isOverlapping ? 0 : grain.monthCount - 1
    let last = max(last, min(last.adding(months: reach), asOf.month))
    let from = max(first, window?.from ?? first)
    let to = min(last.adding(months: 1), window?.to ?? last.adding(months: 1))
    guard from < to else { return [] }
    return years.periods(of: grain, in: MonthRange(from: from, to: to), cutTo: window)
  }
}

/// Who pays whom, in which currency.
struct Parties: Hashable {
  let buyer: String
  let provider: String?
  let contract: String?
  let currency: Currency
  /// Whether amounts of other currencies are converted into it.
  let isConverted: Bool

  fileprivate var denominator: String { provider ?? buyer }

  fileprivate static func all(
    _ spend: [BilledSpend], _ missing: [MissingInvoice], _ question: SpendRatio.Question,
    isOfContract: Bool
  ) -> [Parties] {
    let isOverProvider = question.side == .provider
    func parties(
      _ buyer: String, _ provider: String, _ contract: String?, _ currency: Currency
    ) -> Parties {
      Parties(
        buyer: buyer, provider: isOverProvider ? provider : nil,
        contract: isOfContract ? contract : nil, currency: question.choice?.currency ?? currency,
        isConverted: question.choice != nil)
    }
    let all =
      spend.map { parties($0.buyer, $0.provider, $0.contract, $0.currency) }
      + missing.map { parties($0.buyer, $0.provider, $0.contract, $0.currency) }
    return Set(all).sorted { $0.order < $1.order }
  }

  private var order: (String, String, String) { (provider ?? "", buyer, currency.code) }

  fileprivate func includes(_ buyer: String, _ provider: String, _ currency: Currency) -> Bool {
    buyer == self.buyer && (self.provider == nil || provider == self.provider)
      && (isConverted || currency == self.currency)
  }
}

/// The ratios of one pair of parties, before anything is converted.
private struct RatiosOfParties {
  let question: SpendRatio.Question
  let spend: [Month: [BilledSpend]]
  let missing: [MissingInvoice]
  let history: RevenueHistory
  let currency: Currency
  let parts: [RatioParts]

  /// `nil` if nothing was spent or is missing.
  init?(
    _ parties: Parties, _ question: SpendRatio.Question, _ spend: [BilledSpend],
    _ missing: [MissingInvoice], _ history: RevenueHistory
  ) {
    let own = Dictionary(
      grouping: spend.filter { parties.includes($0.buyer, $0.provider, $0.currency) },
      by: \.month)
    let absent = missing.filter { parties.includes($0.buyer, $0.provider, $0.currency) }
    let months = own.keys + absent.map(\.month)
    guard let first = months.min(), let last = months.max() else { return nil }
    self.question = question
    self.spend = own
    self.missing = absent
    self.history = history
    currency = parties.currency
    parts = question.periods(from: first, through: last).map {
      RatioParts(parties, question, over: $0, spend: own, missing: absent, history)
    }
  }

  /// The rates that they need.
  func requests(_ rule: RateRule) -> [RateRequest] {
    let shown = parts.flatMap { $0.requests(rule, asOf: question.asOf) }
    guard question.isCompared else { return shown }
    return shown + spend.values.joined().map { RateRequest($0, rule, asOf: question.asOf) }
      + compared(nil, SpendSeries()).requests(of: parts.map(\.period), rule)
  }

  func ratios(_ conversion: CurrencyConversion?) -> [SpendRatio] {
    guard question.isCompared else {
      return parts.map { $0.ratio(question, conversion, nil) }
    }
    let series = SpendSeries(
      spend, missing, conversion.map { SpendConversion(at: $0, question.tax) })
    let growth = compared(conversion, series).growth(of: parts.map(\.period))
    return zip(parts, growth).map { $0.ratio(question, conversion, $1) }
  }

  private func compared(
    _ conversion: CurrencyConversion?, _ spend: SpendSeries
  ) -> SpendAndRevenue {
    SpendAndRevenue(
      spend: spend, history: history, currency: currency, question: question,
      conversion: conversion)
  }
}
