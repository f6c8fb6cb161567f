internal import Procurement

/// The fees from a day to the exit from a contract, with its termination fee (METRICS, M18).
struct FirmAmount: Hashable, Sendable {
  /// Rounded half to even to the coin.
  let amount: Money
  /// The exact amount in stored units.
  private let exact: Ratio
  /// What it is the sum of: `3 × 1250000000.00 + 15/30 × 920000000.00`.
  let words: String

  /// What is firm on the way out of a contract, or why that is not known.
  static func onTheWayOut(
    _ way: WayOut, of contract: ContractTerms, _ fees: [ScheduledFee], asOf: Day,
    _ convention: DayConvention
  ) throws -> KnownOr<FirmAmount> {
    guard let end = way.freeFrom else { return .unknown(way.exitOn.reason ?? "not known") }
    guard !fees.isEmpty else { return .unknown("no fee known") }
    let stretches =
      switch convention {
      case .months: FirmAmount.byMonths(asOf, end, way)
      case .days: FirmAmount.byDays(asOf, end)
      }
    if let unknown = FirmAmount.unknownMonths(stretches, fees) {
      return .unknown("fee of \(unknown) not disclosed")
    }
    let parts = FirmAmount.parts(stretches, fees, contract.currency)
    let leaving = way.isEndOfTerm ? nil : contract.exit.terminationFee
    return .known(try FirmAmount(parts, leaving, in: contract.currency))
  }

  /// Divides once, at the end (METRICS, rule 2).
  private init(_ parts: [Part], _ leaving: Money?, in currency: Currency) throws {
    let denominator = parts.reduce(1) { $0.leastCommonMultiple(with: $1.denominator) }
    let fees = parts.reduce(Int128(0)) { sum, part in
      sum + Int128(part.fee.units) * Int128(part.count * (denominator / part.denominator))
    }
    let units = fees + Int128(leaving?.units ?? 0) * Int128(denominator)
    guard let exact = Ratio(units, over: Int128(denominator)) else { throw MoneyError.tooLarge }
    amount = try Money(roundingToCoin: units, over: denominator, of: currency)
    self.exact = exact
    words =
      (parts.map(\.words) + (leaving.map { ["termination fee \($0)"] } ?? []))
      .joined(separator: " + ")
  }

  /// The exact amount over another, or `nil` over zero.
  func share(of whole: Money) -> Ratio? {
    Ratio(exact.numerator, over: exact.denominator * Int128(whole.units))
  }

  /// A part of the way out: so many `parts` of the fee of a month.
  private struct Stretch {
    let month: Month
    let parts: Int
    let of: Int
  }

  /// Stretches of one fee and one denominator, added.
  private struct Part {
    let fee: Money
    var count: Int
    let denominator: Int

    var words: String {
      (denominator == 1 ? "\(count)" : "\(count)/\(denominator)") + " × \(fee)"
    }
  }

  /// Months without a fee row cost nothing.
  private static func parts(
    _ stretches: [Stretch], _ fees: [ScheduledFee], _ currency: Currency
  ) -> [Part] {
    var parts: [Part] = []
    for stretch in stretches where stretch.parts > 0 {
      let fee = fees.first { $0.covers(stretch.month) }?.amount ?? .zero(currency)
      let place = parts.firstIndex { $0.fee == fee && $0.denominator == stretch.of }
      if let place {
        parts[place].count += stretch.parts
      } else {
        parts.append(Part(fee: fee, count: stretch.parts, denominator: stretch.of))
      }
    }
    return parts
  }

  /// Days before the notice counts, each by its month; then a fee for thirty days of notice. Where
  /// the term ends first, days throughout.
  private static func byMonths(_ asOf: Day, _ end: Day, _ way: WayOut) -> [Stretch] {
    guard let notice = way.noticeOn, let given = way.noticeDays, !way.isEndOfTerm else {
      return calendarDays(asOf, end)
    }
    // A century is longer than any notice; a file may hold any number.
    let days = min(given, 36_525)
    let whole = (0..<days / 30).map {
      Stretch(month: notice.adding(months: $0).month, parts: 1, of: 1)
    }
    let rest = Stretch(
      month: notice.adding(months: days / 30).month, parts: days % 30, of: 30)
    return calendarDays(asOf, notice) + whole + (rest.parts > 0 ? [rest] : [])
  }

  /// The days from `start` up to and without `end`, each by its month.
  private static func calendarDays(_ start: Day, _ end: Day) -> [Stretch] {
    daysByMonth(start, end).map { Stretch(month: $0, parts: $1, of: $0.dayCount) }
  }

  /// Twelve fees a year of 365 days.
  private static func byDays(_ asOf: Day, _ end: Day) -> [Stretch] {
    daysByMonth(asOf, end).map { Stretch(month: $0, parts: 12 * $1, of: 365) }
  }

  private static func daysByMonth(_ start: Day, _ end: Day) -> [(Month, Int)] {
    guard start < end else { return [] }
    let months = MonthRange(from: start.month, to: end.adding(days: -1).month.adding(months: 1))
    return months.months.map { month in
      let from = max(start, month.firstDay)
      let to = min(end, month.adding(months: 1).firstDay)
      return (month, to.days(since: from))
    }
  }

  private static func unknownMonths(_ stretches: [Stretch], _ fees: [ScheduledFee]) -> String? {
    let unknown = stretches.map(\.month).filter { month in
      fees.contains { $0.covers(month) && $0.amount == nil }
    }
    guard let first = unknown.min(), let last = unknown.max() else { return nil }
    return MonthRange(from: first, to: last.adding(months: 1)).description
  }
}

extension Int {
  fileprivate func leastCommonMultiple(with other: Int) -> Int {
    var (divisor, rest) = (self, other)
    while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
    return self / divisor * other
  }
}
