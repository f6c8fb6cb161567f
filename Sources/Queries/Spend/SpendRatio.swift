package import Procurement
internal import Store
package import Ledger

/// Spend over revenue, period by period (METRICS, M2 and M2b).
///
/// Over the buyer's revenue it says how much of what comes in goes out again for compute; over the
/// provider's, how much the provider depends on a buyer. Basis: billed, by billing month.
package struct SpendRatio: Hashable, Sendable {
  /// Whose revenue is the denominator.
  package enum Side: String, CaseIterable, Sendable {
    /// The party that pays.
    case buyer
    /// The party that is paid.
    case provider
  }

  /// The buyer's slug.
  package let buyer: String
  /// The provider's slug; `nil` over the buyer's revenue: it is the spend with all providers asked for.
  package let provider: String?
  /// The contract asked for, where one was.
  package let contract: String?
  /// A whole month, quarter or year, cut to the window.
  package let period: MonthRange
  /// The currency of spend and revenue; others have rows of their own.
  package let currency: Currency
  /// What was billed over the months that the ratio is of; `nil` if there is no invoice.
  package let spend: Money?
  /// Revenue for the months that have figures; `nil` if none do.
  package let revenue: RevenueOverTime?
  /// Spend over revenue, or why there is none.
  package let ratio: Figure<Share>
  /// Months with a fee and no invoice, by which the spend is too low.
  package let missing: [MissingInvoice]
}

extension SpendRatio {
  /// What is asked.
  package struct Question: Sendable {
    /// Whose revenue is the denominator.
    package let side: Side
    /// The length of a period.
    package let grain: Grain
    /// The billing months; `nil` for all that have an invoice or miss one.
    package let window: MonthRange?
    /// Which kinds of revenue may be used, the preferred first.
    package let bases: [RevenueBasis]
    /// Months that are not over by then are not missing.
    package let asOf: Day

    /// A question about a window of months.
    package init(
      side: Side, grain: Grain, window: MonthRange?, bases: [RevenueBasis], asOf: Day
    ) {
      self.side = side
      self.grain = grain
      self.window = window
      self.bases = bases
      self.asOf = asOf
    }
  }

  /// A row for each pair of parties, currency and period, in this order.
  ///
  /// - Throws: `MoneyError` if a sum does not fit; `SQLiteError` if the store fails.
  package static func all(
    _ question: Question, in book: Book
  ) throws -> [SpendRatio] {
    let spend = try book.spend(in: question.window)
    let missing = try MissingInvoice.all(
      in: book, window: question.window, asOf: question.asOf)
    let isOfContract = !book.scope.contracts.isEmpty
    var ratios: [SpendRatio] = []
    for parties in Parties.all(spend, missing, question, isOfContract: isOfContract) {
      var figures: [Recorded<Revenue>] = []
      if case .one(let id) = book.names.organizations.find(parties.denominator) {
        figures = try book.revenue(of: id)
      }
      ratios += try parties.ratios(question, spend: spend, missing: missing, figures: figures)
    }
    return ratios
  }
}

extension SpendRatio.Question {
  /// The months, quarters or years that touch a stretch, cut to the window.
  fileprivate func periods(from first: Month, through last: Month) -> [MonthRange] {
    let whole = stride(from: first.number, through: last.number, by: 1).map {
      grain.range(around: Month(number: $0))
    }
    var periods: [MonthRange] = []
    for period in whole {
      let start = max(period.from, window?.from ?? period.from)
      let end = min(period.to, window?.to ?? period.to)
      let cut = MonthRange(from: start, to: end)
      if periods.last != cut { periods.append(cut) }
    }
    return periods
  }
}

/// Who pays whom, in which currency.
private struct Parties: Hashable {
  let buyer: String
  let provider: String?
  let contract: String?
  let currency: Currency

  var denominator: String { provider ?? buyer }

  static func all(
    _ spend: [BilledSpend], _ missing: [MissingInvoice], _ question: SpendRatio.Question,
    isOfContract: Bool
  ) -> [Parties] {
    let isOverProvider = question.side == .provider
    let all =
      spend.map {
        Parties(
          buyer: $0.buyer, provider: isOverProvider ? $0.provider : nil,
          contract: isOfContract ? $0.contract : nil, currency: $0.amount.currency)
      }
      + missing.map {
        Parties(
          buyer: $0.buyer, provider: isOverProvider ? $0.provider : nil,
          contract: isOfContract ? $0.contract : nil, currency: $0.currency)
      }
    return Set(all).sorted { $0.order < $1.order }
  }

  private var order: (String, String, String) { (provider ?? "", buyer, currency.code) }

  func ratios(
    _ question: SpendRatio.Question, spend: [BilledSpend], missing: [MissingInvoice],
    figures: [Recorded<Revenue>]
  ) throws -> [SpendRatio] {
    let own = spend.filter { includes($0) }
    let absent = missing.filter { includes($0) }
    let months = own.map(\.month) + absent.map(\.month)
    guard let first = months.min(), let last = months.max() else { return [] }
    return try question.periods(from: first, through: last).map {
      try ratio(question, over: $0, spend: own, missing: absent, figures: figures)
    }
  }

  private func ratio(
    _ question: SpendRatio.Question, over period: MonthRange, spend: [BilledSpend],
    missing: [MissingInvoice], figures: [Recorded<Revenue>]
  ) throws -> SpendRatio {
    let revenue = try RevenueOverTime.best(
      of: figures, over: period, bases: question.bases, in: currency)
    let isCounted = { (month: Month) in
      period.contains(month) && (revenue.map { $0.coveredMonths.contains(month) } ?? true)
    }
    let billed = spend.filter { isCounted($0.month) }
    let absent = missing.filter { isCounted($0.month) }
    let sum =
      billed.isEmpty ? nil : try Money(exactly: billed.map(\.amount).units, of: currency)
    return SpendRatio(
      buyer: buyer, provider: provider, contract: contract, period: period, currency: currency,
      spend: sum, revenue: revenue,
      ratio: figure(
        Figure<Share>(sum, over: revenue?.amount, qualified: words(revenue, absent)), revenue,
        RevenueOverTime.currencies(of: figures, over: period, bases: question.bases)),
      missing: absent)
  }

  /// Says which revenue is missing, or in which part of the period nothing was billed.
  private func figure(
    _ figure: Figure<Share>, _ revenue: RevenueOverTime?, _ known: [Currency]
  ) -> Figure<Share> {
    guard case .unavailable(let reason) = figure else { return figure }
    guard let revenue else {
      let codes = known.filter { $0 != currency }.map(\.code).joined(separator: ", ")
      return codes.isEmpty
        ? figure : .unavailable(.currenciesDiffer, "currencies differ: revenue in \(codes)")
    }
    guard !revenue.isComplete else { return figure }
    let part = "\(revenue.coveredMonths.count)/\(revenue.monthCount)"
    return .unavailable(.partial, "\(reason.words), partial \(part)")
  }

  private func words(_ revenue: RevenueOverTime?, _ missing: [MissingInvoice]) -> [String] {
    var words: [String] = []
    if let revenue, !revenue.isComplete {
      words.append("partial \(revenue.coveredMonths.count)/\(revenue.monthCount)")
    }
    if revenue?.isProrated == true { words.append("prorated by days") }
    if !missing.isEmpty {
      words.append(missing.count == 1 ? "1 invoice missing" : "\(missing.count) invoices missing")
    }
    return words
  }

  private func includes(_ item: BilledSpend) -> Bool {
    item.buyer == buyer && (provider == nil || item.provider == provider)
      && item.amount.currency == currency
  }

  private func includes(_ item: MissingInvoice) -> Bool {
    item.buyer == buyer && (provider == nil || item.provider == provider)
      && item.currency == currency
  }
}
