import Procurement
import Testing
import TestTools

struct PeriodWordsTests {
  private func label(_ text: String, _ asOf: String, startingIn month: Int = 1) throws -> String {
    let years = try #require(YearStart(month: month))
    let words = PeriodWords(asOf: try Day(parsing: asOf), years: years)
    return try words.meaning(of: text).months.description
  }

  /// Forms, and the label under which each period is shown.
  @Test(
    arguments: [
      ("2026", "2026"), ("2026-05", "2026-05"), ("2026Q1", "2026Q1"), ("2026q4", "2026Q4"),
      ("2026-Q1", "2026Q1"), ("2026H1", "2026H1"), ("2026-h2", "2026H2"), ("FY2026", "2026"),
      ("fy2026", "2026"), ("FY2026Q3", "2026Q3"), ("FY2026-H2", "2026H2"),
      ("2026-01..2026-06", "2026H1"), ("2026-01..2026-03", "2026Q1"),
      ("2026-01..2026-12", "2026"), ("2026-05..2026-05", "2026-05"),
      ("2026-02..2026-04", "2026-02..2026-04"), ("2025..2026", "2025-01..2026-12"),
      ("2025Q4..2026Q1", "2025-10..2026-03"), ("2025-11..2026", "2025-11..2026-12"),
      ("2026H1..2026Q3", "2026-01..2026-09"), ("2026Q1..ytd", "2026-01..2026-11"),
      ("-3 months..-1 month", "2026-08..2026-10"),
      ("this month", "2026-11"), ("last month", "2026-10"), ("Last Month", "2026-10"),
      ("this quarter", "2026Q4"), ("last quarter", "2026Q3"), ("this half", "2026H2"),
      ("last half", "2026H1"), ("this year", "2026"), ("last year", "2025"),
      ("ytd", "2026-01..2026-11"), ("YTD", "2026-01..2026-11"), ("today", "2026-11"),
      ("yesterday", "2026-11"), ("-3 months", "2026-08"), ("-0 months", "2026-11"),
      ("-1 quarter", "2026-08"), ("-2 years", "2024-11"), ("-23 days", "2026-10"),
      ("-22 days", "2026-11"), ("-4 weeks", "2026-10"),
    ])
  func readsEveryForm(text: String, expected: String) throws {
    #expect(try label(text, "2026-11-23") == expected)
  }

  /// From the as-of day: the last of a month, the first of a year, the leap day and the day after it.
  @Test(
    arguments: [
      ("last month", "2026-10-31", "2026-09"), ("this month", "2026-10-31", "2026-10"),
      ("yesterday", "2026-11-01", "2026-10"), ("yesterday", "2026-01-01", "2025-12"),
      ("yesterday", "2024-03-01", "2024-02"), ("-1 month", "2024-03-31", "2024-02"),
      ("-12 months", "2024-02-29", "2023-02"), ("-1 year", "2024-02-29", "2023-02"),
      ("-29 days", "2024-03-01", "2024-02"), ("-30 days", "2024-03-01", "2024-01"),
      ("-29 days", "2023-03-01", "2023-01"), ("last month", "2026-01-31", "2025-12"),
      ("last quarter", "2026-01-31", "2025Q4"), ("last half", "2026-06-30", "2025H2"),
      ("last year", "2026-01-31", "2025"), ("ytd", "2026-01-01", "2026-01"),
      ("ytd", "2026-12-31", "2026"), ("this quarter", "2026-03-31", "2026Q1"),
    ])
  func countsFromTheAsOfDay(text: String, asOf: String, expected: String) throws {
    #expect(try label(text, asOf) == expected)
  }

  /// Fiscal years are named by the calendar year in which they end; `2026` and `2026Q1` stay what they
  /// are in the calendar.
  @Test(
    arguments: [
      (7, "FY2026", "2026-06-30", "2025-07..2026-06"), (7, "2026", "2026-06-30", "2026"),
      (7, "2026Q1", "2026-06-30", "2026Q1"), (7, "FY2026Q1", "2026-06-30", "2025Q3"),
      (7, "FY2026H2", "2026-06-30", "2026H1"), (7, "this year", "2026-06-30", "2025-07..2026-06"),
      (7, "this year", "2026-07-01", "2026-07..2027-06"),
      (7, "last year", "2026-07-01", "2025-07..2026-06"),
      (7, "ytd", "2026-06-30", "2025-07..2026-06"), (7, "ytd", "2026-07-01", "2026-07"),
      (2, "FY2026", "2026-01-31", "2025-02..2026-01"),
      (2, "this quarter", "2026-01-31", "2025-11..2026-01"),
      (2, "this quarter", "2026-02-01", "2026-02..2026-04"),
      (2, "last quarter", "2026-02-01", "2025-11..2026-01"),
      (2, "this half", "2026-01-31", "2025-08..2026-01"),
      (12, "FY2024", "2024-02-29", "2023-12..2024-11"),
      (12, "FY2024Q1", "2024-02-29", "2023-12..2024-02"),
      (12, "last month", "2024-02-29", "2024-01"), (1, "FY2026", "2026-06-30", "2026"),
    ])
  func knowsFiscalYears(month: Int, text: String, asOf: String, expected: String) throws {
    #expect(try label(text, asOf, startingIn: month) == expected)
  }

  /// Where a period begins a window, these bring their own end.
  @Test(
    arguments: [
      ("last month", true), ("this quarter", true), ("ytd", true), ("2026-01..2026-02", true),
      ("2026", false), ("2026Q1", false), ("FY2026", false), ("2026-05", false),
      ("yesterday", false), ("-3 months", false),
    ])
  func saysWhichAreAlone(text: String, isAlone: Bool) throws {
    let words = PeriodWords(asOf: try Day(parsing: "2026-11-23"))
    #expect(try words.meaning(of: text).isAlone == isAlone)
  }

  @Test(
    arguments: [
      "", "..", "2026..", "..2026", "2026-06..2026-01", "2026..2025", "2026-05-03",
      "2026-05-03..2026-06-01", "2026Q0", "2026Q5", "2026Q", "Q1", "2026Q1Q2", "2026-13", "2026H3",
      "2026--Q1", "2026-", "FY", "FY26", "FY2026-05", "2026FY", "this ttm", "last ttm",
      "2026..2027..2028", "2026-01...2026-03", "month", "next month", "last week", "last 3 months",
      "26", "202605", "2026 ", "٢٠٢٦", "2026Q١", "this\tmonth", "10/2026", "3mo", "-3mo", "-3",
      "- 3 months", "--3 months", "-12345 days", "+3 months", "-3 decades", "tomorrow",
    ])
  func refusesAnythingElse(text: String) throws {
    let words = PeriodWords(asOf: try Day(parsing: "2026-11-23"))
    let error = #expect(throws: PeriodError.self) { try words.meaning(of: text) }
    #expect(error?.text == text)
  }

  /// What is almost a period is refused with the period to write.
  @Test(
    arguments: [
      ("last moth", "\"last month\""), ("this quater", "\"this quarter\""),
      ("10/2026", "2026-10"), ("2026/10", "2026-10"), ("10.2026", "2026-10"),
      ("1/2026", "2026-01"), ("202610", "2026-10"), ("Oct 2026", "2026-10"),
      ("September 2026", "2026-09"), ("sept-2026", "2026-09"), ("Q3 2026", "2026Q3"),
      ("2026/Q3", "2026Q3"), ("h1/2026", "2026H1"), ("FY26", "FY2026"), ("3mo", "\"-3 months\""),
      ("1 month", "\"-1 month\""), ("last 3 months", "\"-3 months\""), ("90d", "\"-90 days\""),
    ])
  func saysWhatToWrite(text: String, guess: String) {
    #expect(
      PeriodError(text: text).description == "\"\(text)\" is not a period; write \(guess)")
    let words = PeriodWords(asOf: Day(number: 0))
    #expect(throws: Never.self) { try words.meaning(of: guess.replacing("\"", with: "")) }
  }

  @Test(
    arguments: [
      ("2026-13", "has a month that is not 01 to 12"),
      ("2026Q5", "has a quarter that is not Q1 to Q4"),
      ("2026-Q0", "has a quarter that is not Q1 to Q4"),
      ("2026H3", "has a half that is not H1 or H2"),
      ("Q4", "has no year; write it as 2026Q4"), ("h2", "has no year; write it as 2026H2"),
    ])
  func saysWhichPartThereIsNot(text: String, fault: String) {
    #expect(PeriodError(text: text).description == "\"\(text)\" \(fault)")
  }

  @Test func saysWhatIsWrongOnOneLine() {
    #expect(
      PeriodError(text: "last\nweek").description
        == "\"last\\nweek\" is not a period; write it as 2026, 2026Q1, 2026H1, FY2026, 2026-05, "
        + "2026-01..2026-06, \"last month\", \"this quarter\", ytd, yesterday or \"-3 months\"")
    #expect(
      PeriodError(text: "2026-05-03").description
        == "\"2026-05-03\" is a day, and reports count whole months; write 2026-05")
  }

  @Test func readsBackItsLabel() throws {
    var random = SplitMix64(seed: 50)
    for _ in 0..<3000 {
      let start = Month(number: Int.random(in: 22_812..<26_000, using: &random))
      let count = Int.random(in: 1...40, using: &random)
      let range = MonthRange(from: start, to: start.adding(months: count))
      let years = try #require(YearStart(month: Int.random(in: 1...12, using: &random)))
      let words = PeriodWords(asOf: Day(number: 0), years: years)
      #expect(try words.meaning(of: range.description).months == range)
      #expect(try words.meaning(of: years.label(of: range)).months == range)
    }
  }
}
