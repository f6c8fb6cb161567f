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
    let currencies = Set(invoices.map(\.open.currency) + daysPayable.map(\.paid.currency))
    let rates = try book.balanceRates(of: currencies, into: choice, asOf: asOf)
    var payables = self
    payables.show(at: rates, in: choice.currency)
    return payables
  }

  private mutating func show(at rates: [Currency: AmountRate], in currency: Currency) {
    let exact = invoices.map { $0.open.exact(at: rates) }
    for (index, open) in exact.minorUnits(in: currency).enumerated() {
      invoices[index].show(open, at: rates, in: currency)
    }
    let open = Dictionary(grouping: invoices, by: \.provider)
    daysPayable = Dictionary(grouping: daysPayable, by: \.provider)
      .sorted { $0.key < $1.key }
      .map { provider, parts in
        DaysPayable(parts, at: rates, in: currency, open: (open[provider] ?? []).map(\.open))
      }
  }
}

extension MoneySum {
  /// The sum in the currency of a report, in stored units.
  fileprivate func exact(at rates: [Currency: AmountRate]) -> Figure<Ratio> {
    exact.flatMap { units in rates[currency].map { $0.exact(units) } ?? .known(units) }
  }
}

extension PayableInvoice {
  /// Shows what is open of it as a piece of the total, divided into what is to be paid and what is disputed.
  fileprivate mutating func show(
    _ piece: Figure<Money>, at rates: [Currency: AmountRate], in currency: Currency
  ) {
    let rate = rates[open.currency]
    let parts = [payable, disputed].map { $0.exact(at: rates) }
      .minorUnits(of: piece, in: currency)
    explanation = Explanation(
      figure: explanation.figure, formula: explanation.formula + (rate?.words(piece) ?? ""),
      evidence: explanation.evidence + (rate?.evidence ?? []))
    open = MoneySum(piece, currency)
    payable = MoneySum(parts[0], currency)
    disputed = MoneySum(parts[1], currency)
  }
}

extension DaysPayable {
  /// The days of one provider, its currencies weighed in one; `open` is what is shown of its invoices.
  fileprivate init(
    _ parts: [DaysPayable], at rates: [Currency: AmountRate], in currency: Currency,
    open: [MoneySum]
  ) {
    let paid = parts.map { $0.paid.exact(at: rates) }.fineSum
    let paidDays = parts.map { $0.paid.exact(at: rates).times($0.days) }.fineSum
    let waiting = parts.map { $0.open.exact(at: rates) }.fineSum
    let openDays = parts.map { $0.open.exact(at: rates).times($0.openDays) }.fineSum
    self.init(
      provider: parts[0].provider,
      paid: MoneySum(paid.flatMap { $0.rounded(to: currency) }, currency),
      days: DaysPayable.quotient(paidDays, paid),
      open: open.reduce(MoneySum(currency)) { $0.adding($1) },
      openDays: DaysPayable.quotient(openDays, waiting),
      fromIssue: parts.map(\.fromIssue).reduce(0, +))
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
