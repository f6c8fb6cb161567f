import Procurement
import Testing

struct YearStartTests {
  private func labels(_ grain: Grain, _ months: String, startingIn month: Int = 1) throws -> String
  {
    let years = try #require(YearStart(month: month))
    let range = try PeriodWords(asOf: Day(number: 0)).meaning(of: months).months
    return years.periods(of: grain, in: range, cutTo: range).map(\.label).joined(separator: " ")
  }

  /// What touches a window is cut to it, and is then called by its months.
  @Test(
    arguments: [
      (Grain.month, "2025-12..2026-01", 1, "2025-12 2026-01"),
      (.quarter, "2026-01..2026-06", 1, "2026Q1 2026Q2"),
      (.quarter, "2026-02..2026-07", 1, "2026-02..2026-03 2026Q2 2026-07"),
      (.half, "2025-07..2026-06", 1, "2025H2 2026H1"),
      (.year, "2025-12..2026-12", 1, "2025-12 2026"),
      (.ttm, "2026-01..2026-02", 1, "2025-02..2026-01 2025-03..2026-02"),
      (.month, "2026-07..2026-08", 7, "2026-07 2026-08"),
      (.quarter, "2026-04..2026-09", 7, "FY2026Q4 FY2027Q1"),
      (.half, "2025-07..2026-06", 7, "FY2026H1 FY2026H2"),
      (.year, "2025-07..2026-06", 7, "FY2026"),
      (.quarter, "2025-12..2026-03", 12, "FY2026Q1 2026-03"),
      (.year, "2026-01..2026-02", 2, "2026-01 2026-02"),
    ])
  func dividesAWindow(grain: Grain, window: String, month: Int, expected: String) throws {
    #expect(try labels(grain, window, startingIn: month) == expected)
  }

  /// Whatever the grain and the month, periods are disjoint, and together they are the window.
  @Test(arguments: 1...12)
  func leavesNoMonthOut(month: Int) throws {
    let years = try #require(YearStart(month: month))
    let window = MonthRange(
      from: Month(year: 2023, month: 2), through: Month(year: 2028, month: 10))
    for grain in Grain.allCases where !grain.isOverlapping {
      let periods = years.periods(of: grain, in: window, cutTo: window)
      #expect(periods.flatMap(\.months.months) == window.months)
      #expect(Set(periods.map(\.label)).count == periods.count)
    }
  }

  @Test(arguments: [0, 13, -1])
  func isAMonthOfTheYear(month: Int) { #expect(YearStart(month: month) == nil) }
}
