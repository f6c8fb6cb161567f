internal import Ledger
internal import Procurement

/// A part of an exit path: a share of the fee of a month, paid for some days.
struct FeeStretch {
  /// The month whose fee it is a part of.
  let month: Month
  /// The days that it is paid for.
  let days: DayRange
  /// Which share of the month's fee.
  let share: Ratio

  /// What must be paid from a day up to and without `end`, for days of the contract.
  static func onExitPath(
    _ way: ExitPath, of contract: ContractFile, asOf: Day, before end: Day,
    _ convention: DayConvention
  ) -> [FeeStretch] {
    switch convention {
    case .months: byMonths(asOf, end, way, contract)
    case .days: byDays(asOf, end, contract)
    }
  }

  /// Days before the notice counts, each by its month; then the fees of the notice. Where the term
  /// ends first, days throughout.
  private static func byMonths(
    _ asOf: Day, _ end: Day, _ way: ExitPath, _ contract: ContractFile
  ) -> [FeeStretch] {
    guard let notice = way.noticeOn, let period = way.period else {
      return calendarDays(asOf, end, of: contract)
    }
    let (fees, stop) = ofNotice(period, on: notice, of: contract)
    // From the end of the period to the first day allowed, each day counts by its month.
    return calendarDays(asOf, notice, of: contract) + fees + calendarDays(stop, end, of: contract)
  }

  /// The fees of a notice period, one for each month of it or each thirty days, with the day from which
  /// days count by their month (METRICS, rulings 18 and 33).
  private static func ofNotice(
    _ period: NoticePeriod, on notice: Day, of contract: ContractFile
  ) -> ([FeeStretch], Day) {
    // A century is longer than any notice; a file may hold any number.
    let (count, day): (Int, (Int) -> Day) =
      switch period {
      case .months(let count): (min(count, 1200), { notice.adding(months: $0) })
      case .days(let count): (min(count, 36_525) / 30, { notice.adding(days: 30 * $0) })
      }
    let fees = (0..<max(count, 0)).compactMap { index -> FeeStretch? in
      let month = notice.month.adding(months: index)
      guard let days = DayRange(from: day(index), to: day(index + 1)),
        let own = contract.days(from: month.firstDay, before: month.adding(months: 1).firstDay)
      else { return nil }
      return FeeStretch(
        month: month, days: days, share: Ratio(days: own.dayCount, of: month.dayCount))
    }
    return (fees, day(max(count, 0)))
  }

  /// The days of a contract from `start` up to and without `end`, each by its month.
  static func calendarDays(_ start: Day, _ end: Day, of contract: ContractFile) -> [FeeStretch] {
    byMonth(start, end, contract).map { month, days in
      FeeStretch(
        month: month, days: days, share: Ratio(days: days.dayCount, of: month.dayCount))
    }
  }

  /// Twelve fees a year of 365 days.
  private static func byDays(
    _ asOf: Day, _ end: Day, _ contract: ContractFile
  ) -> [FeeStretch] {
    byMonth(asOf, end, contract).map { month, days in
      FeeStretch(month: month, days: days, share: Ratio(days: 12 * days.dayCount, of: 365))
    }
  }

  private static func byMonth(
    _ start: Day, _ end: Day, _ contract: ContractFile
  ) -> [(Month, DayRange)] {
    guard let days = contract.days(from: start, before: end) else { return [] }
    return days.byMonth.map { ($0.from.month, $0) }
  }
}
