package import Ledger
internal import Procurement

extension BudgetReport {
  /// Opens each difference up: its numbers, the budgets, and the invoices or payments of its
  /// scope and months.
  /// - Throws: `SQLiteError` if the store fails.
  package func explanations(in book: Book) throws -> [Explanation] {
    let invoices = Dictionary(
      grouping: try book.rows(on: question.basis, in: question.window, asOf: question.asOf),
      by: \.month)
    return rows.map { row in
      let own = row.period.months.months.flatMap { invoices[$0] ?? [] }.filter {
        row.scope.includes($0.buyer, $0.provider, $0.contract)
      }
      return Explanation(
        figure: "\(row.scope.words) \(row.period.label)",
        formula: "difference = \(row.actual.words) - \(row.budget.words) = \(row.difference.words)",
        evidence: row.evidence + own.map { $0.evidence(.exclude) } + row.rates)
    } + forecasts.map(\.explanation)
  }
}

extension BudgetReport.Forecast {
  fileprivate var explanation: Explanation {
    let mean = paceMonths.map(\.description).joined(separator: ", ")
    return Explanation(
      figure: "\(scope.words) forecast",
      formula:
        "by run rate = \(actual.words) + \(monthsToCome) × \(pace.words) (mean of \(mean)) = "
        + "\(byRunRate.words); by schedule = \(actual.words) + \(fees.words) = \(bySchedule.words)",
      evidence: [])
  }
}
