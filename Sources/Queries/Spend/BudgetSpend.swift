internal import Ledger
internal import Procurement

/// What was spent and what is budgeted, converted where that is asked for.
struct BudgetSpend {
  private let question: BudgetReport.Question
  private let spend: [Month: [BilledSpend]]
  private let missing: [MissingInvoice]
  /// The months that are over and were spent in.
  let spentMonths: SpentMonths
  private let fees: [BudgetScope: BudgetFees]
  private let rates: CurrencyConversion?
  private let contractRates: ContractRates

  /// Reads what was spent by the as-of day, and finds the rates.
  /// - Throws: `MissingRatesError`, `SQLiteError`.
  init(
    _ question: BudgetReport.Question, _ plans: [BudgetPlan], in book: Book
  ) throws {
    self.question = question
    let all = try book.spend(on: question.basis, in: nil, asOf: question.asOf)
    let spentMonths = try SpentMonths(all, question, in: book)
    self.spentMonths = spentMonths
    let items = all.needed(for: question, plans, spentMonths)
    let fees = try Dictionary(
      uniqueKeysWithValues: plans.map { plan in
        let toCome = spentMonths.following(of: plan.scope, in: question.window)
        return (plan.scope, try BudgetFees(of: plan.scope, toCome, question, in: book))
      })
    self.fees = fees
    spend = Dictionary(grouping: items, by: \.month)
    missing = try MissingInvoice.all(
      in: book, on: question.basis, window: question.window, asOf: question.asOf)
    let contractRates = try book.contractRates
    self.contractRates = contractRates
    rates = try question.choice.map { choice in
      let flows =
        items.map { Flow($0) }
        + plans.flatMap { $0.inKnownSums(question) }.map { Flow($0, contractRates) }
      let closing = fees.values.flatMap { $0.parts.value ?? [] }.filter { !$0.units.isZero }
        .map { question.closing($0.origin) }
      return try CurrencyConversion(
        Set(flows.compactMap { $0.neededRate(question) } + closing), into: choice,
        asOf: question.asOf, in: book)
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
      (plan.months[month] ?? []).map { Flow($0, contractRates) }
    }
    return total(amounts, in: plan.scope.currency)
  }

  /// What was spent in some months, and the same exactly.
  func actual(_ scope: BudgetScope, _ months: MonthRange) -> (Figure<Money>, Figure<Ratio>) {
    let items = items(of: scope, in: months.months)
    guard !items.isEmpty else {
      let reason =
        months.firstDay > question.asOf
        ? Unavailable(.notYet, "not started") : question.basis.nothing
      return (.unavailable(reason), .unavailable(reason))
    }
    return total(items.map(Flow.init), in: scope.currency)
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

  /// The fees to come of a scope in its currency, at the last rate by the as-of day.
  func fees(of scope: BudgetScope) -> Figure<Ratio> {
    (fees[scope]?.parts ?? .known([])).flatMap { parts in
      parts.reduce(.known(.zero)) { $0.adding(converted($1, for: scope)) }
    }
  }

  private func converted(_ fees: BudgetFees.Part, for scope: BudgetScope) -> Figure<Ratio> {
    guard let rates else {
      return fees.origin.currency == scope.currency
        ? .known(fees.units) : .unavailable(Unavailable(MoneyError.currenciesDiffer))
    }
    guard !fees.units.isZero else { return .known(.zero) }
    let rate = rates.perUnit[rates.place(of: question.closing(fees.origin))]
    return Figure.known(fees.units).times(rate)
  }

  /// The rates that convert the budgets and the spend of some months, each once.
  func rates(_ plan: BudgetPlan, _ months: MonthRange) -> [Evidence] {
    guard let rates else { return [] }
    let budgets = months.months.map { plan.months[$0] ?? [] }
    // A sum that lacks a month is not known, and needs no rate.
    let planned = budgets.contains([]) ? [] : budgets.joined().map { Flow($0, contractRates) }
    let flows = planned + items(of: plan.scope, in: months.months).map { Flow($0) }
    return rates.evidence(of: flows.compactMap { $0.neededRate(question) })
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
    guard let rates else { return sum(flows, in: currency) }
    var sums = ConvertedSums<Int>(in: currency, at: rates.perUnit)
    for flow in flows {
      guard let request = flow.neededRate(question) else { continue }
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

  /// What is budgeted.
  fileprivate init(_ budget: Recorded<Budget>, _ rates: ContractRates) {
    self.init(
      month: budget.month, origin: budget.fact.origin(rates),
      sum: MoneySum(budget.amount.currency, units: Int128(budget.amount.units)))
  }

  /// The rate that converts it; `nil` for nothing, which needs none.
  fileprivate func neededRate(_ question: BudgetReport.Question) -> RateRequest? {
    guard let rule = question.choice?.rule, sum.units != 0 || sum.isTooLarge else { return nil }
    return RateRequest(planned: origin, in: month, rule, asOf: question.asOf)
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
    for question: BudgetReport.Question, _ plans: [BudgetPlan], _ spent: SpentMonths
  ) -> [BilledSpend] {
    let pace = plans.map { Set(spent.all(of: $0.scope).suffix(question.paceMonths)) }
    return filter { item in
      zip(plans, pace).contains { plan, months in
        plan.scope.includes(item)
          && (question.window.contains(item.month) || months.contains(item.month))
      }
    }
  }
}

extension BudgetReport.Question {
  /// Whether a month has ended by the as-of day.
  func isOver(_ month: Month) -> Bool { month.lastDay <= asOf }

  /// The last rate by the as-of day.
  fileprivate func closing(_ origin: AmountOrigin) -> RateRequest {
    RateRequest(balanceOf: origin, on: asOf)
  }
}
