import Foundation
import Procurement
import Testing
import TestTools

struct DayTests {
  @Test func agreesWithFoundationOnEveryDayOf300Years() throws {
    let formatter = Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()
    let first = Month(year: 1900, month: 1).firstDay.number
    let last = Month(year: 2199, month: 12).lastDay.number
    for number in first...last {
      let day = Day(number: number)
      let date = Date(timeIntervalSince1970: Double(number) * 86_400)
      guard number % 7 == 0 || day.dayOfMonth > 27 || day.dayOfMonth == 1 else { continue }
      #expect(day.description == date.formatted(formatter))
      #expect(Day(day.month, day.dayOfMonth) == day)
    }
  }

  /// Foundation's own `date(byAdding: .month)` misses the end of February over many years, as in
  /// 1904-06-29 − 100 months; the length of the month that is reached is asked for instead.
  @Test func addsMonthsAndClampsToFoundationsMonthEnd() throws {
    var random = SplitMix64(seed: 30)
    for _ in 0..<3000 {
      let day = Day(number: Int.random(in: -25_567...84_005, using: &random))
      let months = Int.random(in: -1200...1200, using: &random)
      let date = Date(timeIntervalSince1970: Double(day.number) * 86_400)
      let parts = Calendar.utc.dateComponents([.year, .month, .day], from: date)
      let (year, month) = (try #require(parts.year), try #require(parts.month))
      let first = try #require(
        Calendar.utc.date(from: DateComponents(year: year, month: month + months, day: 1)))
      let length = try #require(Calendar.utc.range(of: .day, in: .month, for: first)?.count)
      let offset = min(try #require(parts.day), length) - 1
      #expect(day.adding(months: months).number == Calendar.utc.dayNumber(first) + offset)
    }
  }

  @Test(
    arguments: [
      ("2026-05-31", -1, "2026-04-30"), ("2026-05-31", 1, "2026-06-30"),
      ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", 48, "2028-02-29"),
      ("2026-01-31", 1, "2026-02-28"), ("2023-12-31", 2, "2024-02-29"),
      ("2026-01-15", -13, "2024-12-15"), ("2026-03-31", 0, "2026-03-31"),
    ])
  func clampsToTheEndOfTheMonth(text: String, months: Int, expected: String) throws {
    #expect(try Day(parsing: text).adding(months: months).description == expected)
  }

  @Test(
    arguments: [(2, 29), (2, 30), (4, 31), (1, 32), (1, 0), (1, -1)])
  func hasNoDayThatItsMonthHasNot(month: Int, day: Int) {
    #expect(Day(Month(year: 2026, month: month), day) == nil)
  }

  @Test func countsDays() throws {
    let (first, last) = (try Day(parsing: "2024-02-28"), try Day(parsing: "2024-03-01"))
    #expect(last.days(since: first) == 2)
    #expect(first.adding(days: 2) == last)
    #expect(first < last)
    #expect(DayRange(from: first, to: last)?.dayCount == 2)
    #expect(DayRange(from: first, to: first) == nil)
    #expect(DayRange(from: last, to: first) == nil)
  }

  @Test(arguments: [Int.max, .min])
  func stopsAtTheEndsOfItsYears(number: Int) {
    let end = Day(number: number)
    #expect(end.description == (number > 0 ? "10000-01-01" : "0000-01-01"))
    #expect(end.adding(days: number) == end)
    #expect(Day(number: 0).adding(days: number) == end)
    #expect(end.adding(months: number) == end)
  }
}
