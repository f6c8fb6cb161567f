package import Ledger
package import Procurement

/// The amounts of a month, as they are shown (METRICS, M17, rule 7).
package struct UnbilledAmounts: Hashable, Sendable {
  /// The fees of the whole month.
  package fileprivate(set) var fee: Figure<Money>
  /// What should be charged.
  package fileprivate(set) var deliveredValue: Figure<Money>
  /// What was charged.
  package fileprivate(set) var billed: Figure<Money>
  /// What is delivered and not billed.
  package fileprivate(set) var unbilled: Figure<Money>
  /// What is billed and not delivered.
  package fileprivate(set) var prepaid: Figure<Money>
}

extension UnbilledMonth: ConvertibleAmounts {
  /// The currency in which its amounts are shown.
  package var currency: Currency { rate.currency }

  /// Its amounts as they are shown; computed ones rounded half to even to the minor unit.
  package var amounts: UnbilledAmounts {
    converted
      ?? UnbilledAmounts(
        fee: fee, deliveredValue: deliveredValue.roundedToMinorUnit,
        billed: billed.roundedToMinorUnit, unbilled: unbilled.roundedToMinorUnit,
        prepaid: prepaid.roundedToMinorUnit)
  }

  /// The fee, and what was delivered and billed.
  package var recordedAmounts: [Figure<Ratio>] {
    [fee.map(\.exact), deliveredUnits, billed.map(\.exact)]
  }

  /// The rate for its month.
  package func rateRequest(_ rule: RateRule, asOf: Day) -> RateRequest? {
    RateRequest(contract.origin, in: month, rule, asOf: asOf)
  }

  /// Converts every amount, each for itself.
  package mutating func show(at rate: AmountRate) {
    self.rate = rate
    converted = UnbilledAmounts(
      fee: rate.shown(fee), deliveredValue: rate.rounded(deliveredUnits),
      billed: rate.shown(billed), unbilled: rate.rounded(exactUnbilled),
      prepaid: rate.rounded(exactPrepaid))
  }

  private var exactUnbilled: Figure<Ratio> { excess(ofBilled: false) }
  private var exactPrepaid: Figure<Ratio> { excess(ofBilled: true) }

  /// By how much the one of delivered and billed is more than the other, 0 at least.
  private func excess(ofBilled isPrepaid: Bool) -> Figure<Ratio> {
    guard let delivered = deliveredUnits.value, let billed = billed.value else {
      let reason = deliveredUnits.unavailable ?? billed.unavailable
      return reason.map { .unavailable($0) } ?? .tooLarge
    }
    let (most, least) = isPrepaid ? (billed.exact, delivered) : (delivered, billed.exact)
    return .held(try most.subtracting(least).positivePart)
  }

  /// What flows in its amounts, exact, in stored units of the report's currency.
  fileprivate func exact(_ flow: Flow) -> Figure<Ratio> {
    let units =
      switch flow {
      case .billed: billed.map(\.exact)
      case .unbilled: exactUnbilled
      case .prepaid: exactPrepaid
      }
    return units.flatMap { rate.exact($0) }
  }

  /// The amounts of which there is a total.
  fileprivate enum Flow: CaseIterable {
    case billed, unbilled, prepaid

    var amount: WritableKeyPath<UnbilledAmounts, Figure<Money>> {
      switch self {
      case .billed: \.billed
      case .unbilled: \.unbilled
      case .prepaid: \.prepaid
      }
    }
  }
}

extension UnbilledReport {
  /// The report in one currency: each row at the rate of its month. The months add up to the total; the amounts
  /// to date of a straight line are at the rate of the month of their row.
  /// - Throws: `MissingRatesError` with all that are missing; else `SQLiteError`.
  package func shown(in choice: CurrencyChoice, asOf: Day, _ book: Book) throws -> UnbilledReport {
    let lines = schedules.flatMap { $0.months.value ?? [] }
    let requests =
      months.compactMap { $0.neededRate(choice.rule, asOf: asOf) }
      + lines.compactMap { $0.neededRate(choice.rule, asOf: asOf) }
    let rates = try CurrencyConversion(Set(requests), into: choice, asOf: asOf, in: book)
    return UnbilledReport(
      months: try months.map { try rates.shown($0) }.addingUp(in: choice.currency),
      schedules: try schedules.map { schedule in
        try schedule.with(months: schedule.months.map { try $0.map { try rates.shown($0) } })
      })
  }
}

extension [UnbilledMonth] {
  /// What is shown of each month as a piece of what is shown of all.
  fileprivate func addingUp(in currency: Currency) -> [UnbilledMonth] {
    var months = self
    for flow in UnbilledMonth.Flow.allCases {
      let known = indices.filter { self[$0].exact(flow).value != nil }
      let pieces = known.map { self[$0].exact(flow) }.minorUnits(in: currency)
      for (index, piece) in zip(known, pieces) {
        months[index].converted?[keyPath: flow.amount] = piece
      }
    }
    return months
  }
}

extension StraightLineMonth: ConvertibleAmounts {
  /// The rate for its month.
  package func rateRequest(_ rule: RateRule, asOf: Day) -> RateRequest? {
    RateRequest(contract.origin, in: month, rule, asOf: asOf)
  }
}
