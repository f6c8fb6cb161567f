package import Procurement

extension Recorded<Fee> {
  /// Its months before `end`, whether or not its own end is known.
  package func months(before end: Month) -> [Month] {
    let stop = min(end, fact.toMonth?.adding(months: 1) ?? end)
    return fact.fromMonth < stop ? MonthRange(from: fact.fromMonth, to: stop).months : []
  }

  /// Whether it is the fee of a month.
  package func covers(_ month: Month) -> Bool {
    fact.fromMonth <= month && (fact.toMonth.map { month <= $0 } ?? true)
  }
}

extension [Recorded<Fee>] {
  /// The fees of a month: one, or one for each tranche.
  package func covering(_ month: Month) -> [Recorded<Fee>] { filter { $0.covers(month) } }

  /// What is due for a month, all tranches added; a month without a row has no fee.
  /// - Throws: `MoneyError` if the sum does not fit.
  package func fee(of month: Month, in currency: Currency) throws -> Figure<Money> {
    let rows = covering(month)
    guard !rows.isEmpty else {
      if isEmpty { return .unavailable(.notRecorded, "no fee known") }
      let next = first { $0.fromMonth > month }
      return next.map { .unavailable(.notYet, "fee begins \($0.fromMonth)") }
        ?? .unavailable(.over, "fees ended")
    }
    var sum = Money.zero(currency)
    for row in rows {
      guard let amount = row.monthlyFee else {
        return .unavailable(.notDisclosed, "not disclosed")
      }
      sum = try sum.adding(amount)
    }
    return .known(sum)
  }
}

extension ContractFile {
  /// What is due for a month, all tranches added; a month without a row has no fee.
  /// - Throws: `MoneyError` if the sum does not fit.
  package func fee(of month: Month) throws -> Figure<Money> {
    try fees.fee(of: month, in: contract.fact.currency)
  }
}
