import Procurement
import Testing

struct RelativeDayTests {
  /// Months clamp to the last day of a shorter one.
  @Test(
    arguments: [
      ("2026-05-03", "2026-05-03"), ("today", "2024-03-31"), ("Yesterday", "2024-03-30"),
      ("-1 month", "2024-02-29"), ("-13 months", "2023-02-28"), ("-1 quarter", "2023-12-31"),
      ("-1 year", "2023-03-31"), ("-2 weeks", "2024-03-17"), ("-31 days", "2024-02-29"),
    ])
  func countsFromADay(text: String, expected: String) throws {
    let day = try Day(parsing: "2024-03-31")
    #expect(try RelativeDay(parsing: text).day(from: day).description == expected)
  }

  @Test(arguments: ["", "tomorrow", "-3", "3 months", "-3mo", "2026-05", "last month"])
  func refusesAnythingElse(text: String) {
    #expect(throws: DateError.self) { try RelativeDay(parsing: text) }
  }
}
