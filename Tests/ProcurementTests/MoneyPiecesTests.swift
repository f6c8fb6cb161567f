import Procurement
import Testing

/// Amounts split over months (METRICS, ruling 19).
struct MoneyPiecesTests {
  private static let yen = Currency(code: "JPY", minorDigits: 0, scale: 4)
  private static let days = DayRange(
    from: Month(year: 2025, month: 7).firstDay, through: Month(year: 2026, month: 6).lastDay)
  private static let whole = Money(units: 23_040 * 10_000, of: yen)

  /// 23,040 over 365 days: a month that is over has the same piece on every day, and all add up to the whole.
  @Test(arguments: [0, 4, 29, 30, 31, 156, 364, 365, 400])
  func leavesMonthsThatAreOverAsTheyAre(count: Int) {
    let (days, whole) = (Self.days, Self.whole)
    let all = days.pieces(of: whole)
    #expect(all.map(\.1.units).reduce(0, +) == whole.units)
    let last = days.from.adding(days: count - 1)
    let pieces = days.pieces(of: whole, through: last)
    let over = all.filter { $0.0.lastDay <= last }
    #expect(pieces.prefix(over.count).map(\.1) == over.map(\.1))
    #expect(pieces.count == all.filter { $0.0.firstDay <= last }.count)
  }

  /// 90 of January, February and March are 31, 28 and 31; of February 7 of 28 days are 7.
  @Test func cutsTheRunningMonthByItsOwnDays() {
    let days = DayRange(
      from: Month(year: 2026, month: 1).firstDay, through: Month(year: 2026, month: 3).lastDay)
    let pieces = days.pieces(
      of: Money(units: 90, of: Self.yen),
      through: Month(year: 2026, month: 2).firstDay.adding(days: 6))
    #expect(pieces.map(\.1.units) == [31, 7])
  }
}
