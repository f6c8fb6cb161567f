import Procurement
import Testing

struct MonthRangeTests {
  @Test func isHalfOpen() throws {
    let range = MonthRange(
      from: Month(year: 2024, month: 1), through: Month(year: 2024, month: 3))
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

  @Test(
    arguments: [
      (.month, "2026-08"), (.quarter, "2026Q3"), (.half, "2026H2"), (.year, "2026"),
      (.ttm, "2025-09..2026-08"),
    ] as [(Grain, String)])
  func dividesTimeByGrain(grain: Grain, label: String) {
    #expect(grain.range(around: Month(year: 2026, month: 8)).description == label)
  }
}
