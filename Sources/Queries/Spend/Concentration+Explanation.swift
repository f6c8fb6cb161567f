package import Ledger
internal import Procurement

extension Concentration {
  /// The formula with its numbers, and the invoices behind each amount (METRICS, rule 9).
  /// - Throws: `SQLiteError` if the store fails.
  package static func explanations(
    of all: [Concentration], _ question: Question, in book: Book
  ) throws -> [Explanation] {
    let invoices = try book.billedInvoices(in: question.monthsShown, issuedBy: question.asOf)
    let conversion = try question.choice.map { choice in
      let requests = invoices.map { RateRequest($0.spend, choice.rule, asOf: question.asOf) }
      return try CurrencyConversion(Set(requests), into: choice, asOf: question.asOf, in: book)
    }
    let byCurrency = Dictionary(grouping: invoices) {
      conversion?.currency ?? $0.sum.net.currency
    }
    return all.map { $0.explanation(byCurrency[$0.currency] ?? [], question.tax, conversion) }
  }

  private func explanation(
    _ invoices: [BilledInvoice], _ tax: Procurement.TaxTreatment, _ conversion: CurrencyConversion?
  ) -> Explanation {
    let own = invoices.filter { period?.months.contains($0.month) ?? true }
    return Explanation(
      figure: ["concentration", period?.label, currency.code].compactMap(\.self)
        .joined(separator: " "),
      formula: formula,
      evidence: own.map { $0.evidence(tax) } + (conversion?.evidence(of: own) ?? []))
  }

  /// `HHI = 100² × (3.00² + 1.00²) / 4.00² = 6,250.0`.
  private var formula: String {
    let terms = providers.filter(\.counts).map { "\($0.spend.figure.words)²" }
    let words = index.value.map(\.description) ?? "n/a (\(index.reason ?? ""))"
    return "HHI = 100² × (\(terms.joined(separator: " + "))) / \(total.figure.words)² = \(words)"
  }
}

extension Concentration.Question {
  /// The months that are in a figure of the window.
  var monthsShown: MonthRange? {
    window.map { $0.reaching(back: grain == .ttm ? Grain.ttm.monthCount - 1 : 0) }
  }
}
