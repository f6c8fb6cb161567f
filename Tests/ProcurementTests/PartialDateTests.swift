import Procurement
import Testing
import TestTools

struct PartialDateTests {
  @Test(
    arguments: [
      ("2026", "2026-01-01", "2026-12-31"), ("2026-02", "2026-02-01", "2026-02-28"),
      ("2024-02", "2024-02-01", "2024-02-29"), ("2026-05-03", "2026-05-03", "2026-05-03"),
      ("1900", "1900-01-01", "1900-12-31"), ("2199-12-31", "2199-12-31", "2199-12-31"),
    ])
  func keepsThePrecisionOfItsSource(text: String, first: String, last: String) throws {
    let date = try PartialDate(parsing: text)
    #expect(date.description == text)
    #expect(date.first.description == first)
    #expect(date.last.description == last)
    #expect(date.year == Int(text.prefix(4)))
    #expect((date.exactDay != nil) == (first == last))
  }

  @Test(
    arguments: [
      ("", .notADate), ("26", .notADate), ("20260331", .notADate), ("03/04/2026", .notADate),
      ("2026-05-03 ", .notADate), (" 2026", .notADate), ("2026-5", .notADate),
      ("2026-5-3", .notADate), ("2026/05", .notADate), ("2026-05/03", .notADate),
      ("2026-05-3x", .notADate), ("٢٠٢٦", .notADate), ("٢٠٢٦-٠٥", .notADate), ("２０２６", .notADate),
      ("-026", .notADate), ("+2026-0", .notADate), ("2026Q1", .notADate), ("May 2026", .notADate),
      ("2026-05-03T00:00:00Z", .notADate), ("2026-05\0", .notADate), ("20\u{301}2", .notADate),
      ("1899", .noSuchYear), ("2200-01", .noSuchYear), ("0026-05-03", .noSuchYear),
      ("2026-13", .noSuchMonth), ("2026-00", .noSuchMonth), ("2026-13-01", .noSuchMonth),
      ("2026-02-30", .noSuchDay), ("2026-02-29", .noSuchDay), ("2026-04-31", .noSuchDay),
      ("2026-05-00", .noSuchDay), ("2026-05-32", .noSuchDay), ("1900-02-29", .noSuchDay),
    ] as [(String, DateError)])
  func refusesAnythingElse(text: String, expected: DateError) {
    #expect(throws: expected) { try PartialDate(parsing: text) }
  }

  @Test(
    arguments: [("2026", .needsADay), ("2026-05", .needsADay), ("31.10.2026", .needsADay)]
      as [(String, DateError)])
  func asksForADay(text: String, expected: DateError) {
    #expect(throws: expected) { try Day(parsing: text) }
  }

  @Test(
    arguments: [("2026", .needsAMonth), ("2026-05-03", .needsAMonth), ("10/2026", .needsAMonth)]
      as [(String, DateError)])
  func asksForAMonth(text: String, expected: DateError) {
    #expect(throws: expected) { try Month(parsing: text) }
  }

  @Test func readsBackWhatItPrints() throws {
    var random = SplitMix64(seed: 40)
    for _ in 0..<3000 {
      let day = Day(number: Int.random(in: -25_567...84_005, using: &random))
      for date in [PartialDate.day(day), .month(day.month), .year(day.month.year)] {
        #expect(try PartialDate(parsing: date.description) == date)
      }
      #expect(try Day(parsing: day.description) == day)
      #expect(try Month(parsing: day.month.description) == day.month)
    }
  }

  @Test(
    arguments: [
      (.notADate, "is not a date; write it as 2026-05-03, 2026-05 or 2026"),
      (.noSuchYear, "has a year that is not 1900 to 2199"),
      (.noSuchMonth, "has a month that is not 01 to 12"),
      (.noSuchDay, "is a day that its month does not have"),
      (.needsADay, "is not a day; write it as 2026-05-03"),
      (.needsAMonth, "is not a month; write it as 2026-05"),
    ] as [(DateError, String)])
  func saysWhatIsWrong(error: DateError, text: String) {
    #expect(error.description == text)
  }
}
