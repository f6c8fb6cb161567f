import Procurement
import Rendering
import Testing

struct BlockTextTests {
  private func chart(_ kind: Chart.Kind, _ series: [(String, [Int64?])]) -> Chart {
    Chart(
      kind, ChartHeading("Spend"), measure: .money(dollar),
      categories: (1...max(series.first?.1.count ?? 1, 1)).map {
        .month(Month(year: 2026, month: $0))
      },
      series: series.map { name, dollars in
        ChartSeries(
          name,
          values: dollars.map { amount in
            amount.map { .money(Money(units: $0 * 1_000_000, of: dollar)) }
              ?? .unavailable(Unavailable(.notBilled, "not billed"))
          })
      })
  }

  @Test func stacksBlocksInSixtyColumns() {
    let lines = BlockText.lines([chart(.columns, [("spacex", [300, 100]), ("oracle", [100, 0])])])
    #expect(
      lines == [
        "Spend", "USD", "", "█ spacex  ▓ oracle", "",
        "2026-01 █████████████████████████████████▓▓▓▓▓▓▓▓▓▓▓ 400.00",
        "2026-02 ███████████ 100.00",
      ])
  }

  @Test func showsAGapAndAZeroApart() {
    let lines = BlockText.lines([chart(.lines, [("spacex", [10, nil, 0])])])
    #expect(lines.contains("2026-02  n/a"))
    #expect(lines.contains("2026-03  0.00"))
    #expect(lines.last == "Note: no figure for 1 of 3: not billed")
  }

  @Test func drawsCreditsToTheLeft() {
    let lines = BlockText.lines([chart(.bars, [("spend", [300, -100])])])
    let (charge, credit) = (lines[3], lines[4])
    #expect(
      charge.firstIndex(of: "█").map { charge.distance(from: charge.startIndex, to: $0) } == 19)
    #expect(credit.contains("███████████ -100.00"))
  }

  @Test func takesNoMoreThanSixtyColumns() {
    let name = "株式会社クラウド計算基盤 <script>alert(1)</script>"
    let many = (0..<200).map { ("\(name) \($0)", [Int64(9_000_000_000_000), -5]) }
    for kind in [Chart.Kind.columns, .bars, .lines, .bullets] {
      let lines = BlockText.lines([chart(kind, many)])
      #expect(lines.filter { $0.count > 60 } == [])
    }
  }

  @Test func saysThatThereIsNothing() { #expect(BlockText.lines([]) == ["(none)"]) }
}
