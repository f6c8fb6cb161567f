internal import Procurement
package import Ledger

extension SpendRatio {
  /// Opens ratios up: the formula with its numbers, the invoices and the revenue rows (METRICS,
  /// rule 9).
  ///
  /// - Throws: `SQLiteError` if the store fails.
  package static func explanations(
    of ratios: [SpendRatio], _ question: Question, in book: Book
  ) throws -> [Explanation] {
    let invoices = Dictionary(
      grouping: try book.billedInvoices(in: question.window)
    ) { BuyerMonth(buyer: $0.buyer, month: $0.month) }
    return ratios.map { $0.explanation(invoices) }
  }

  /// Where an invoice is looked for.
  private struct BuyerMonth: Hashable {
    let buyer: String
    let month: Month
  }

  private func explanation(_ invoices: [BuyerMonth: [BilledInvoice]]) -> Explanation {
    let months = period.months.filter { revenue?.coveredMonths.contains($0) ?? true }
    let own = months.flatMap { invoices[BuyerMonth(buyer: buyer, month: $0)] ?? [] }.filter {
      (provider == nil || $0.provider == provider) && $0.evidence.amount?.currency == currency
    }
    return Explanation(
      figure: figure, formula: formula,
      evidence: own.map(\.evidence) + (revenue?.rows.map(\.evidence) ?? []))
  }

  /// `anthropic 2026Q3`, `anthropic with spacex 2026Q3`.
  package var figure: String {
    [buyer, provider.map { "with \($0)" }, contract, period.description]
      .compactMap { $0 }.joined(separator: " ")
  }

  private var formula: String {
    let billed = spend.map(\.description) ?? "no invoices"
    let received = revenue.map(SpendRatio.words) ?? "no revenue known"
    return "spend / revenue = \(billed) / \(received) \(currency.code) = \(ratio.text)"
  }

  /// `5000000000.00 (reported; 31/92 days of 2026Q3)`.
  private static func words(_ revenue: RevenueOverTime) -> String {
    let shares = revenue.rows.compactMap { row in
      let days = revenue.countedDays(of: row)
      return days == row.period.dayCount
        ? nil : "\(days)/\(row.period.dayCount) days of \(row.period.label)"
    }
    return "\(revenue.amount) (\(([revenue.basis.label] + shares).joined(separator: "; ")))"
  }
}
