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
      grouping: try book.rows(
        on: question.basis, in: question.monthsShown, asOf: question.asOf)
    ) { BuyerMonth(buyer: $0.buyer, month: $0.month) }
    return ratios.map {
      $0.explanation(invoices, question.tax, isConverted: question.choice != nil)
    }
  }

  /// Where an invoice is looked for.
  private struct BuyerMonth: Hashable {
    let buyer: String
    let month: Month
  }

  private func explanation(
    _ invoices: [BuyerMonth: [BilledInvoice]], _ tax: TaxTreatment, isConverted: Bool
  ) -> Explanation {
    let months = period.months.months.filter { revenue?.coveredMonths.contains($0) ?? true }
    let own = months.flatMap { invoices[BuyerMonth(buyer: buyer, month: $0)] ?? [] }.filter {
      (provider == nil || $0.provider == provider)
        && (isConverted || $0.sum.net.currency == currency)
    }
    return Explanation(
      figure: figure, formula: formula(tax),
      evidence: own.map { $0.evidence(tax) } + (revenue?.rows.map(\.evidence) ?? [])
        + rates.flatMap(\.evidence))
  }

  /// `anthropic 2026Q3`, `anthropic with spacex 2026Q3`.
  package var figure: String {
    [buyer, provider.map { "with \($0)" }, contract, period.label]
      .compactMap { $0 }.joined(separator: " ")
  }

  private func formula(_ treatment: TaxTreatment) -> String {
    let billed = (spend.value?.description ?? spend.reason ?? "") + treatment.words(for: tax)
    let received = revenue.map(SpendRatio.words) ?? "no revenue known"
    return "spend / revenue = \(billed) / \(received) \(currency.code) = \(ratio.text)"
  }

  /// `5000000000.00 (reported; 31/92 days of 2026Q3)`, `39000.00 (reported; 2025 less 2025-01..2025-09)`.
  private static func words(_ revenue: RevenueOverTime) -> String {
    let shares = revenue.parts.compactMap(\.words)
    return "\(revenue.amount.words) (\(([revenue.basis.label] + shares).joined(separator: "; ")))"
  }
}

extension RevenueOverTime.Part {
  /// What counts of a figure, if that is not all of it.
  fileprivate var words: String? {
    let less = without.map(\.period.label)
    let name = ([row.period.label] + (less.isEmpty ? [] : [less.joined(separator: ", ")]))
      .joined(separator: " less ")
    guard countedDays < dayCount else { return without.isEmpty ? nil : name }
    return "\(countedDays)/\(dayCount) days of \(name)"
  }
}
