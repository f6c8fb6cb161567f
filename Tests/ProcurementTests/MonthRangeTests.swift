import Procurement
import Testing
import TestTools

struct MonthRangeTests {
  /// Forms, and the label under which each range is shown.
  @Test(
    arguments: [
      ("2026", "2026"), ("2026-05", "2026-05"), ("2026Q1", "2026Q1"), ("2026q4", "2026Q4"),
      ("2026-01..2026-06", "2026-01..2026-06"), ("2026-01..2026-03", "2026Q1"),
      ("2026-01..2026-12", "2026"), ("2026-05..2026-05", "2026-05"),
      ("2026-02..2026-04", "2026-02..2026-04"), ("2025..2026", "2025-01..2026-12"),
      ("2025Q4..2026Q1", "2025-10..2026-03"), ("2025-11..2026", "2025-11..2026-12"),
      ("this month", "2026-11"), ("last month", "2026-10"), ("Last Month", "2026-10"),
      ("this quarter", "2026Q4"), ("last quarter", "2026Q3"), ("this year", "2026"),
      ("last year", "2025"),
    ])
  func readsEveryForm(text: String, label: String) throws {
    let today = try Day(parsing: "2026-11-23")
    #expect(try MonthRange(parsing: text, today: today).description == label)
  }

  @Test(
    arguments: [
      "", "..", "2026..", "..2026", "2026-06..2026-01", "2026..2025", "2026-05-03",
      "2026-05-03..2026-06-01", "2026Q0", "2026Q5", "2026Q", "Q1", "2026Q1Q2", "2026-13",
      "2026..2027..2028", "2026-01...2026-03", "month", "next month", "last week", "last 3 months",
      "26", "202605", "2026 ", "٢٠٢٦", "2026Q١", "this\tmonth",
    ])
  func refusesAnythingElse(text: String) throws {
    let today = try Day(parsing: "2026-11-23")
    let error = #expect(throws: PeriodError.self) { try MonthRange(parsing: text, today: today) }
    #expect(error?.text == text)
  }

  @Test func saysWhatIsWrongOnOneLine() throws {
    let today = try Day(parsing: "2026-11-23")
    let error = #expect(throws: PeriodError.self) {
      try MonthRange(parsing: "last\nweek", today: today)
    }
    #expect(
      error?.description == "\"last\\nweek\" is not a period; write it as 2026, 2026Q1, 2026-05, "
        + "2026-01..2026-06, \"this month\" or \"last quarter\"")
  }

  @Test func countsLastFromTheFirstMonthOfAYear() throws {
    let today = try Day(parsing: "2026-01-31")
    #expect(try MonthRange(parsing: "last month", today: today).description == "2025-12")
    #expect(try MonthRange(parsing: "last quarter", today: today).description == "2025Q4")
    #expect(try MonthRange(parsing: "last year", today: today).description == "2025")
  }

  @Test func isHalfOpen() throws {
    let today = try Day(parsing: "2026-11-23")
    let range = try MonthRange(parsing: "2024-01..2024-03", today: today)
    #expect(range.months.map(\.description) == ["2024-01", "2024-02", "2024-03"])
    #expect(range.monthCount == 3)
    #expect(range.firstDay.description == "2024-01-01")
    #expect(range.endDay.description == "2024-04-01")
    #expect(!range.contains(range.from.adding(months: -1)))
    #expect(range.contains(range.from))
    #expect(range.contains(range.to.adding(months: -1)))
    #expect(!range.contains(range.to))
    #expect(MonthRange(range.from).monthCount == 1)
  }

  @Test func readsBackItsLabel() throws {
    var random = SplitMix64(seed: 50)
    let today = Day(number: 0)
    for _ in 0..<3000 {
      let start = Month(number: Int.random(in: 22_800..<26_000, using: &random))
      let count = Int.random(in: 1...40, using: &random)
      let range = MonthRange(from: start, to: start.adding(months: count))
      #expect(try MonthRange(parsing: range.description, today: today) == range)
    }
  }

  @Test(
    arguments: [
      (.month, "2026-08", "2026-08"), (.quarter, "2026Q3", "2026-07..2026-09"),
      (.year, "2026", "2026-01..2026-12"),
    ] as [(Grain, String, String)])
  func dividesTimeByGrain(grain: Grain, label: String, months: String) {
    let month = Month(year: 2026, month: 8)
    let range = grain.range(around: month)
    #expect(grain.label(of: month) == label)
    #expect(range.description == label)
    #expect(
      months == label
        || months == "\(range.from)..\(range.to.adding(months: -1))")
  }
}
