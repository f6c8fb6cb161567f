import BigInt
import Procurement
import Testing
import TestTools

struct ExactDecimalTests {
  @Test func isEqualWhereItsValueIs() throws {
    #expect(try ExactDecimal(parsing: "2.50") == ExactDecimal(parsing: "2.5"))
    #expect(try ExactDecimal(parsing: "100") == ExactDecimal(parsing: "100.000"))
    #expect(try ExactDecimal(parsing: "-0.0") == .zero)
    #expect(try ExactDecimal(parsing: "10") != ExactDecimal(parsing: "1"))
    #expect(try ExactDecimal(parsing: "0.1") != ExactDecimal(parsing: "0.01"))
    #expect(try Set(["1", "1.0", "1.00"].map { try ExactDecimal(parsing: $0) }).count == 1)
  }

  @Test(
    arguments: [
      ("0.5", 0, 0), ("1.5", 0, 2), ("2.5", 0, 2), ("3.5", 0, 4), ("-0.5", 0, 0), ("-1.5", 0, -2),
      ("-2.5", 0, -2), ("2.51", 0, 3), ("2.49", 0, 2), ("-2.51", 0, -3), ("-2.49", 0, -2),
      ("0.0000005", 6, 0), ("0.0000015", 6, 2), ("0.00000050000001", 6, 1),
      ("12.345", 2, 1234), ("12.355", 2, 1236), ("7", 3, 7000),
    ] as [(String, Int, Int128)])
  func roundsHalfToEven(text: String, places: Int, units: Int128) throws {
    #expect(try ExactDecimal(parsing: text).rounded(toPlaces: places) == units)
  }

  @Test func roundsAsBigNumbersDo() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<5000 {
      let decimal = ExactDecimal(
        coefficient: random.integer(Int128.self), decimals: Int.random(in: 0...18, using: &random))
      let places = Int.random(in: 0...18, using: &random)
      let exact = BigInt(decimal.coefficient) * BigInt(10).power(places)
      let expected = exact.roundedHalfToEven(dividedBy: BigInt(10).power(decimal.decimals))
      let fits = expected >= BigInt(Int128.min) && expected <= BigInt(Int128.max)
      let rounded = decimal.rounded(toPlaces: places)
      #expect((rounded != nil) == fits)
      if let rounded { #expect(BigInt(rounded) == expected) }
    }
  }

  @Test func dividesAsBigNumbersDo() {
    var random = SplitMix64(seed: 4)
    for _ in 0..<5000 {
      let (dividend, divisor) = (random.integer(Int128.self), random.integer(Int128.self) | 1)
      guard dividend != .min else { continue }
      let expected = BigInt(dividend).roundedHalfToEven(dividedBy: BigInt(divisor))
      #expect(BigInt(dividend.dividedHalfToEven(by: divisor)) == expected)
    }
  }

  @Test(arguments: [2, 10, -10, 1000, -1000] as [Int128])
  func dividesTiesToEven(divisor: Int128) throws {
    for odd in stride(from: -999 as Int128, through: 999, by: 2) {
      let dividend = try odd * divisor / 2
      let expected = BigInt(dividend).roundedHalfToEven(dividedBy: BigInt(divisor))
      #expect(BigInt(dividend.dividedHalfToEven(by: divisor)) == expected)
      #expect(expected % 2 == 0)
    }
  }

  @Test func addsExactly() throws {
    var random = SplitMix64(seed: 5)
    for _ in 0..<5000 {
      let left = decimal(using: &random)
      let right = decimal(using: &random)
      let sum = try #require(left.adding(right))
      #expect(scaled(sum) == scaled(left) + scaled(right))
      #expect(sum == right.adding(left))
    }
  }

  @Test func refusesASumThatDoesNotFit() throws {
    let largest = ExactDecimal(coefficient: .max, decimals: 0)
    #expect(largest.adding(ExactDecimal(coefficient: 1, decimals: 0)) == nil)
    #expect(largest.adding(ExactDecimal(coefficient: 1, decimals: 1)) == nil)
    #expect(largest.adding(.zero) == largest)
    #expect(largest.rounded(toPlaces: 1) == nil)
  }

  @Test(
    arguments: [(0, 1), (1, 10), (18, 1_000_000_000_000_000_000)] as [(Int, Int128)])
  func knowsPowersOfTen(exponent: Int, power: Int128) {
    #expect(Int128.powerOfTen(exponent) == power)
    #expect(BigInt(Int128.powerOfTen(38)) == BigInt(10).power(38))
  }

  @Test(
    arguments: [
      (-803_256, 6, "-0.803256"), (0, 2, "0.00"), (5, 0, "5"), (-5, 0, "-5"), (1200, 2, "12.00"),
      (.min, 0, "-170141183460469231731687303715884105728"),
    ] as [(Int128, Int, String)])
  func writesFixedPoint(units: Int128, decimals: Int, text: String) {
    #expect(FixedPoint.text(units, decimals: decimals) == text)
  }

  private func decimal(using random: inout SplitMix64) -> ExactDecimal {
    ExactDecimal(
      coefficient: Int128(random.integer(Int64.self)),
      decimals: Int.random(in: 0...18, using: &random))
  }

  private func scaled(_ decimal: ExactDecimal) -> BigInt {
    BigInt(decimal.coefficient) * BigInt(10).power(18 - decimal.decimals)
  }
}
