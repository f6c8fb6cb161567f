import Foundation
import Procurement
import Testing

struct MonthTests {
  @Test func agreesWithFoundationOnEveryMonth() throws {
    let calendar = Calendar.utc
    for year in 1900..<2200 {
      for month in 1...12 {
        let date = try #require(
          calendar.date(from: DateComponents(year: year, month: month, day: 1)))
        let ours = Month(year: year, month: month)
        #expect(calendar.range(of: .day, in: .month, for: date)?.count == ours.dayCount)
        #expect(ours.firstDay.number == calendar.dayNumber(date))
        #expect(ours.lastDay.number == calendar.dayNumber(date) + ours.dayCount - 1)
        #expect(ours.lastDay.month == ours)
        #expect(ours.quarter == (month + 2) / 3)
        #expect(ours.year == year)
        #expect(ours.month == month)
      }
    }
  }

  @Test func countsBothWays() {
    let month = Month(year: 2026, month: 1)
    #expect(month.adding(months: -1) == Month(year: 2025, month: 12))
    #expect(month.adding(months: 25) == Month(year: 2028, month: 2))
    #expect(month < month.adding(months: 1))
    #expect(Month(year: 2025, month: 12) < month)
  }

  @Test(arguments: [Int.max, .min, 1 << 40, -1 << 40])
  func stopsAtTheEndsOfItsYears(months: Int) {
    let reached = Month(year: 2026, month: 1).adding(months: months)
    #expect(reached == Month(number: months))
    #expect(reached.description == (months > 0 ? "10000-01" : "0000-01"))
  }

  @Test func isWrittenAsISO8601() {
    #expect(Month(year: 2026, month: 5).description == "2026-05")
    #expect(Month(year: 987, month: 12).description == "0987-12")
  }
}
