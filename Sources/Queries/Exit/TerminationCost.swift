internal import Procurement

/// What a contract asks for where it is left by notice, besides what is due until then.
struct TerminationCost: Hashable {
  let amount: Money
  /// What it is the sum of: `25 % of 2000000.00 left`; `nil` where it is nothing.
  let words: String?

  /// Nothing.
  static func none(in currency: Currency) -> TerminationCost {
    TerminationCost(amount: .zero(currency), words: nil)
  }
}

/// What a contract says of it: rows by the day of the exit, which replace the one amount that the
/// contract itself has.
struct TerminationTerms {
  private let amount: Money?
  private let rows: [StoredTerminationFee]
  private let currency: Currency

  init(of contract: ContractTerms, _ rows: [StoredTerminationFee]) {
    amount = contract.exit.terminationFee
    self.rows = rows
    currency = contract.currency
  }

  /// What an exit on a day costs; a day that no row covers costs nothing.
  ///
  /// `freeFrom` is the first day that need not be paid for, `end` the last day of the term.
  /// - Throws: `MoneyError` where it does not fit.
  func cost(
    on exit: Day, freeFrom: Day, _ fees: [ScheduledFee], end: Day?
  ) throws -> KnownOr<TerminationCost> {
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
    return try fees.sum(from: freeFrom, end: end, in: currency).flatMap { left in
      let share = try left.percentage(percent)
      let sum = try share.adding(row.fee ?? .zero(currency))
      let more = row.fee.map { " + \($0)" } ?? ""
      return .known(
        TerminationCost(
          amount: sum, words: "termination fee (\(percent) % of \(left) left\(more) = \(sum))"))
    }
  }

  /// The first day from one on of which an exit costs nothing; `nil` where there is none.
  func firstFreeDay(from day: Day) -> Day? {
    guard !rows.isEmpty else { return (amount?.units ?? 0) > 0 ? nil : day }
    // What an exit costs changes where a row begins, and after it ends.
    let changes = rows.map(\.from) + rows.compactMap { $0.to?.adding(days: 1) }
    return ([day] + changes.filter { $0 > day }.sorted()).first { day in
      !(row(of: day)?.isPenalty ?? false)
    }
  }

  /// Of several the one that begins last.
  private func row(of day: Day) -> StoredTerminationFee? {
    rows.filter { $0.covers(day) }.max { $0.from < $1.from }
  }
}

extension [ScheduledFee] {
  /// What the schedule has from a day on, parts of a month by its days; a row without an end goes on to
  /// `end`. Rounded half to even to the stored unit.
  /// - Throws: `MoneyError.tooLarge` where it does not fit.
  fileprivate func sum(from day: Day, end: Day?, in currency: Currency) throws -> KnownOr<Money> {
    var (whole, parts) = (Int128(0), Int128(0))
    for fee in self {
      guard let last = fee.toMonth?.lastDay ?? end else {
        return .unknown("end of schedule not known")
      }
      let first = Swift.max(fee.fromMonth.firstDay, day)
      guard first <= last else { continue }
      guard let amount = fee.amount else { return .unknown("fees after the exit not disclosed") }
      for stretch in FeeStretch.calendarDays(first, last.adding(days: 1)) {
        if stretch.parts == stretch.of {
          whole += Int128(amount.units)
        } else {
          parts +=
            Int128(amount.units) * Int128(stretch.parts * (FeeStretch.monthDays / stretch.of))
        }
      }
    }
    let rest = parts.dividedHalfToEven(by: Int128(FeeStretch.monthDays))
    return .known(try Money(exactly: whole + rest, of: currency))
  }
}
