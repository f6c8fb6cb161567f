import Procurement
import Rendering
import Testing

struct ChartTicksTests {
  @Test(arguments: [
    (Int128(0), Int128(100), Int128(20)), (0, 99, 20), (0, 101, 50), (0, 7, 2), (0, 1, 1),
    (0, 0, 1), (-40, 100, 50), (-1, 1, 1), (0, 1_250_000_000_000_000, 500_000_000_000_000),
  ])
  func areRound(_ low: Int128, _ high: Int128, _ step: Int128) {
    let ticks = ChartTicks(from: low, through: high)
    #expect(ticks.step == step)
    #expect(ticks.low <= low && ticks.high >= high)
    #expect(ticks.values.contains(0))
  }

  @Test func areFewWhateverTheExtent() {
    for (above, below) in (0..<80).flatMap({ above in (0..<80).map { (above, $0) } }) {
      let (high, low) = ((Int128(1) << above) &+ 3, 0 &- (Int128(1) << below) &- 1)
      let ticks = ChartTicks(from: low, through: high)
      #expect(2...7 ~= ticks.values.count)
      #expect(ticks.low <= low && ticks.high >= high)
    }
  }
}
