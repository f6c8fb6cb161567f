package import Procurement
internal import Store
package import Ledger

/// Spend over revenue, period by period (METRICS, M2 and M2b).
///
/// Over the buyer's revenue it says how much of what comes in goes out again for compute; over the
/// provider's, how much the provider depends on a buyer. Basis: billed, by billing month; net of tax
/// unless it is asked for.
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
    /// Whether spend and revenue are set against those of earlier periods.
    package let isCompared: Bool

    /// A question about a window of months.
    package init(
      side: Side, grain: Grain, years: YearStart = .january, window: MonthRange?,
      bases: [RevenueBasis], asOf: Day, tax: TaxTreatment = .exclude, isCompared: Bool = false
    ) {
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
  /// - Throws: `SQLiteError` if the store fails.
  package static func all(
    _ question: Question, in book: Book
  ) throws -> [SpendRatio] {
    let spend = try book.spend(in: question.monthsRead, issuedBy: question.asOf)
    let missing = try MissingInvoice.all(
      in: book, window: question.monthsRead, asOf: question.asOf)
    let isOfContract = !book.scope.contracts.isEmpty
    var ratios: [SpendRatio] = []
    for parties in Parties.all(spend, missing, question, isOfContract: isOfContract) {
      var figures: [Recorded<Revenue>] = []
      if case .one(let id) = book.names.organizations.find(parties.denominator) {
        figures = try book.revenue(of: id)
      }
      ratios += parties.ratios(
        question, spend: spend, missing: missing, revenue: RevenueHistory(figures))
    }
    return ratios
  }
}

extension SpendRatio.Question {
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
          contract: isOfContract ? $0.contract : nil, currency: $0.currency)
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
    revenue: RevenueHistory
  ) -> [SpendRatio] {
    let own = Dictionary(grouping: spend.filter { includes($0) }, by: \.month)
    let absent = missing.filter { includes($0) }
    let months = own.keys + absent.map(\.month)
    guard let first = months.min(), let last = months.max() else { return [] }
    let compared = question.isCompared ? SpendSeries(own, absent) : nil
    return question.periods(from: first, through: last).map { period in
      let growth = compared.map {
        SpendAndRevenue(spend: $0, history: revenue, currency: currency, question: question)
          .growth(of: period)
      }
      return ratio(question, over: period, spend: own, missing: absent, revenue, growth)
    }
  }

  private func ratio(
    _ question: SpendRatio.Question, over period: Period, spend: [Month: [BilledSpend]],
    missing: [MissingInvoice], _ history: RevenueHistory, _ growth: SpendRatio.Growth?
  ) -> SpendRatio {
    let revenue = history.best(over: period.months, bases: question.bases, in: currency)
    let months = period.months.months.filter { revenue?.coveredMonths.contains($0) ?? true }
    let billed = BilledSum.total(months.flatMap { spend[$0] ?? [] }.map(\.sum))
    let absent = missing.filter { months.contains($0.month) }
    let amount = billed?.spend(question.tax).figure ?? .unavailable(.notBilled, "no invoices")
    let received =
      revenue?.amount
      ?? .unavailable(history.reason(over: period.months, bases: question.bases, in: currency))
    return SpendRatio(
      buyer: buyer, provider: provider, contract: contract, period: period, currency: currency,
      spend: amount, tax: billed?.tax, revenue: revenue, revenueAmount: received,
      ratio: ratio(of: amount, over: received, revenue, absent), missing: absent,
      growth: growth)
  }

  /// Says which revenue is missing, or in which part of the period nothing was billed.
  private func ratio(
    of spend: Figure<Money>, over received: Figure<Money>, _ revenue: RevenueOverTime?,
    _ missing: [MissingInvoice]
  ) -> Figure<Share> {
    guard let revenue else {
      return received.unavailable.map { .unavailable($0.ofRatio) } ?? .tooLarge
    }
    let part = revenue.partWords
    let figure = Figure<Share>(
      spend.map(\.exact), over: received.flatMap { _ in revenue.exact },
      qualified: part + revenue.qualifications + MissingInvoice.words(missing.count))
    guard case .unavailable(let reason) = figure, let words = part.first else { return figure }
    return .unavailable(reason.code, "\(reason.words), \(words)")
  }

  private func includes(_ item: BilledSpend) -> Bool {
    item.buyer == buyer && (provider == nil || item.provider == provider)
      && item.currency == currency
  }

  private func includes(_ item: MissingInvoice) -> Bool {
    item.buyer == buyer && (provider == nil || item.provider == provider)
      && item.currency == currency
  }
}

extension RevenueOverTime {
  /// `partial 3/12`; nothing if all of the stretch is covered.
  fileprivate var partWords: [String] {
    isComplete ? [] : ["partial \(coveredMonths.count)/\(monthCount)"]
  }
}

extension MissingInvoice {
  /// `2 invoices missing`; nothing if none is.
  static func words(_ count: Int) -> [String] {
    guard count > 0 else { return [] }
    return [count == 1 ? "1 invoice missing" : "\(count) invoices missing"]
  }
}
