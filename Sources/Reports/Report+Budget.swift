internal import Ledger
internal import Procurement
package import Queries
package import Rendering

extension ReportOutline {
  /// `offtake report budget`.
  package static let budget = ReportOutline(
    "budget", BudgetReport.Row.table.outline(), BudgetReport.Forecast.table.outline())
}

extension Report {
  /// Budgets against what was spent, and forecasts; `isExplained` says whether the rows follow.
  package init(_ report: BudgetReport, explanations: [Explanation]?, parameters: [Parameter]) {
    let question = report.question
    self.init(
      .budget,
      title: "Budget against what was \(question.basis.rawValue), by \(question.grain.rawValue)",
      basis: "\(question.basis.words), net of tax" + (question.choice?.words ?? ""),
      parameters: parameters,
      sections: [
        BudgetReport.Row.table.section(report.rows),
        BudgetReport.Forecast.table.section(ifAny: report.forecasts),
      ], explaining: explanations, notes: report.notes)
  }
}

extension BudgetReport {
  fileprivate var notes: [String] {
    let scopes = Set(forecasts.map(\.scope))
    let nested = Set(
      scopes.filter { one in scopes.contains { $0 != one && $0.contains(one) } }.map(\.buyer)
    ).sorted()
    return [
      nested.isEmpty
        ? nil
        : "A budget of all providers contains those of its providers and contracts: rows are not added ("
          + nested.joined(separator: ", ") + ")",
      forecasts.contains { $0.bySchedule.value != nil && $0.monthsToCome > 0 }
        ? "By schedule: fees alone, without usage and minimums" : nil,
    ].compactMap { $0 } + PaymentNotes.notes(paymentsNotSpread)
  }
}

extension BudgetReport.Row {
  fileprivate static let table = Table<BudgetReport.Row> {
    Column("buyer", \.scope.buyer).detail
    Column("provider") { $0.scope.provider ?? "(all)" }.key
    Column("contract") { $0.scope.contract ?? "(all)" }
    Column("period", \.period.label).key
    Column("currency", \.scope.currency).key
    Column("budget", meaning: "Of all months of the period.", \.budget).key
    Column("actual", meaning: "Spent by the as-of day, by the basis.", \.actual).key
    Column("difference", meaning: "Actual less budget, once the period has ended.", \.difference)
      .key
    Column("difference_share", meaning: "Of the budget.", \.share).key
    Column("missing_invoices", meaning: "Months with a fee and no invoice.", \.missingCount)
      .detail
  }
}

extension BudgetReport.Forecast {
  fileprivate static let table = Table<BudgetReport.Forecast>(
    "forecast", title: "Forecast to the end of the period asked for"
  ) {
    Column("buyer", \.scope.buyer).detail
    Column("provider") { $0.scope.provider ?? "(all)" }.key
    Column("contract") { $0.scope.contract ?? "(all)" }
    Column("currency", \.scope.currency).key
    Column("budget", \.budget).key
    Column(
      "actual_through", meaning: "The last ended month that has spend.", \.actualThrough)
    Column("actual", meaning: "Spent up to that month.", \.actual)
    Column("months_to_come", \.monthsToCome).detail
    Column("pace_months", meaning: "The months that the run rate is the mean of.") {
      $0.paceMonths.map(\.description).joined(separator: ", ")
    }.detail
    Column("run_rate", meaning: "The mean of these months.", \.pace).detail
    Column(
      "by_run_rate", meaning: "Actual plus the run rate for each remaining month.", \.byRunRate
    )
    .key
    Column("run_rate_difference", meaning: "By run rate, less the budget.", \.runRateDifference).key
    Column("fees_to_come", meaning: "The remaining fees of the contracts' schedules.", \.fees)
      .detail
    Column("by_schedule", meaning: "Actual plus the remaining fees.", \.bySchedule).key
    Column("schedule_difference", meaning: "By schedule, less the budget.", \.scheduleDifference)
      .key
  }
}
