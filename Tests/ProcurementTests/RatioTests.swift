import BigInt
import Procurement
import Testing
import TestTools

struct RatioTests {
  @Test(
    arguments: [
      (1, 3, 4, "0.3333"), (2, 3, 4, "0.6667"), (-2, 3, 4, "-0.6667"), (2, -3, 4, "-0.6667"),
      (-2, -3, 4, "0.6667"), (1, 8, 2, "0.12"), (3, 8, 2, "0.38"), (5, 2, 0, "2"), (7, 2, 0, "4"),
      (15, 18674, 3, "0.001"), (0, 5, 2, "0.00"), (-1, 1000, 2, "0.00"),
      (1, 3, 18, "0.333333333333333333"), (5, 1, 0, "5"),
    ] as [(Int128, Int128, Int, String)])
  func roundsHalfToEvenWhenShown(
    numerator: Int128, denominator: Int128, places: Int, shown: String
  ) {
    #expect(Ratio(numerator, over: denominator)?.decimal(places: places) == shown)
  }

  /// METRICS, worked figures 1 to 6.
  @Test(
    arguments: [
      (15_000, 18674, "0.803"), (15, 30, "0.500"), (15, 47, "0.319"), (15, 65, "0.231"),
      (375, 4500, "0.083"), (375, 4375, "0.086"), (276, 3036, "0.091"), (45, 630, "0.071"),
      (2784, 1867, "1.491"), (600, 131, "4.580"),
    ] as [(Int128, Int128, String)])
  func givesTheWorkedFigures(numerator: Int128, denominator: Int128, shown: String) {
    #expect(Ratio(numerator, over: denominator)?.decimal(places: 3) == shown)
  }

  @Test func isUndefinedOverZeroAndBetweenCurrencies() {
    #expect(Ratio(1, over: 0) == nil)
    #expect(Ratio(Money(units: 1, of: .usd), over: .zero(.usd)) == nil)
    #expect(Ratio(Money(units: 1, of: .usd), over: Money(units: 1, of: .jpy)) == nil)
    let half = Ratio(Money(units: 1, of: .usd), over: Money(units: 2, of: .usd))
    #expect(half == Ratio(1, over: 2))
  }

  @Test func roundsAsBigNumbersDo() throws {
    var random = SplitMix64(seed: 20)
    for _ in 0..<10_000 {
      let (numerator, denominator) = (random.integer(Int128.self), random.integer(Int128.self))
      let scale = max(1, random.integer(Int64.self))
      guard denominator != 0 else { continue }
      let ratio = try #require(Ratio(numerator, over: denominator))
      let exact = (BigInt(numerator) * BigInt(scale)).roundedHalfToEven(
        dividedBy: BigInt(denominator))
      let bounded = min(max(exact, BigInt(Int128.min)), BigInt(Int128.max))
      #expect(BigInt(ratio.rounded(toUnitsOf: scale)) == bounded)
    }
  }

  @Test(
    arguments: [
      (.max, 1, .max), (.min, 1, .min), (.max, -1, .min), (.min, -1, .max),
    ] as [(Int128, Int128, Int128)])
  func saturatesAtTheBoundOfItsSign(numerator: Int128, denominator: Int128, bound: Int128) {
    #expect(Ratio(numerator, over: denominator)?.rounded(toUnitsOf: 10) == bound)
  }
}
