internal import Ledger
internal import Procurement

/// What a contract charges for leaving by notice, on top of what is due until then.
struct TerminationCost: Hashable {
  let amount: Money
  /// How it is made up: `25 % of 2000000.00 left`; `nil` if it is zero.
  let words: String?

  /// Nothing.
  static func none(in currency: Currency) -> TerminationCost {
    TerminationCost(amount: .zero(currency), words: nil)
  }
}

/// What a contract says of it: rows by the day of the exit, which replace the one amount that the
/// contract itself has.
struct TerminationTerms {
  private let contract: ContractFile
  private var amount: Money? { contract.exit.terminationFee }
  private var rows: [Recorded<TerminationFee>] { contract.terminationFees }
  private var currency: Currency { contract.currency }

  init(of contract: ContractFile) { self.contract = contract }

  /// What an exit costs whose notice is given by a day; one at the end of a term, or later, costs
  /// nothing.
  func cost(of exit: Day, on day: Day) throws -> Figure<TerminationCost> {
    let end = contract.standing(on: day).termIfNoNotice?.exitOn
    guard end.map({ exit < $0 }) ?? true else { return .known(.none(in: currency)) }
    return try cost(of: exit, end: end)
  }

  /// The cost of an exit on a day; an exit on a day that no row covers is free. `end` is the day
  /// after the term.
  /// - Throws: `MoneyError` if it does not fit.
  private func cost(of exit: Day, end: Day?) throws -> Figure<TerminationCost> {
    guard !rows.isEmpty else {
      return .known(
        amount.map { TerminationCost(amount: $0, words: "termination fee \($0)") }
          ?? .none(in: currency))
    }
    guard let row = row(of: exit), row.isPenalty else { return .known(.none(in: currency)) }
    guard let percent = row.remainingPercent, percent.coefficient > 0 else {
      let fee = row.fee ?? .zero(currency)
      return .known(TerminationCost(amount: fee, words: "termination fee \(fee)"))
    }
    return try contract.fees.sum(
      from: exit, end: end?.adding(days: -1), in: currency
    ).flatMap { left in
      let share = try left.percentage(percent)
      let sum = try share.adding(row.fee ?? .zero(currency))
      let more = row.fee.map { " + \($0)" } ?? ""
      return .known(
        TerminationCost(
          amount: sum, words: "termination fee (\(percent) % of \(left) left\(more) = \(sum))"))
    }
  }

  /// The first day, from a given one on, on which an exit is free; `nil` if there is no such day.
  func firstFreeDay(from day: Day) -> Day? {
    guard !rows.isEmpty else { return (amount?.units ?? 0) > 0 ? nil : day }
    // What an exit costs changes where a row begins, and after it ends.
    let changes = rows.map(\.from) + rows.compactMap { $0.to?.adding(days: 1) }
    return ([day] + changes.filter { $0 > day }.sorted()).first { day in
      !(row(of: day)?.isPenalty ?? false)
    }
  }

  /// The row for an exit on a day; if several cover it, the one that begins last.
  private func row(of day: Day) -> Recorded<TerminationFee>? {
    rows.filter { $0.covers(day) }.max { $0.from < $1.from }
  }
}

extension [Recorded<Fee>] {
  /// What the schedule has from a day on, parts of a month by its days; a row without an end goes on to
  /// `end`. Rounded half to even to the stored unit.
  /// - Throws: `MoneyError.tooLarge` if it does not fit.
  fileprivate func sum(from day: Day, end: Day?, in currency: Currency) throws -> Figure<Money> {
    var (whole, parts) = (Int128(0), Int128(0))
    for fee in self {
      guard let last = fee.toMonth?.lastDay ?? end else {
        return .unavailable(.notRecorded, "end of schedule not known")
      }
      let first = Swift.max(fee.fromMonth.firstDay, day)
      guard first <= last else { continue }
      guard let amount = fee.monthlyFee else {
        return .unavailable(.notDisclosed, "fees after the exit not disclosed")
      }
      for stretch in FeeStretch.calendarDays(first, last.adding(days: 1)) {
        if stretch.parts == stretch.of {
          whole.add(units: amount.units)
        } else {
          try parts +=
            Int128(amount.units) * Int128(stretch.parts * (FeeStretch.monthDays / stretch.of))
        }
      }
    }
    let rest = parts.dividedHalfToEven(by: Int128(FeeStretch.monthDays))
    return .known(try Money(exactly: whole + rest, of: currency))
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
