import BigInt
import Procurement
import Testing
import TestTools

struct MoneyTests {
  @Test(
    arguments: [
      ("1250000000", .usd, "1250000000.00"), ("0.000123", .usd, "0.000123"),
      ("-0.1", .usd, "-0.10"), ("12.3456", .usd, "12.3456"), ("0", .usd, "0.00"),
      ("10000000000000", .jpy, "10000000000000"), ("0.5", .jpy, "0.5"), ("-1", .jpy, "-1"),
      ("1.5", .idr, "1.50"), ("1.2345", .idr, "1.2345"),
      ("1.5", .kwd, "1.500"), ("-0.0000001", .kwd, "-0.0000001"),
      ("1", .clf, "1.0000"), ("2.5", .xau, "2.5"), ("2", .xau, "2"),
    ] as [(String, Currency, String)])
  func showsTheDigitsOfItsCoinAndAllItHas(text: String, currency: Currency, shown: String) throws {
    #expect(try money(text, currency).description == shown)
  }

  @Test(arguments: Currency.shapes)
  func readsBackWhatItPrints(currency: Currency) throws {
    var random = SplitMix64(seed: 10)
    for _ in 0..<2000 {
      let amount = Money(units: max(random.integer(Int64.self), -.max), of: currency)
      #expect(try money(amount.description, currency) == amount)
      #expect(amount.decimal.rounded(toPlaces: currency.scale) == Int128(amount.units))
    }
  }

  @Test(arguments: Currency.shapes)
  func keepsAmountsUpToItsBounds(currency: Currency) throws {
    let bound = Int128(Int64.max)
    #expect(try Money(exactly: bound, of: currency).units == .max)
    #expect(try Money(exactly: -bound, of: currency).units == -.max)
    for units in try [bound + 1, -bound - 1, .max, .min] {
      #expect(throws: MoneyError.tooLarge) { try Money(exactly: units, of: currency) }
    }
    let text = FixedPoint.text(bound, decimals: currency.scale)
    #expect(try money(text, currency).units == .max)
    #expect(try money("-" + text, currency).units == -.max)
    let beyond = try FixedPoint.text(bound + 1, decimals: currency.scale)
    #expect(throws: MoneyError.tooLarge) { try money(beyond, currency) }
    #expect(throws: MoneyError.tooLarge) { try money("-" + beyond, currency) }
  }

  @Test func roundsHalfToEvenWhereTheScaleIsTooCoarse() throws {
    #expect(try money("0.0000005", .usd).units == 0)
    #expect(try money("0.0000015", .usd).units == 2)
    #expect(try money("-0.0000015", .usd).units == -2)
    #expect(try money("0.00005", .jpy).units == 0)
    #expect(try money("0.00015", .jpy).units == 2)
    #expect(try money("0.000000000000000001", .kwd).units == 0)
  }

  @Test func addsAsBigNumbersDo() throws {
    var random = SplitMix64(seed: 11)
    for _ in 0..<50 {
      var sum = Money.zero(.usd)
      var expected = BigInt(0)
      for _ in 0..<200 {
        let amount = Money(units: random.integer(Int64.self) >> 8, of: .usd)
        sum = try sum.adding(amount)
        expected += BigInt(amount.units)
      }
      #expect(BigInt(sum.units) == expected)
    }
  }

  @Test func addsOrRefusesAtEveryBound() {
    var random = SplitMix64(seed: 12)
    for _ in 0..<5000 {
      let left = Money(units: max(random.integer(Int64.self), -.max), of: .kwd)
      let right = Money(units: max(random.integer(Int64.self), -.max), of: .kwd)
      let expected = BigInt(left.units) + BigInt(right.units)
      let sum = try? left.adding(right)
      #expect(sum.map { BigInt($0.units) } == expected.asUnits)
    }
  }

  @Test func neverAddsTwoCurrencies() {
    #expect(throws: MoneyError.currenciesDiffer) {
      try Money(units: 1, of: .usd).adding(Money(units: 1, of: .kwd))
    }
    #expect(Money(units: 1, of: .usd) != Money(units: 1, of: .kwd))
  }

  @Test func multipliesOrRefuses() throws {
    #expect(try Money(units: -3, of: .usd).multiplied(by: 12).units == -36)
    #expect(try Money(units: .max, of: .usd).multiplied(by: -1).units == -.max)
    #expect(throws: MoneyError.tooLarge) { try Money(units: .max, of: .usd).multiplied(by: 2) }
    #expect(throws: MoneyError.tooLarge) { try Money(units: .max, of: .usd).multiplied(by: .min) }
  }

  @Test func proratesAsBigNumbersDo() {
    var random = SplitMix64(seed: 13)
    for _ in 0..<5000 {
      let amount = Money(units: max(random.integer(Int64.self), -.max), of: .usd)
      let (days, all) = (random.integer(Int.self) >> 8, random.integer(Int.self) >> 8 | 1)
      let expected = (BigInt(amount.units) * BigInt(days)).roundedHalfToEven(dividedBy: BigInt(all))
      let share = try? amount.prorated(days, of: all)
      #expect(share.map { BigInt($0.units) } == expected.asUnits)
    }
  }

  @Test func proratesHalfToEven() throws {
    #expect(try Money(units: 5, of: .usd).prorated(1, of: 2).units == 2)
    #expect(try Money(units: 7, of: .usd).prorated(1, of: 2).units == 4)
    #expect(try Money(units: -5, of: .usd).prorated(1, of: 2).units == -2)
    #expect(try Money(units: 31_000_000, of: .usd).prorated(17, of: 31).units == 17_000_000)
  }

  @Test(
    arguments: [
      (5_000, .usd, 0), (15_000, .usd, 20_000), (-15_000, .usd, -20_000), (14_999, .usd, 10_000),
      (5_000, .jpy, 0), (15_000, .jpy, 20_000), (5_000, .kwd, 0), (15_000, .kwd, 20_000),
      (5_000, .xau, 0), (50, .idr, 0), (150, .idr, 200), (0, .clf, 0),
    ] as [(Int64, Currency, Int64)])
  func roundsHalfToEvenToItsCoin(units: Int64, currency: Currency, rounded: Int64) throws {
    #expect(try Money(roundingToMinorUnit: Int128(units), over: 1, of: currency).units == rounded)
  }

  /// 100 dollars over 3 are 33.33, and half a cent goes to the even one.
  @Test(arguments: [(100_000_000, 3, 33_330_000), (30_000, 2, 20_000), (-50_000, 2, -20_000)])
  func dividesOnceBeforeItRounds(units: Int128, divisor: Int, rounded: Int64) throws {
    #expect(try Money(roundingToMinorUnit: units, over: divisor, of: .usd).units == rounded)
  }

  @Test func refusesAnAmountBeyondItsBounds() {
    #expect(throws: MoneyError.tooLarge) {
      try Money(roundingToMinorUnit: Int128(Int64.max), over: 1, of: .usd)
    }
  }

  @Test func knowsItsSign() {
    #expect(Money(units: -1, of: .usd).isNegative)
    #expect(!Money.zero(.usd).isNegative)
  }

  @Test func saysWhatIsWrong() {
    #expect(
      "\(MoneyError.tooLarge)"
        == "is too large: more than the store can keep exactly in this currency")
    #expect(
      "\(MoneyError.currenciesDiffer)" == "is in another currency, and currencies are never added")
  }

  private func money(_ text: String, _ currency: Currency) throws -> Money {
    try Money(ExactDecimal(parsing: text), in: currency)
  }
}
