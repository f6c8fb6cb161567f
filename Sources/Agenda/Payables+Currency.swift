package import Ledger
package import Procurement
internal import Queries

extension Payables {
  /// The payables in one currency, at the last rates on or before the as-of day, payments included: what was
  /// paid and what is open weigh at the rate of one day. What is shown of each invoice adds up to the total.
  /// - Throws: `MissingRatesError` with all that are missing; else `SQLiteError`.
  package func shown(
    in choice: CurrencyChoice?, asOf: Day, _ book: Book
  ) throws -> Payables {
    guard let choice else { return self }
    let origins = Set(invoices.map(\.origin) + daysByOrigin.keys)
    let rates = try book.balanceRates(of: origins, into: choice, asOf: asOf)
    var payables = self
    payables.show(at: rates, in: choice.currency)
    return payables
  }

  private mutating func show(at rates: [AmountOrigin: AmountRate], in currency: Currency) {
    let own = invoices.map { rates[$0.origin] ?? AmountRate(of: $0.origin.currency) }
    let exact = zip(invoices, own).map { $0.open.exact(at: $1) }
    for (index, open) in exact.minorUnits(in: currency).enumerated() {
      invoices[index].show(open, at: own[index])
    }
    let open = Dictionary(grouping: invoices, by: \.provider)
    let parts = daysByOrigin.flatMap { origin, days in
      days.map { (rate: rates[origin] ?? AmountRate(of: origin.currency), days: $0) }
    }
    daysPayable = Dictionary(grouping: parts, by: \.days.provider)
      .sorted { $0.key < $1.key }
      .map { provider, parts in
        DaysPayable(parts, in: currency, open: (open[provider] ?? []).map(\.open))
      }
  }
}

extension MoneySum {
  /// The sum in the currency of a report, in stored units.
  fileprivate func exact(at rate: AmountRate) -> Figure<Ratio> { exact.flatMap { rate.exact($0) } }
}

extension PayableInvoice {
  /// Shows what is open of it as a piece of the total, divided into its payable and its disputed part.
  fileprivate mutating func show(_ piece: Figure<Money>, at rate: AmountRate) {
    let parts = [payable, disputed].map { $0.exact(at: rate) }
      .minorUnits(of: piece, in: rate.currency)
    explanation = Explanation(
      figure: explanation.figure, formula: explanation.formula + rate.words(piece),
      evidence: explanation.evidence + rate.evidence)
    open = MoneySum(piece, rate.currency)
    payable = MoneySum(parts[0], rate.currency)
    disputed = MoneySum(parts[1], rate.currency)
  }
}

extension DaysPayable {
  /// The days of one provider, its currencies weighed in one; `open` is what is shown of its invoices.
  fileprivate init(
    _ parts: [(rate: AmountRate, days: DaysPayable)], in currency: Currency, open: [MoneySum]
  ) {
    let paid = parts.map { $0.days.paid.exact(at: $0.rate) }.fineSum
    let paidDays = parts.map { $0.days.paid.exact(at: $0.rate).times($0.days.days) }.fineSum
    let waiting = parts.map { $0.days.open.exact(at: $0.rate) }.fineSum
    let openDays = parts.map { $0.days.open.exact(at: $0.rate).times($0.days.openDays) }.fineSum
    self.init(
      provider: parts[0].days.provider,
      paid: MoneySum(paid.flatMap { $0.rounded(to: currency) }, currency),
      days: DaysPayable.quotient(paidDays, paid),
      open: open.reduce(MoneySum(currency)) { $0.adding($1) },
      openDays: DaysPayable.quotient(openDays, waiting),
      fromIssue: parts.map(\.days.fromIssue).reduce(0, +))
  }

  private static func quotient(_ days: Figure<Ratio>, _ amount: Figure<Ratio>) -> Ratio? {
    guard let days = days.value, let amount = amount.value else { return nil }
    return try? days.divided(by: amount)
  }
}

extension Figure<Ratio> {
  /// The product; nothing where there is no factor.
  fileprivate func times(_ factor: Ratio?) -> Figure<Ratio> {
    flatMap { factor.map($0.timesFinely) ?? .known(.zero) }
  }
}
