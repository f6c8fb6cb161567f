internal import Ledger
internal import Procurement

/// What a contract charges for leaving by notice, on top of what is due until then.
struct TerminationCost: Hashable {
  /// In stored units.
  let units: Ratio
  /// How it is made up: `25 % of 2000000.00 left`; `nil` if it is zero.
  let words: String?

  /// Nothing.
  static let none = TerminationCost(units: .zero, words: nil)
}

/// What a contract says of it: rows by the day of the exit, which replace the one amount that the
/// contract itself has.
struct TerminationTerms {
  private let contract: ContractFile
  private var amount: Money? { contract.exit.terminationFee }
  private var rows: [Recorded<TerminationFee>] { contract.terminationFees }
  private var currency: Currency { contract.currency }

  init(of contract: ContractFile) { self.contract = contract }

  /// What an exit costs; one at the end of a term, the first or one that it renewed for, costs nothing.
  /// - Throws: `MoneyError` if it does not fit.
  func cost(of exit: Day) throws -> Figure<TerminationCost> {
    let end = contract.runningTerm(on: exit.adding(days: -1))?.exitOn
    guard end.map({ exit < $0 }) ?? true else { return .known(.none) }
    return try cost(of: exit, end: end)
  }

  /// The cost of an exit on a day; an exit on a day that no row covers is free. `end` is the day
  /// after the term.
  /// - Throws: `MoneyError` if it does not fit.
  private func cost(of exit: Day, end: Day?) throws -> Figure<TerminationCost> {
    guard !rows.isEmpty else {
      return .known(amount.map { TerminationCost($0) } ?? .none)
    }
    guard let row = row(of: exit), row.isPenalty else { return .known(.none) }
    guard let percent = row.remainingPercent, percent.coefficient > 0 else {
      return .known(TerminationCost(row.fee ?? .zero(currency)))
    }
    return try feesLeft(from: exit, before: end).flatMap { left in
      let part = Ratio(percent.coefficient, over: .powerOfTen(percent.decimals + 2)) ?? .zero
      let sum = try left.times(part).adding(row.fee?.exact ?? .zero)
      let more = row.fee.map { " + \($0)" } ?? ""
      let whole = try Money(rounding: left, of: currency)
      let cost = try Money(rounding: sum, of: currency)
      return .known(
        TerminationCost(
          units: sum,
          words: "termination fee (\(percent) % of \(whole) left\(more) = \(cost))"))
    }
  }

  /// The fees from an exit to the contract's last day, in stored units; without a known end to that of a
  /// schedule that has one (METRICS, ruling 27).
  private func feesLeft(from exit: Day, before end: Day?) throws -> Figure<Ratio> {
    guard !contract.hasMinimumsOnly else { return .known(.zero) }
    let isClosed = contract.fees.allSatisfy { $0.toMonth != nil }
    let lastMonth = isClosed ? contract.fees.compactMap(\.toMonth).max() : nil
    guard let end = end ?? lastMonth?.adding(months: 1).firstDay else {
      return .unavailable(
        contract.fees.isEmpty
          ? contract.fee(of: exit.month).unavailable ?? contract.unknown("fee")
          : contract.unknown("end of the schedule"))
    }
    return try FeeSum.ofDays(from: exit, before: end, contract).map(\.units)
  }

  /// The first day, from a given one on, on which an exit is free, as none is whose cost is too large to be
  /// kept; `nil` if there is no such day. `end` is the day after the last term that is bound.
  func firstFreeDay(from day: Day, before end: Day?) throws -> Day? {
    // What an exit costs changes where a term ends, where a row begins, after it ends, where fees are 0,
    // and after the last.
    let terms = end.map { contract.terms(before: $0) } ?? []
    let free = contract.fees.filter { $0.monthlyFee?.units == 0 }.map(\.fromMonth.firstDay)
    let changes =
      terms + rows.map(\.from) + rows.compactMap { $0.to?.adding(days: 1) } + free
      + [dayAfterFees].compactMap { $0 }
    return try ([day] + changes.filter { $0 > day }.sorted()).first { day in
      try Figure.held { try cost(of: day) }.value?.units.isZero ?? false
    }
  }

  /// The first day from which on all fees are 0; `nil` if some row that is not 0 has no end.
  private var dayAfterFees: Day? {
    let paid = contract.fees.filter { $0.monthlyFee?.units != 0 }
    guard paid.allSatisfy({ $0.toMonth != nil }) else { return nil }
    return paid.compactMap(\.toMonth).max()?.adding(months: 1).firstDay
  }

  /// The row for an exit on a day; if several cover it, the one that begins last.
  private func row(of day: Day) -> Recorded<TerminationFee>? {
    rows.filter { $0.covers(day) }.max { $0.from < $1.from }
  }
}

extension TerminationCost {
  /// A fee of a fixed amount.
  fileprivate init(_ fee: Money) {
    self.init(units: fee.exact, words: fee.units == 0 ? nil : "termination fee \(fee)")
  }
}

extension Recorded<TerminationFee> {
  /// Whether it is that of an exit on a day, if no later row is.
  fileprivate func covers(_ day: Day) -> Bool {
    fact.from <= day && (fact.to.map { day <= $0 } ?? true)
  }

  /// Whether it charges anything.
  fileprivate var isPenalty: Bool {
    (fact.fee?.units ?? 0) > 0 || (fact.remainingPercent?.coefficient ?? 0) > 0
  }
}
