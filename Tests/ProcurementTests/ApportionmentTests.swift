import BigInt
import Procurement
import TestTools
import Testing

struct ApportionmentTests {
  @Test(
    arguments: [
      (10, [1, 1, 1], [4, 3, 3]),
      (-10, [1, 1, 1], [-4, -3, -3]),
      (0, [1, 2], [0, 0]),
      (1, [0, 1, 0], [0, 1, 0]),
      (2, [1, 1, 1], [1, 1, 0]),
      // Exact shares 3.1, 0.55 and 6.35: the second has the largest remainder.
      (10, [62, 11, 127], [3, 1, 6]),
      (Int128(Int64.max), [1, 1], [4_611_686_018_427_387_904, 4_611_686_018_427_387_903]),
    ] as [(Int128, [Int128], [Int128])])
  func givesTheRestToTheLargestRemainders(whole: Int128, weights: [Int128], pieces: [Int128]) throws
  {
    #expect(try Apportionment.pieces(of: whole, by: weights) == pieces)
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func addsUpAndIsNeverOffByAUnit(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let whole = Int128.random(in: (.min | 1)...(.max), using: &random)
    let largest = Int128(1) << Int.random(in: 1...120, using: &random)
    let weights =
      (0..<Int.random(in: 0...40, using: &random)).map { _ in
        Int128.random(in: 0...largest, using: &random)
      } + [1]
    let pieces = try Apportionment.pieces(of: whole, by: weights)
    #expect(try pieces.reduce(0, +) == whole)
    let sum = BigInt(try weights.reduce(0, +))
    for (piece, weight) in zip(pieces, weights) {
      let difference = BigInt(piece) * sum - BigInt(whole) * BigInt(weight)
      #expect(difference.magnitude < sum.magnitude)
    }
  }

  @Test func refusesWeightsWhoseSumDoesNotFit() {
    #expect(throws: MoneyError.tooLarge) { try Apportionment.pieces(of: 1, by: [.max, 1]) }
  }

  @Test func splitsMoneyIntoStoredUnits() throws {
    let whole = Money(units: 100, of: .usd)
    #expect(whole.split(by: [31, 28, 31]).map(\.units) == [35, 31, 34])
  }

  /// Of 16013.35, the coin goes to the part that lost more: 5277.733548 and 10735.612515.
  @Test func givesTheCoinToTheLargestRemainder() throws {
    let parts = [Ratio(5_277_733_548), Ratio(10_735_612_515)]
    let whole = Money(units: 16_013_350_000, of: .usd)
    #expect(try whole.minorUnits(of: parts).map(\.units) == [5_277_740_000, 10_735_610_000])
  }

  /// Parts of both signs are rounded down, and those that lost the most get what is left.
  @Test func makesMinorUnitsOfPartsOfBothSigns() throws {
    let parts = try [(-10_006, 1), (25_003, 1), (5_003, 1)].map { numerator, denominator in
      try #require(Ratio(numerator, over: denominator))
    }
    let whole = Money(units: 20_000, of: .usd)
    let amounts = try whole.minorUnits(of: parts)
    #expect(amounts.map(\.units) == [-10_000, 30_000, 0])
    #expect(amounts.reduce(0) { $0 + $1.units } == whole.units)
  }

  /// METRICS, ruling 6: a part payment over lines of both signs, of an invoice or of a credit note.
  private static let splits: [(whole: Int128, amounts: [Int128], expected: [Int128])] = [
    (100, [3, 3, 3], [34, 33, 33]), (-100, [3, 3, 3], [-33, -33, -34]),
    (10, [30, -10], [15, -5]), (7, [30, -10], [11, -4]), (-7, [-30, 10], [-10, 3]),
    (20, [30, -10], [30, -10]), (5, [1, 0, 1], [3, 0, 2]),
  ]

  @Test func splitsInProportionToAmountsOfAnySign() throws {
    for split in ApportionmentTests.splits {
      let pieces = try Apportionment.pieces(of: split.whole, inProportionTo: split.amounts)
      #expect(pieces == split.expected)
      #expect(pieces.reduce(0, &+) == split.whole)
    }
  }
}
