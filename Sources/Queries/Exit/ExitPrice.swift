internal import Ledger
internal import Procurement

/// What an exit path of a contract comes to, part by part.
struct ExitPrice {
  let fees: Figure<FeeSum>
  let beyondFees: Figure<Sum>
  let termination: Figure<TerminationCost>
  let prepaid: Figure<Money>
  let credits: Figure<Money>
  let firm: Figure<FirmAmount>

  /// An amount and what it is the sum of.
  struct Sum: Hashable {
    let amount: Money
    let words: [String]
  }

  private init(
    fees: Figure<FeeSum>, beyondFees: Figure<Sum>, termination: Figure<TerminationCost>,
    prepaid: Figure<Money>, credits: Figure<Money>
  ) throws {
    self.fees = fees
    self.beyondFees = beyondFees
    self.termination = termination
    self.prepaid = prepaid
    self.credits = credits
    let reasons = [
      fees.unavailable, beyondFees.unavailable, termination.unavailable, prepaid.unavailable,
      credits.unavailable,
    ]
    guard let fees = fees.value, let beyond = beyondFees.value,
      let termination = termination.value, let prepaid = prepaid.value, let credits = credits.value
    else {
      firm = .unavailable(
        reasons.lazy.compactMap { $0 }.first ?? Unavailable(.notRecorded, "not known"))
      return
    }
    let more = [
      (amount: beyond.amount, words: beyond.words.joined(separator: " + ")),
      (amount: termination.amount, words: termination.words ?? ""),
      (amount: prepaid, words: prepaid.units > 0 ? "prepaid \(prepaid)" : ""),
    ]
    firm = .known(try FirmAmount(fees, more.filter { !$0.words.isEmpty }, less: credits))
  }

  /// The amount over another.
  func share(of whole: Money?, or reason: Unavailable) -> Figure<Share> {
    share(of: whole.map { .known($0) } ?? .unavailable(reason))
  }

  /// The amount over another that may not be known.
  func share(of whole: Figure<Money>) -> Figure<Share> {
    guard let amount = firm.value, let whole = whole.value else {
      return .unavailable(
        firm.unavailable ?? whole.unavailable ?? Unavailable(.notRecorded, "not known"))
    }
    return .held(
      try amount.share(of: whole).map { .ratio($0) } ?? .unavailable(.zero, "value is zero"))
  }
}

extension ExitPrice {
  /// The price of an exit path that is taken on a day.
  ///
  /// A termination fee is due where the buyer gives notice. What was paid before is lost where the exit
  /// is not the provider's doing. Of one at once there is nothing but the credits.
  static func of(
    _ way: ContractExit.Way, _ facts: ExitFacts, on day: Day, _ convention: DayConvention
  ) throws -> ExitPrice {
    guard let exit = way.path.exitOn.value else {
      return try ExitPrice(
        unknown: way.path.exitOn.unavailable ?? Unavailable(.notRecorded, "not known"))
    }
    let currency = facts.contract.currency
    let nothing = TerminationCost.none(in: currency)
    let credits = facts.creditsDue()
    guard way.kind != .lateDelivery else {
      return try ExitPrice(
        fees: .known(.none(in: currency)),
        beyondFees: .known(Sum(amount: .zero(currency), words: [])),
        termination: .known(nothing), prepaid: .known(.zero(currency)), credits: credits)
    }
    let fees = try fees(way.path, of: facts, on: day, convention)
    let beyond = try fees.flatMap { _ in
      .known(try beyondFees(facts, on: day, before: exit))
    }
    let isPenalty = way.kind == .convenience || way.kind == .noticeGiven
    let termination =
      isPenalty
      ? try TerminationTerms(of: facts.contract).cost(of: exit, on: day) : .known(nothing)
    let prepaid =
      way.kind == .provider
      ? .known(.zero(currency))
      : try fees.flatMap { .known(try facts.prepaid(from: exit, after: $0, on: day)) }
    return try ExitPrice(
      fees: fees, beyondFees: beyond, termination: termination, prepaid: prepaid, credits: credits)
  }

  private init(unknown reason: Unavailable) throws {
    try self.init(
      fees: .unavailable(reason), beyondFees: .unavailable(reason),
      termination: .unavailable(reason), prepaid: .unavailable(reason),
      credits: .unavailable(reason))
  }

  /// Where there are minimums alone, there is no fee to be known.
  private static func fees(
    _ path: ExitPath, of facts: ExitFacts, on day: Day, _ convention: DayConvention
  ) throws -> Figure<FeeSum> {
    guard !facts.contract.fees.isEmpty || facts.minimums.isEmpty else {
      return .known(.none(in: facts.contract.currency))
    }
    return try FeeSum.onExitPath(path, of: facts.contract, asOf: day, convention)
  }

  /// What minimums ask for beyond fees up to the exit.
  private static func beyondFees(
    _ facts: ExitFacts, on day: Day, before end: Day
  ) throws -> Sum {
    let currency = facts.contract.currency
    let payments = try facts.minimums.flatMap {
      try OwedPayment.beyondFees(
        $0.fact, facts.contract.fees, facts.charges, asOf: day, before: end)
    }
    return Sum(
      amount: try Money(
        exactly: payments.reduce(0) { try $0 + $1.numerator / Int128($1.denominator) }, of: currency
      ),
      words: try payments.map { try $0.minimumWords(in: currency) })
  }
}
