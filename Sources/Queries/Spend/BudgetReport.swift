package import Ledger
package import Procurement
internal import Store

/// Budgets against what was spent, period by period, and a forecast to the end of the window.
///
/// Each budget is set against the spend of its own scope: a budget of all providers contains those of its
/// providers and contracts, so that budgets of several scopes are never added.
package struct BudgetReport: Sendable {
  /// What was asked.
  package let question: Question
  /// A row for each scope, currency and period that has a budget.
  package let rows: [Row]
  /// What each scope and currency will come to in the window.
  package let forecasts: [Forecast]
  /// Payments of which it is not known what they pay, so that they are in no figure.
  package let paymentsNotSpread: [Evidence]

  /// What is asked.
  package struct Question: Sendable {
    /// The length of a period.
    package let grain: Grain
    /// The months of the basis.
    package let window: MonthRange
    /// Where years begin.
    package let years: YearStart
    /// Invoices issued, payments made and budgets said later do not count.
    package let asOf: Day
    /// To which month an amount of spend belongs.
    package let basis: SpendBasis
    /// The currency of all amounts; `nil` for that of each budget.
    package let choice: CurrencyChoice?
    /// How many months the run rate is the mean of.
    package let paceMonths: Int

    /// A question about a window of months.
    package init(
      by grain: Grain, window: MonthRange, years: YearStart, asOf: Day,
      basis: SpendBasis = .billed, choice: CurrencyChoice?, paceMonths: Int = usualPaceMonths
    ) {
      self.grain = grain
      self.window = window
      self.years = years
      self.asOf = asOf
      self.basis = basis
      self.choice = choice
      self.paceMonths = paceMonths
    }

    /// How many months a run rate is the mean of, unless told otherwise.
    package static let usualPaceMonths = 3
  }

  /// A budget of one scope and period.
  package struct Row: Hashable, Sendable {
    /// Whose budget, with whom.
    package let scope: BudgetScope
    /// The months.
    package let period: Period
    /// The sum of its months, or that one has none.
    package let budget: Figure<Money>
    /// What was spent by the as-of day.
    package let actual: Figure<Money>
    /// Actual less budget; not before the period has ended.
    package let difference: Figure<Money>
    /// The difference over the budget.
    package let share: Figure<Ratio>
    /// How many months of contracts have a fee and no invoice.
    package let missingCount: Int
    /// The budgets behind it.
    let evidence: [Evidence]
    /// The rates that convert budgets and spend.
    let rates: [Evidence]
  }

  /// Sets budgets against spend.
  /// - Throws: `MissingRatesError` if an amount cannot be converted; `SQLiteError` if the store fails.
  package init(_ question: Question, in book: Book) throws {
    self.question = question
    let plans = try BudgetPlan.all(question, in: book)
    let spend = try BudgetSpend(question, plans, in: book)
    rows = try plans.flatMap { plan in
      try question.years.periods(of: question.grain, in: question.window, cutTo: question.window)
        .filter { period in period.months.months.contains { plan.months[$0] != nil } }
        .map { try Row(plan, $0, spend, question) }
    }
    paymentsNotSpread = try book.paymentsNotSpread(
      on: question.basis, in: question.window, question.asOf)
    forecasts = plans.map { Forecast($0, spend, question) }
  }
}

/// Whose budget it is, with whom, under what.
package struct BudgetScope: Hashable, Sendable {
  /// The buyer's slug.
  package let buyer: String
  /// The provider's slug; `nil` for all of them.
  package let provider: String?
  /// The contract's reference; `nil` for all.
  package let contract: String?
  /// The currency of the budget, or that of the report.
  package let currency: Currency

  func includes(_ item: BilledSpend) -> Bool {
    includes(item.buyer, item.provider, item.contract)
  }

  func includes(_ buyer: String, _ provider: String, _ contract: String?) -> Bool {
    buyer == self.buyer && (self.provider.map { $0 == provider } ?? true)
      && (self.contract.map { $0 == contract } ?? true)
  }

  /// Whether its spend contains all of another's.
  package func contains(_ other: BudgetScope) -> Bool {
    buyer == other.buyer && (provider.map { $0 == other.provider } ?? true)
      && (contract.map { $0 == other.contract } ?? true)
  }

  /// `anthropic spacex c-1 USD`.
  package var words: String {
    [buyer, provider ?? "(all)", contract, currency.code].compactMap { $0 }
      .joined(separator: " ")
  }

  var order: [String] { [buyer, provider ?? "", contract ?? "", currency.code] }
}

/// The budgets of one scope and currency: of each month the one said last.
struct BudgetPlan {
  let scope: BudgetScope
  let months: [Month: [Recorded<Budget>]]

  /// The budgets of the periods, and of the window, of which every month has one: no other sum is known.
  func inKnownSums(_ question: BudgetReport.Question) -> [Recorded<Budget>] {
    let periods = question.years.periods(
      of: question.grain, in: question.window, cutTo: question.window)
    let known = (periods.map(\.months) + [question.window]).filter { range in
      range.months.allSatisfy { months[$0] != nil }
    }
    return months.filter { month, _ in known.contains { $0.contains(month) } }.flatMap(\.value)
  }

  static func all(_ question: BudgetReport.Question, in book: Book) throws -> [BudgetPlan] {
    let said = try book.budgets.filter {
      question.window.contains($0.month) && ($0.asOf?.first ?? question.asOf) <= question.asOf
    }
    let latest = Dictionary(grouping: said) { BudgetKey($0.fact) }.compactMap {
      $1.max { $0.said < $1.said }
    }
    return Dictionary(grouping: latest) { budget in
      BudgetScope(budget.fact, question.choice?.currency, book)
    }.map { scope, budgets in
      BudgetPlan(scope: scope, months: Dictionary(grouping: budgets, by: \.fact.month))
    }.sorted { $0.scope.order.lexicographicallyPrecedes($1.scope.order) }
  }
}

/// What several budgets are of, of which the one said last counts.
private struct BudgetKey: Hashable {
  let buyer: OrganizationID
  let provider: OrganizationID?
  let contract: ContractID?
  let month: Month

  init(_ budget: Budget) {
    (buyer, provider, contract) = (budget.buyer, budget.provider, budget.contract)
    month = budget.month
  }
}

extension BudgetScope {
  fileprivate init(_ budget: Budget, _ currency: Currency?, _ book: Book) {
    buyer = book.names.organizations.slug(of: budget.buyer)
    provider = budget.provider.map { book.names.organizations.slug(of: $0) }
    contract = budget.contract.map { book.names.contracts.reference(of: $0) }
    self.currency = currency ?? budget.amount.currency
  }
}

extension BudgetReport.Row {
  fileprivate init(
    _ plan: BudgetPlan, _ period: Period, _ spend: BudgetSpend, _ question: BudgetReport.Question
  ) throws {
    let scope = plan.scope
    let isOver = period.months.endDay <= question.asOf.adding(days: 1)
    let (planned, exactPlan) = spend.budget(plan, period.months)
    let (billed, exact) = spend.actual(scope, period.months)
    self.scope = scope
    self.period = period
    budget = planned
    actual = billed
    let known = isOver ? exact.subtracting(exactPlan) : .unavailable(.notYet, "not ended")
    difference = known.rounded(to: scope.currency)
    share = known.divided(by: exactPlan, called: "budget")
    missingCount = spend.missingCount(scope, period.months)
    evidence = period.months.months.flatMap { plan.months[$0] ?? [] }.map(\.evidence)
    rates = spend.rates(plan, period.months)
  }
}
