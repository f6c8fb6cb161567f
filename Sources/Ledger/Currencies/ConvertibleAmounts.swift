package import Procurement

/// Amounts of one origin, such as those of a contract, that can be shown in another currency: what every
/// report but that of spend converts by (METRICS, rule 7).
package protocol ConvertibleAmounts {
  /// The amounts that are converted, as they are recorded, in stored units. A rate is asked for where one of
  /// them is known and not zero.
  var recordedAmounts: [Figure<Ratio>] { get }
  /// The rate that converts them by a rule, on the as-of day; `nil` where there is no amount.
  func rateRequest(_ rule: RateRule, asOf: Day) -> RateRequest?
  /// Shows them at a rate.
  mutating func show(at rate: AmountRate)
}

/// A balance of a contract at the end of the as-of day.
package protocol ContractBalance: ConvertibleAmounts {
  /// The contract.
  var contract: ContractFile { get }
}

extension ContractBalance {
  /// The rate of the as-of day's closing balances, future amounts included.
  package func rateRequest(_ rule: RateRule, asOf: Day) -> RateRequest? {
    RateRequest(balanceOf: contract.origin, on: asOf)
  }
}

extension RateRequest {
  /// The rate of a day's closing balances: the last one on or before it.
  package init(balanceOf origin: AmountOrigin, on day: Day) {
    self.init(of: origin, days: .closing(day))
  }
}

extension Book {
  /// Rows whose amounts are all in one currency, at rates that are found before any is converted; the rows as
  /// they are without a choice.
  /// - Throws: `MissingRatesError` with all that are missing; else `SQLiteError`.
  package func converted<Row: ConvertibleAmounts>(
    _ rows: [Row], into choice: CurrencyChoice?, asOf: Day
  ) throws -> [Row] {
    guard let choice else { return rows }
    let requests = rows.compactMap { $0.neededRate(choice.rule, asOf: asOf) }
    let rates = try CurrencyConversion(Set(requests), into: choice, asOf: asOf, in: self)
    return try rows.map { try rates.shown($0) }
  }
}

extension ConvertibleAmounts {
  /// The rate that they need; `nil` where no amount is known but zero.
  package func neededRate(_ rule: RateRule, asOf: Day) -> RateRequest? {
    recordedAmounts.contains { $0.value.map { !$0.isZero } ?? false }
      ? rateRequest(rule, asOf: asOf) : nil
  }
}

extension CurrencyConversion {
  /// A row at the rate that was found for it.
  /// - Precondition: the rate that it needs was asked for.
  /// - Throws: `MoneyError.tooLarge` where what a stored unit is worth does not fit.
  package func shown<Row: ConvertibleAmounts>(_ row: Row) throws(MoneyError) -> Row {
    var (row, rate) = (row, AmountRate(of: currency))
    if let request = row.neededRate(choice.rule, asOf: asOf) { rate = try amountRate(of: request) }
    row.show(at: rate)
    return row
  }
}

extension Book {
  /// The rates of some origins for the as-of day's closing balances; amounts keep their currency without a choice.
  /// - Throws: `MissingRatesError` with all that are missing; else `SQLiteError`.
  package func balanceRates(
    of origins: Set<AmountOrigin>, into choice: CurrencyChoice?, asOf: Day
  ) throws -> [AmountOrigin: AmountRate] {
    guard let choice else {
      return Dictionary(uniqueKeysWithValues: origins.map { ($0, AmountRate(of: $0.currency)) })
    }
    let requests = origins.map { RateRequest(balanceOf: $0, on: asOf) }
    let rates = try CurrencyConversion(Set(requests), into: choice, asOf: asOf, in: self)
    return try Dictionary(
      uniqueKeysWithValues: requests.map { ($0.origin, try rates.amountRate(of: $0)) })
  }
}

extension CurrencyConversion {
  /// The rate that was found for a request.
  /// - Precondition: it was asked for.
  /// - Throws: `MoneyError.tooLarge` where what a stored unit is worth does not fit.
  package func amountRate(of request: RateRequest) throws(MoneyError) -> AmountRate {
    try AmountRate(rates[place(of: request)])
  }
}
