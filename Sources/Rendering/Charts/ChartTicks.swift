internal import Procurement

/// Round numbers along an axis: multiples of 1, 2 or 5 times a power of ten, 0 among them.
package struct ChartTicks: Hashable, Sendable {
  /// From one to the next.
  package let step: Int128
  /// From the lowest to the highest; what is drawn lies between them.
  package let values: [Int128]

  /// The closest ticks around an extent that has 0 in it, of at most `count` steps, 2 or more.
  package init(from low: Int128, through high: Int128, atMost count: Int = 5) {
    let span = max(high &- low, 1)
    let rounds = (0...36).lazy.flatMap { power in
      [1, 2, 5].lazy.map { Int128.powerOfTen(power) &* $0 }
    }
    let step =
      rounds.first { step in
        step &* Int128(count) >= span
          && ChartTicks.last(high, step) &- ChartTicks.first(low, step) <= Int128(count)
      } ?? .powerOfTen(36)
    self.step = step
    values = (ChartTicks.first(low, step)...ChartTicks.last(high, step)).map { $0 &* step }
  }

  /// How many steps below 0 the lowest is, as a number that is not above it.
  private static func first(_ low: Int128, _ step: Int128) -> Int128 {
    0 &- (step &- 1 &- low) / step
  }

  private static func last(_ high: Int128, _ step: Int128) -> Int128 { (high &+ step &- 1) / step }

  /// The lowest.
  package var low: Int128 { values.first ?? 0 }
  /// The highest.
  package var high: Int128 { values.last ?? 0 }
}

/// Where the units of a measure are on paper. Lengths are hundredths of a pixel.
struct ChartScale {
  private let low: Int128
  private let span: Int128
  private let start: Int
  private let end: Int

  /// `low` is at `start` and `high` at `end`.
  init(from low: Int128, through high: Int128, at start: Int, to end: Int) {
    self.low = low
    span = max(high &- low, 1)
    (self.start, self.end) = (start, end)
  }

  /// The place of a number that is not far outside, half to even.
  func place(of units: Int128) -> Int {
    // At most 10^25 by 10^6.
    let offset = (Int128(end - start) &* (units &- low)).dividedHalfToEven(by: span)
    return start + Int(clamping: offset)
  }
}
