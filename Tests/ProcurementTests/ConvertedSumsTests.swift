import BigInt
import Procurement
import TestTools
import Testing

struct ConvertedSumsTests {
  private func ratio(_ numerator: Int128, _ denominator: Int128) throws -> Ratio {
    try #require(Ratio(numerator, over: denominator))
  }

  private func sum(_ units: Int128) -> MoneySum { MoneySum(.usd, units: units) }

  @Test func addsExactlyAtEachRate() throws {
    var sums = ConvertedSums<String>(in: .usd, at: [.one, try ratio(1, 3), try ratio(1, 7)])
    sums.add(sum(5), at: 0, to: "a")
    sums.add(sum(2), at: 1, to: "a")
    sums.add(sum(3), at: 2, to: "b")
    #expect(try sums.sums == ["a": .known(ratio(17, 3)), "b": .known(ratio(3, 7))])
    #expect(try sums.grouped { _ in 0 }.sums == [0: .known(ratio(128, 21))])
  }

  /// Three thirds of a tie are the tie, which rounds to the even one, however long the other terms are.
  @Test func keepsATieThatLongTermsMake() throws {
    let rates = try (0..<36).map { try ratio(1, 100_000_007 + 2 * Int128($0)) }
    var sums = ConvertedSums<Int>(in: .usd, at: rates)
    for place in rates.indices {
      sums.add(sum(try rates[place].denominator * 5_000), at: place, to: 0)
    }
    let exact = try #require(sums.sums[0]?.value)
    #expect(exact == Ratio(180_000))
    #expect(try Money(rounding: exact, of: .usd).units == 180_000)
  }

  @Test func saysWhatIsTooLarge() {
    var sums = ConvertedSums<Int>(in: .usd, at: [Ratio(2), .one])
    sums.add(sum(.max), at: 0, to: 0)
    sums.add(sum(1), at: 1, to: 1)
    #expect(sums.sums == [0: .tooLarge, 1: .known(.one)])
    #expect(sums.grouped { _ in 0 }.sums == [0: .tooLarge])
  }

  /// Sums at long rates have long terms; one over another is a number like any other. (10^30 + 1)/(10^12 - 11)
  /// over 10^30/(10^12 - 13) is 1 - 2/(10^12 - 11), nearly.
  @Test func dividesWhatIsTooLongToBeDividedExactly() throws {
    let one = try #require(Ratio(.powerOfTen(30) + 1, over: .powerOfTen(12) - 11))
    let other = try #require(Ratio(.powerOfTen(30), over: .powerOfTen(12) - 13))
    #expect(throws: MoneyError.tooLarge) { try one.divided(by: other) }
    let quotient = try #require(try one.dividedFinely(by: other))
    #expect(quotient.rounded(toUnitsOf: 1_000_000_000_000_000) == 999_999_999_998_000)
    let negative = try #require(Ratio(-.powerOfTen(30), over: .powerOfTen(12) - 13))
    #expect(
      try one.dividedFinely(by: negative)?.rounded(toUnitsOf: 1_000_000_000_000_000)
        == -999_999_999_998_000)
    #expect(try one.dividedFinely(by: .zero) == nil)
    #expect(try Ratio.zero.dividedFinely(by: one) == .zero)
  }
}
