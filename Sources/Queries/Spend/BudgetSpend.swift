internal import Ledger
internal import Procurement

/// What was spent and what is budgeted, converted where that is asked for.
struct BudgetSpend {
  private let question: BudgetReport.Question
  private let spend: [Month: [BilledSpend]]
  private let missing: [MissingInvoice]
  private let rates: CurrencyConversion?
  private let contractRates: ContractRates

  /// Reads what was spent by the as-of day, and finds the rates.
  /// - Throws: `MissingRatesError`, `SQLiteError`.
  init(
    _ question: BudgetReport.Question, _ plans: [BudgetPlan], in book: Book
  ) throws {
    self.question = question
    let items = try book.spend(on: question.basis, in: nil, asOf: question.asOf)
      .needed(for: question, plans)
    spend = Dictionary(grouping: items, by: \.month)
    missing = try MissingInvoice.all(
      in: book, on: question.basis, window: question.window, asOf: question.asOf)
    let contractRates = try book.contractRates
    self.contractRates = contractRates
    rates = try question.choice.map { choice in
      let flows =
        items.map { ($0.origin, $0.month) }
        + plans.flatMap(\.months.values).joined().map { ($0.fact.origin(contractRates), $0.month) }
      let requests = flows.map {
        RateRequest(planned: $0, in: $1, choice.rule, asOf: question.asOf)
      }
      let fees = try book.contracts
        .filter { contract in plans.contains { $0.scope.hasFees(of: contract) } }
        .map { question.closing($0.origin) }
      return try CurrencyConversion(
        Set(requests + fees), into: choice, asOf: question.asOf, in: book)
    }
  }

  /// The budget of some months, and the same exactly; known if each month has one.
  func budget(_ plan: BudgetPlan, _ months: MonthRange) -> (Figure<Money>, Figure<Ratio>) {
    let gaps = months.months.filter { plan.months[$0] == nil }
    if let gap = gaps.first {
      let more = gaps.count == 1 ? "" : " and \(gaps.count - 1) more"
      let reason = Unavailable(.partial, "no budget for \(gap)\(more)")
      return (.unavailable(reason), .unavailable(reason))
    }
    let amounts = months.months.flatMap { month in
      (plan.months[month] ?? []).map { budget in
        Flow(
          month: month, origin: budget.fact.origin(contractRates),
          sum: MoneySum(budget.amount.currency, units: Int128(budget.amount.units)))
      }
    }
    return total(amounts, in: plan.scope.currency)
  }

  /// What was spent in some months, and the same exactly.
  func actual(_ scope: BudgetScope, _ months: MonthRange) -> (Figure<Money>, Figure<Ratio>) {
    let items = items(of: scope, in: months.months)
    guard !items.isEmpty else {
      let reason =
        months.firstDay > question.asOf
        ? Unavailable(.notYet, "not begun") : question.basis.nothing
      return (.unavailable(reason), .unavailable(reason))
    }
    return total(items.map(Flow.init), in: scope.currency)
  }

  /// The months that are over and have spend of the scope, in order.
  func spentMonths(of scope: BudgetScope) -> [Month] {
    spend.filter { question.isOver($0) && $1.contains(where: scope.includes) }.map(\.key).sorted()
  }

  /// What was spent in the months of a list, exactly; nothing is 0.
  func exact(_ scope: BudgetScope, in months: [Month]) -> Figure<Ratio> {
    total(items(of: scope, in: months).map(Flow.init), in: scope.currency).1
  }

  /// How many months of the scope's contracts have a fee and no invoice.
  func missingCount(_ scope: BudgetScope, _ months: MonthRange) -> Int {
    missing.count {
      months.contains($0.month) && scope.includes($0.buyer, $0.provider, $0.contract)
    }
  }

  /// Fees to come in the currency of a scope, at the last rate by the as-of day.
  func converted(_ units: Ratio, of origin: AmountOrigin, for scope: BudgetScope) -> Figure<Ratio> {
    guard let rates else {
      return origin.currency == scope.currency
        ? .known(units) : .unavailable(Unavailable(MoneyError.currenciesDiffer))
    }
    let rate = rates.perUnit[rates.place(of: question.closing(origin))]
    return Figure.known(units).times(rate)
  }

  /// The rates that convert the budgets and the spend of some months, each once.
  func rates(_ plan: BudgetPlan, _ months: MonthRange) -> [Evidence] {
    guard let rates, let rule = question.choice?.rule else { return [] }
    let planned = months.months.flatMap { month in
      (plan.months[month] ?? []).map { ($0.fact.origin(contractRates), month) }
    }
    let flows = planned + items(of: plan.scope, in: months.months).map { ($0.origin, $0.month) }
    return rates.evidence(
      of: flows.map { RateRequest(planned: $0, in: $1, rule, asOf: question.asOf) })
  }

  private func items(of scope: BudgetScope, in months: [Month]) -> [BilledSpend] {
    months.flatMap { (spend[$0] ?? []).filter(scope.includes) }
  }

  fileprivate struct Flow {
    let month: Month
    let origin: AmountOrigin
    let sum: MoneySum
  }

  /// Adds up and divides once, at the end (METRICS, rule 2).
  private func total(
    _ flows: [Flow], in currency: Currency
  ) -> (Figure<Money>, Figure<Ratio>) {
    guard let rates, let rule = question.choice?.rule else { return sum(flows, in: currency) }
    var sums = ConvertedSums<Int>(in: currency, at: rates.perUnit)
    for flow in flows {
      let request = RateRequest(
        planned: flow.origin, in: flow.month, rule, asOf: question.asOf)
      sums.add(flow.sum, at: rates.place(of: request), to: 0)
    }
    let exact = sums.sums[0] ?? .known(.zero)
    return (exact.rounded(to: currency), exact)
  }

  private func sum(_ flows: [Flow], in currency: Currency) -> (Figure<Money>, Figure<Ratio>) {
    guard flows.allSatisfy({ $0.sum.currency == currency }) else {
      let reason = Unavailable(MoneyError.currenciesDiffer)
      return (.unavailable(reason), .unavailable(reason))
    }
    var sum = MoneySum(currency)
    for flow in flows { sum.add(flow.sum) }
    return (sum.figure(on: question.basis), sum.exact)
  }
}

extension BudgetSpend.Flow {
  /// What was spent.
  fileprivate init(_ spend: BilledSpend) {
    self.init(month: spend.month, origin: spend.origin, sum: spend.sum.net)
  }
}

extension Budget {
  /// Where its amount comes from: a contract's budget is converted at the rate that the contract fixes.
  fileprivate func origin(_ rates: ContractRates) -> AmountOrigin {
    AmountOrigin(amount.currency, rates[contract])
  }
}

extension [BilledSpend] {
  /// What the budgets are set against: what was spent in the window and in the months of the run rates. Nothing
  /// else needs a rate.
  fileprivate func needed(
    for question: BudgetReport.Question, _ plans: [BudgetPlan]
  ) -> [BilledSpend] {
    let pace = plans.map { plan in
      let months = Set(filter { plan.scope.includes($0) && question.isOver($0.month) }.map(\.month))
      return Set(months.sorted().suffix(question.paceMonths))
    }
    return filter { item in
      zip(plans, pace).contains { plan, months in
        plan.scope.includes(item)
          && (question.window.contains(item.month) || months.contains(item.month))
      }
    }
  }
}

extension BudgetScope {
  /// Whether the fees of a contract are in it; what is only talked of has none.
  func hasFees(of contract: ContractFile) -> Bool {
    includes(contract.buyer, contract.provider, contract.reference) && !contract.status.isTalk
  }
}

extension BudgetReport.Question {
  /// Whether a month has ended by the as-of day.
  fileprivate func isOver(_ month: Month) -> Bool { month.lastDay <= asOf }

  /// The last rate by the as-of day.
  fileprivate func closing(_ origin: AmountOrigin) -> RateRequest {
    RateRequest(balanceOf: origin, on: asOf)
  }
}
