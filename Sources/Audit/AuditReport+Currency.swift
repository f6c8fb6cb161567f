package import Ledger
package import Procurement

extension AuditReport {
  /// The report with its amounts in one currency, at the last rates on or before the as-of day; the variances
  /// of a kind add up to what is shown of their sum.
  /// - Throws: `MissingRatesError` with all that are missing; else `SQLiteError`.
  package func shown(
    in choice: CurrencyChoice?, asOf: Day, _ book: Book
  ) throws -> AuditReport {
    guard let choice else { return self }
    let rates = try book.balanceRates(
      of: Set((findings + accepted).compactMap(\.currency)), into: choice, asOf: asOf)
    var report = self
    report.findings = findings.shown(at: rates, in: choice.currency)
    report.accepted = accepted.shown(at: rates, in: choice.currency)
    return report
  }
}

extension [AuditFinding] {
  fileprivate func shown(
    at rates: [Currency: AmountRate], in currency: Currency
  ) -> [AuditFinding] {
    let totals = totals(at: rates, in: currency)
    return enumerated().map { index, finding in
      guard let rate = finding.currency.flatMap({ rates[$0] }) else { return finding }
      var finding = finding
      finding.show(totals[index], at: rate)
      return finding
    }
  }

  /// What is shown of each variance: pieces of the sum of its kind.
  private func totals(
    at rates: [Currency: AmountRate], in currency: Currency
  ) -> [Int: Figure<Money>] {
    var totals: [Int: Figure<Money>] = [:]
    for places in Dictionary(grouping: indices, by: { self[$0].code }).values {
      let exact = places.compactMap { place -> (Int, Figure<Ratio>)? in
        guard let total = self[place].variance?.total else { return nil }
        return (place, rates[total.currency]?.exact(total.exact) ?? .tooLarge)
      }
      let pieces = exact.map(\.1).minorUnits(in: currency)
      for (piece, part) in zip(pieces, exact) { totals[part.0] = piece }
    }
    return totals
  }
}
