package import Ledger
internal import Procurement

extension Concentration {
  /// The formula with its numbers, and the invoices behind each amount (METRICS, rule 9).
  /// - Throws: `SQLiteError` if the store fails.
  package static func explanations(
    of all: [Concentration], _ question: Question, in book: Book
  ) throws -> [Explanation] {
    let invoices = Dictionary(
      grouping: try book.billedInvoices(
        in: question.monthsShown, issuedBy: question.asOf)
    ) { $0.sum.net.currency }
    return all.map { $0.explanation(invoices[$0.currency] ?? [], question.tax) }
  }

  private func explanation(
    _ invoices: [BilledInvoice], _ tax: Procurement.TaxTreatment
  ) -> Explanation {
    let own = invoices.filter { period?.months.contains($0.month) ?? true }
    return Explanation(
      figure: ["concentration", period?.label, currency.code].compactMap(\.self)
        .joined(separator: " "),
      formula: formula, evidence: own.map { $0.evidence(tax) })
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
