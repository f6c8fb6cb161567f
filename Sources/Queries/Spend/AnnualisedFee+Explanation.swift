internal import Ledger
package import Procurement

extension AnnualisedFee {
  /// The formula with its numbers, the fee or contract row and the revenue rows.
  package var explanation: Explanation {
    let evidence =
      switch rate {
      case .fee(_, _, let fees): fees.map(\.evidence)
      case .headlineOverTerm, .unavailable: [contract.evidence]
      }
    return Explanation(
      figure: [contract.reference, revenue.map { "over \($0.organization) \($0.label)" }]
        .compactMap { $0 }.joined(separator: " "),
      formula: formula, evidence: evidence + (revenue?.rows.map(\.evidence) ?? []))
  }

  private var formula: String {
    let code = contract.currency.code
    let received = revenue.map { "\($0.amount.words) \(code)" } ?? "no revenue known"
    let annual =
      switch rate {
      case .fee(let monthly, _, _): "12 × \(monthly)"
      case .headlineOverTerm(_, _, let months):
        "12 × \(contract.headline?.value.map(\.description) ?? "?") / \(months)"
      case .unavailable(let reason): reason.words
      }
    return "annualised fee / revenue = \(annual) / \(received) = \(ratio.text)"
  }

  /// The fees of several contracts, annualised, over the one revenue that all are set against.
  ///
  /// - Returns: `nil` if they are set against different ones, or fewer than two have a fee.
  package static func total(
    of rows: [AnnualisedFee]
  ) -> (annual: Figure<Money>, Figure<Share>)? {
    let known = rows.filter { $0.rate.monthly != nil }
    guard known.count > 1, let revenue = known.first?.revenue,
      known.allSatisfy({ $0.revenue == revenue })
    else { return nil }
    let rates = known.compactMap(\.rate.exact.value)
    let exact = Figure<Ratio>.held(try AnnualisedFee.sum(rates))
    let annual = exact.rounded(to: known[0].contract.currency)
    return (annual, Figure<Share>(annual.flatMap { _ in exact }, over: revenue.exact))
  }

  private static func sum(_ rates: [Ratio]) throws(MoneyError) -> Ratio {
    var sum = Ratio.zero
    for rate in rates { sum = try sum.adding(rate) }
    return sum
  }
}
