internal import Ledger
internal import Procurement

/// What an exit path of a contract comes to, part by part.
struct ExitPrice {
  let owed: OwedPayments
  /// What was paid before and is lost, in stored units.
  let prepaid: Figure<Ratio>
  /// Credits due, in stored units.
  let credits: Figure<Money>
  /// All of it, in stored units: 0 at least, whatever credits are due (METRICS, ruling 14).
  let cost: Figure<Ratio>
  /// What the cost is the sum of: `3 × 1250000000.00 + termination fee 500.00`; `nil` if it is not known.
  let words: String?

  private init(
    _ owed: OwedPayments, prepaid: Figure<Ratio>, credits: Figure<Money>, in currency: Currency
  ) throws {
    self.owed = owed
    self.prepaid = prepaid
    self.credits = credits
    guard let fees = owed.fees.value, let beyond = owed.beyondFees.value,
      let shortfall = owed.shortfallDue.value, let termination = owed.termination.value,
      let lost = prepaid.value, let due = credits.value
    else {
      cost = .unavailable(
        owed.unavailable ?? prepaid.unavailable ?? credits.unavailable
          ?? Unavailable(.notRecorded, "not known"))
      words = nil
      return
    }
    cost = try .held {
      let parts = [fees.units, try beyond.units, shortfall.units, termination.units, lost]
      let sum = try parts.reduce(Ratio.zero) { try $0.adding($1) }
      return .known(try sum.subtracting(due.exact).positivePart)
    }
    words =
      cost.value == nil ? nil : try? owed.words(prepaid: lost, less: due, in: currency)
  }

  /// The cost over another amount.
  /// - Throws: `MoneyError.tooLarge` if it does not fit.
  func share(of whole: Figure<Money>) throws -> Figure<Share> {
    try .held {
      try cost.flatMap { cost in
        try whole.flatMap { whole in
          try cost.divided(by: whole.exact).map { .ratio($0) }
            ?? .unavailable(.zero, "value is zero")
        }
      }
    }
  }
}

extension OwedPayments {
  fileprivate func words(
    prepaid: Ratio, less credits: Money, in currency: Currency
  ) throws -> String {
    let lost = prepaid.isZero ? "" : "prepaid \(try Money(rounding: prepaid, of: currency))"
    let sum = [try words(in: currency), lost].filter { !$0.isEmpty }.joined(separator: " + ")
    return credits.units == 0
      ? sum
      : (sum.isEmpty ? "0" : sum)
        + " - credits due \(try Money(rounding: credits.exact, of: currency))"
  }
}

extension ExitPrice {
  /// The price of an exit path that is taken on a day.
  ///
  /// A termination fee is due where the buyer gives notice. What was paid before is lost where the exit
  /// is not the provider's doing. Of one at once there is nothing but what minimums ask for so far, what is
  /// due, and the credits.
  static func of(
    _ way: ContractExit.Way, _ facts: ExitFacts, on day: Day, _ convention: DayConvention
  ) throws -> ExitPrice {
    let currency = facts.contract.currency
    let credits = try facts.creditsDue()
    guard way.kind != .lateDelivery || way.path.exitOn.value == nil else {
      return try ExitPrice(
        .atOnce(facts, on: day), prepaid: .known(.zero), credits: credits, in: currency)
    }
    let owed = try OwedPayments.onExitPath(
      way.path, of: facts, on: day, convention,
      isPenalised: way.kind == .convenience || way.kind == .noticeGiven)
    return try ExitPrice(
      owed, prepaid: try prepaid(way, owed.fees, facts, on: day), credits: credits, in: currency)
  }

  private static func prepaid(
    _ way: ContractExit.Way, _ fees: Figure<FeeSum>, _ facts: ExitFacts, on day: Day
  ) throws -> Figure<Ratio> {
    guard let exit = way.path.exitOn.value else {
      return .unavailable(
        way.path.exitOn.unavailable ?? Unavailable(.notRecorded, "not known"))
    }
    guard way.kind != .provider else { return .known(.zero) }
    return try .held { try fees.map { try facts.prepaid(from: exit, after: $0, on: day) } }
  }
}
