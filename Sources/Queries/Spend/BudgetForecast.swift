internal import Ledger
package import Procurement

extension BudgetReport {
  /// What a scope will come to in the window: what was spent up to the last month that is over and was spent in,
  /// and for the months after it the run rate or, apart from that, the fees of the contracts.
  package struct Forecast: Hashable, Sendable {
    /// Whose budget, with whom.
    package let scope: BudgetScope
    /// The budget of the window.
    package let budget: Figure<Money>
    /// The last month of which what was spent is in the forecasts; `nil` if none is.
    package let actualThrough: Month?
    /// What was spent up to it.
    package let actual: Figure<Money>
    /// The months that the run rate is the mean of.
    package let paceMonths: [Month]
    /// The mean of these months.
    package let pace: Figure<Money>
    /// With the run rate for the months after it.
    package let byRunRate: Figure<Money>
    /// The forecast by run rate less the budget.
    package let runRateDifference: Figure<Money>
    /// With the fees of the contracts for the days after it.
    package let bySchedule: Figure<Money>
    /// The forecast by schedule less the budget.
    package let scheduleDifference: Figure<Money>
    /// How many months follow.
    package let monthsToCome: Int
    /// The fees that follow, or why they are not known.
    package let fees: Figure<Money>
  }
}

extension BudgetReport.Forecast {
  init(_ plan: BudgetPlan, _ spend: BudgetSpend, _ question: BudgetReport.Question) {
    let scope = plan.scope
    let window = question.window
    let spent = spend.spentMonths.all(of: scope)
    let toCome = spend.spentMonths.following(of: scope, in: window)
    let past = window.months.filter { !toCome.contains($0) }
    let exact = spend.exact(scope, in: past)
    let (planned, exactPlan) = spend.budget(plan, window)
    let pace = BudgetReport.Forecast.pace(
      spend.exact(scope, in: spent.suffix(question.paceMonths)),
      over: min(spent.count, question.paceMonths), question.basis)
    let rest = pace.times(Ratio(Int128(toCome.count)))
    let fees = spend.fees(of: scope)
    let runRate = toCome.isEmpty ? exact : exact.adding(rest)
    let schedule = toCome.isEmpty ? exact : exact.adding(fees)
    self.scope = scope
    budget = planned
    actualThrough = past.last
    actual = exact.rounded(to: scope.currency)
    paceMonths = Array(spent.suffix(question.paceMonths))
    self.pace = pace.rounded(to: scope.currency)
    byRunRate = runRate.rounded(to: scope.currency)
    runRateDifference = runRate.subtracting(exactPlan).rounded(to: scope.currency)
    bySchedule = schedule.rounded(to: scope.currency)
    scheduleDifference = schedule.subtracting(exactPlan).rounded(to: scope.currency)
    monthsToCome = toCome.count
    self.fees = fees.rounded(to: scope.currency)
  }

  private static func pace(
    _ sum: Figure<Ratio>, over count: Int, _ basis: SpendBasis
  ) -> Figure<Ratio> {
    guard let months = Ratio(1, over: Int128(count)) else {
      return .unavailable(.notBilled, "\(basis.nothing.words) for an ended month")
    }
    return sum.times(months)
  }
}
