import Procurement
import Testing

/// Sums of amounts, and quotients of them, that end no report (METRICS, ruling 15).
struct MoneySumTests {
  @Test func addsExactly() {
    var sum = MoneySum(.usd)
    sum.add(Money(units: 1_500_000, of: .usd))
    sum.add(units: -1)
    #expect(sum.figure == .known(Money(units: 1_499_999, of: .usd)))
    #expect(sum.roundedToMinorUnit == .known(Money(units: 1_500_000, of: .usd)))
    #expect(MoneySum(.usd).figure == .known(.zero(.usd)))
  }

  @Test func comesBackFromBeyondWhatAnAmountHolds() {
    var sum = MoneySum(.usd)
    for _ in 1...3 { sum.add(Money(units: .max, of: .usd)) }
    #expect(sum.figure == .tooLarge)
    #expect(sum.roundedToMinorUnit == .tooLarge)
    for _ in 1...2 { sum.add(Money(units: -.max, of: .usd)) }
    #expect(sum.figure == .known(Money(units: .max, of: .usd)))
  }

  @Test func neverTraps() {
    var sum = MoneySum(.usd, units: .max)
    sum.add(units: 1)
    #expect(sum.isTooLarge)
    #expect(sum.adding(MoneySum(.usd)).figure == .tooLarge)
    #expect(MoneySum(.usd).adding(sum).figure == .tooLarge)
    #expect(MoneySum(.usd, units: .max).roundedToMinorUnit == .tooLarge)
    #expect(MoneySum(.usd, units: .min).roundedToMinorUnit == .tooLarge)
  }

  @Test(
    arguments: [
      (6_000_000, 2, 0, "3"), (6_000_000, 25, 1, "2.4"), (1, 1, 18, "1000000000000"),
      (Int64.max, 1, 18, "9223372036854775807000000000000"), (5, 0, 0, "quantity is zero"),
    ])
  func dividesAnAmountByAQuantity(
    units: Int64, coefficient: Int, decimals: Int, expected: String
  ) {
    let quantity = ExactDecimal(coefficient: Int128(coefficient), decimals: decimals)
    let ratio = Ratio.of(Money(units: units, of: .usd), over: quantity)
    #expect((ratio.value.map { "\($0.exactDecimal(places: 6))" } ?? ratio.reason) == expected)
  }

  @Test func hasNoQuotientThatDoesNotFit() {
    let quantity = ExactDecimal(coefficient: .max, decimals: 0)
    #expect(Ratio.of(Money(units: 1, of: .usd), over: quantity) == .tooLarge)
  }
}
