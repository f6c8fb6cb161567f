import BigInt
import Procurement
import Testing
import TestTools

struct RatioArithmeticTests {
  private func ratio(_ numerator: Int128, _ denominator: Int128) throws -> Ratio {
    try #require(Ratio(numerator, over: denominator))
  }

  @Test func addsAndMultipliesExactly() throws {
    let third = try ratio(1, 3)
    #expect(try third.adding(ratio(1, 6)) == ratio(1, 2))
    #expect(try third.subtracting(ratio(1, 2)) == ratio(-1, 6))
    #expect(try third.times(ratio(3, 4)) == ratio(1, 4))
    #expect(try third.times(3) == .one)
    #expect(try third.divided(by: ratio(-2, 3)) == ratio(-1, 2))
    #expect(try third.divided(by: .zero) == nil)
  }

  @Test func isOneNumberWhateverItsTerms() throws {
    #expect(try ratio(2, 4) == ratio(-1, -2))
    #expect(try Set([ratio(2, 4), ratio(1, 2)]).count == 1)
    #expect(try ratio(1, -2) < ratio(-1, 3))
    #expect(try !(ratio(2, 4) < ratio(1, 2)))
    #expect(try ratio(-1, 2).positivePart == .zero)
  }

  @Test func saysWhatDoesNotFit() throws {
    let large = Ratio(.max)
    #expect(throws: MoneyError.tooLarge) { try large.adding(.one) }
    #expect(throws: MoneyError.tooLarge) { try large.times(2) }
    #expect(try large.times(ratio(1, .max)) == .one)
    #expect(throws: MoneyError.tooLarge) { try Money(rounding: large, of: .usd) }
  }

  /// METRICS, ruling 28: 100.003 is 100.00, and half a cent goes to the even one.
  @Test(arguments: [
    (100_003_000, 1, 100_000_000), (10_005_000, 1, 10_000_000), (20_000_000, 3, 6_670_000),
  ])
  func roundsMoneyOnceToTheMinorUnit(units: Int128, parts: Int128, rounded: Int64) throws {
    #expect(try Money(rounding: ratio(units, parts), of: .usd).units == rounded)
  }

  @Test func comparesAsBigNumbersDo() throws {
    var random = SplitMix64(seed: 31)
    for _ in 0..<1000 {
      let (a, b) = (
        Int128.random(in: -1_000_000...1_000_000, using: &random),
        Int128.random(in: 1...1000, using: &random)
      )
      let (c, d) = (
        Int128.random(in: -1_000_000...1_000_000, using: &random),
        Int128.random(in: 1...1000, using: &random)
      )
      #expect(try (ratio(a, b) < ratio(c, d)) == (BigInt(a) * BigInt(d) < BigInt(c) * BigInt(b)))
    }
  }
}
