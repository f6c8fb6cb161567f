internal import Ledger
package import Procurement

extension BudgetReport {
  /// What a scope will come to in the window: what was spent up to the last month that is over and has spend,
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
  init(
    _ plan: BudgetPlan, _ spend: BudgetSpend, _ question: BudgetReport.Question, in book: Book
  ) throws {
    let scope = plan.scope
    let window = question.window
    let spent = spend.spentMonths(of: scope)
    let last = spent.last
    let toCome = window.months.filter { month in last.map { month > $0 } ?? true }
    let past = window.months.filter { month in last.map { month <= $0 } ?? false }
    let exact = spend.exact(scope, in: past)
    let (planned, exactPlan) = spend.budget(plan, window)
    let pace = BudgetReport.Forecast.pace(
      spend.exact(scope, in: spent.suffix(question.paceMonths)),
      over: min(spent.count, question.paceMonths), question.basis)
    let rest = pace.times(Ratio(Int128(toCome.count)))
    let fees = try spend.fees(of: scope, toCome, question, in: book)
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
      return .unavailable(.notBilled, "\(basis.nothing.words) of a month that is over")
    }
    return sum.times(months)
  }
}

extension BudgetSpend {
  /// The fees of the contracts of a scope for the months to come, in stored units; of a contract that renews
  /// also after its term, of any other up to its exit.
  fileprivate func fees(
    of scope: BudgetScope, _ months: [Month], _ question: BudgetReport.Question, in book: Book
  ) throws -> Figure<Ratio> {
    guard let first = months.first else { return .known(.zero) }
    guard question.basis != .paid else {
      return .unavailable(.notApplicable, "fees are not payments")
    }
    let contracts = try book.contracts.filter(scope.hasFees)
    guard !contracts.isEmpty else { return .unavailable(.notApplicable, "no contract") }
    return try contracts.reduce(.known(.zero)) { sum, contract in
      let standing = contract.standing(on: question.asOf)
      guard standing.owesFees else { return sum }
      let end = standing.isRenewing ? nil : standing.exitOn
      let stop = min(end ?? question.window.endDay, question.window.endDay)
      guard first.firstDay < stop else { return sum }
      let fees = try Figure<FeeSum>.held {
        try FeeSum.ofDays(from: first.firstDay, before: stop, contract)
      }
      return sum.adding(fees.flatMap { converted($0.units, of: contract.origin, for: scope) })
    }
  }
}
