internal import Ledger
internal import Procurement

/// A payment that is owed for some days, in stored units.
struct OwedPayment: Hashable {
  let days: DayRange
  let units: Ratio
}

extension [OwedPayment] {
  /// All of them added, in stored units.
  /// - Throws: `MoneyError.tooLarge` if they do not fit.
  var units: Ratio { get throws { try reduce(.zero) { try $0.adding($1.units) } } }
}

/// What a contract owes up to an exit, part by part: the same for the ladder of obligations (METRICS, M9)
/// and for the cost of leaving (M18).
struct OwedPayments {
  let fees: Figure<FeeSum>
  /// What minimums ask for beyond the fees, and pools that are still to be bought.
  let beyondFees: Figure<[OwedPayment]>
  /// Shortfalls of intervals that are assessed, due by now.
  let shortfallDue: Figure<OwedPayment>
  let termination: Figure<TerminationCost>

  /// What is owed on an exit path that is taken on a day; `isPenalised` says whether a termination fee
  /// may be due.
  static func onExitPath(
    _ way: ExitPath, of facts: ExitFacts, on day: Day, _ convention: DayConvention,
    isPenalised: Bool
  ) throws -> OwedPayments {
    let (contract, nothing) = (facts.contract, TerminationCost.none)
    let fees = try Figure.held {
      try FeeSum.onExitPath(way, of: contract, asOf: day, convention)
    }
    guard let exit = way.exitOn.value else {
      let reason = way.exitOn.unavailable ?? Unavailable(.notRecorded, "not known")
      return OwedPayments(
        fees: fees, beyondFees: .unavailable(reason), shortfallDue: try facts.shortfallDue,
        termination: .unavailable(reason))
    }
    return OwedPayments(
      fees: fees, beyondFees: try .held { try facts.beyondFees(from: day, before: exit) },
      shortfallDue: try facts.shortfallDue,
      termination: isPenalised
        ? try .held { try TerminationTerms(of: contract).cost(of: exit) }
        : .known(nothing))
  }

  /// What is owed where the contract is left at once on a day: minimums ask for the days before it.
  static func atOnce(_ facts: ExitFacts, on day: Day) throws -> OwedPayments {
    OwedPayments(
      fees: .known(.none), beyondFees: try .held { try facts.beyondFees(from: day, before: day) },
      shortfallDue: try facts.shortfallDue, termination: .known(.none))
  }

  /// Why not all of it is known; `nil` if it is.
  var unavailable: Unavailable? {
    fees.unavailable ?? beyondFees.unavailable ?? shortfallDue.unavailable
      ?? termination.unavailable
  }
}

extension OwedPayments {
  /// Every payment, with the termination fee on the exit day; `nil` where one is not known.
  func all(exitOn exit: Day?) -> [OwedPayment]? {
    guard let fees = fees.value, let beyond = beyondFees.value, let shortfall = shortfallDue.value,
      let termination = termination.value
    else { return nil }
    let atTheExit = exit.map {
      OwedPayment(days: DayRange(from: $0, through: $0), units: termination.units)
    }
    return fees.payments + beyond + [shortfall, atTheExit].compactMap { $0 }
  }

  /// What it is the sum of: `3 × 1000.00 + 500.00 up to the minimum in 2026-12`; empty where nothing
  /// is owed.
  func words(in currency: Currency) throws -> String {
    let beyond = try (beyondFees.value ?? []).map {
      "\(try Money(rounding: $0.units, of: currency)) up to the minimum in \($0.days.last.month)"
    }
    let shortfall = try shortfallDue.value.map {
      try Money(rounding: $0.units, of: currency)
    }.flatMap { $0.units == 0 ? nil : "shortfall due \($0)" }
    let parts = [fees.value?.words] + beyond + [shortfall, termination.value?.words]
    return parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " + ")
  }
}

extension ExitFacts {
  /// The shortfalls that are due, paid for on the as-of day.
  /// - Throws: `MoneyError.tooLarge` if they do not fit.
  var shortfallDue: Figure<OwedPayment> {
    get throws { try .held { try assessedShortfalls() } }
  }

  private func assessedShortfalls() throws -> Figure<OwedPayment> {
    var sum = Ratio.zero
    for shortfall in try minimums.flatMap({ try $0.stretches() }).compactMap(\.shortfallDue) {
      switch shortfall {
      case .known(let amount): sum = try sum.adding(amount.units)
      case .unavailable(let reason):
        return .unavailable(reason.code, "shortfall: \(reason.words)")
      }
    }
    return .known(OwedPayment(days: DayRange(from: asOf, through: asOf), units: sum))
  }

  /// What minimums ask for beyond the fees up to an exit, and the pools that begin before it.
  func beyondFees(from day: Day, before end: Day) throws -> Figure<[OwedPayment]> {
    var payments: [OwedPayment] = []
    for minimums in minimums {
      switch minimums.draw {
      case .burnDown: payments += try minimums.poolsToBuy(after: day, before: end)
      case .buildUp:
        switch try minimums.beyondFees(from: day, before: end) {
        case .known(let missing): payments += missing
        case .unavailable(let reason): return .unavailable(reason)
        }
      }
    }
    return .known(payments)
  }

  /// What is left of the pools that are running, and the last day of the last of them; `nil` for none.
  /// - Throws: `MoneyError.tooLarge` if it does not fit.
  var prepaidLeft: (units: Ratio, last: Day)? {
    get throws {
      let pools = try minimums.filter { $0.draw == .burnDown }.flatMap { try $0.poolsLeft }
      guard let last = pools.map(\.last).max() else { return nil }
      return (try pools.reduce(.zero) { try $0.adding($1.units) }, last)
    }
  }
}

extension ContractMinimums {
  /// For each interval that is not over: its minimum up to the exit, less what was applied, the fees of its
  /// days that nothing is charged for, and what was brought forward of ended intervals; due on the
  /// last day that counts (METRICS, rulings 21 and 34).
  fileprivate func beyondFees(from day: Day, before end: Day) throws -> Figure<[OwedPayment]> {
    var carried =
      try stretches().last { $0.days.last <= asOf }.map(\.carriedForward.units) ?? .zero
    var payments: [OwedPayment] = []
    for interval in try intervals where interval.days.last > asOf && interval.days.from < end {
      let brought = carried
      carried = .zero
      guard interval.days.last >= day else { continue }
      let days = DayRange(
        from: interval.days.from, through: min(interval.days.last, end.adding(days: -1)))
      let counted = try Ratio(try draws.units(in: days)).adding(brought)
      let left = try interval.minimum(through: days.last).subtracting(counted).positivePart
      guard !left.isZero else { continue }
      let (fees, unknown) = try fees(of: draws.uncharged(in: days))
      let missing = try left.subtracting(fees).positivePart
      guard !missing.isZero else { continue }
      if let unknown { return .unavailable(unknown) }
      payments.append(
        OwedPayment(days: DayRange(from: days.last, through: days.last), units: missing))
    }
    return .known(payments)
  }

  /// The fees of some days as far as they are known, exact, and why some are not.
  private func fees(of days: [DayRange]) throws -> (known: Ratio, unknown: Unavailable?) {
    var (known, unknown) = (Ratio.zero, Unavailable?.none)
    for days in contract.fees.isEmpty ? [] : days.flatMap(\.byMonth) {
      switch try FeeSum.ofDays(from: days.from, before: days.last.adding(days: 1), contract) {
      case .known(let sum): known = try known.adding(sum.units)
      case .unavailable(let reason): unknown = unknown ?? reason
      }
    }
    return (known, unknown)
  }

  /// The pools that begin after a day and before the exit: bought on their first day (METRICS, ruling 24).
  fileprivate func poolsToBuy(after day: Day, before end: Day) throws -> [OwedPayment] {
    try intervals.filter { $0.days.from > day && $0.days.from < end }.map {
      OwedPayment(
        days: DayRange(from: $0.days.from, through: $0.days.from), units: try $0.minimum)
    }
  }

  /// What is left of each pool that is running on the as-of day, and its last day.
  fileprivate var poolsLeft: [(units: Ratio, last: Day)] {
    get throws {
      try intervals.filter { $0.days.from <= asOf && asOf <= $0.days.last }.map {
        let used = DayRange(from: $0.days.from, through: asOf)
        let left = try $0.minimum.subtracting(Ratio(try draws.units(in: used))).positivePart
        return (left, $0.days.last)
      }
    }
  }
}
