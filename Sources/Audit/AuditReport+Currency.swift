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
    let contractRates = try book.contractRates
    let origins = Set((findings + accepted).compactMap { $0.originToConvert(contractRates) })
    let rates = try book.balanceRates(of: origins, into: choice, asOf: asOf)
    let none = AmountRate(of: choice.currency)
    func shown(_ findings: [AuditFinding]) -> [AuditFinding] {
      findings.shown(
        at: findings.map { finding in
          finding.currency.map { _ in
            finding.originToConvert(contractRates).flatMap { rates[$0] } ?? none
          }
        }, in: choice.currency)
    }
    var report = self
    report.findings = shown(findings)
    report.accepted = shown(accepted)
    return report
  }
}

extension AuditFinding {
  /// Where its amounts come from; `nil` without one that is not zero.
  fileprivate func originToConvert(_ rates: ContractRates) -> AmountOrigin? {
    let amounts = [exact.expected ?? expected?.exact, exact.billed ?? billed?.exact]
    guard amounts.contains(where: { $0.map { !$0.isZero } ?? false }) else { return nil }
    return currency.map { AmountOrigin($0, rates[provider, contract]) }
  }
}

extension [AuditFinding] {
  /// The findings, each at its rate.
  fileprivate func shown(at rates: [AmountRate?], in currency: Currency) -> [AuditFinding] {
    let totals = totals(at: rates, in: currency)
    return enumerated().map { index, finding in
      guard let rate = rates[index] else { return finding }
      var finding = finding
      finding.show(totals[index], at: rate)
      return finding
    }
  }

  /// What is shown of each variance: pieces of the sum of its kind.
  private func totals(
    at rates: [AmountRate?], in currency: Currency
  ) -> [Int: Figure<Money>] {
    var totals: [Int: Figure<Money>] = [:]
    for places in Dictionary(grouping: indices, by: { self[$0].code }).values {
      let exact = places.compactMap { place -> (Int, Figure<Ratio>)? in
        guard let total = self[place].variance?.exactTotal else { return nil }
        return (place, total.flatMap { rates[place]?.exact($0) ?? .tooLarge })
      }
      let pieces = exact.map(\.1).minorUnits(in: currency)
      for (piece, part) in zip(pieces, exact) { totals[part.0] = piece }
    }
    return totals
  }
}
