import BigInt
import Procurement
import TestTools
import Testing

struct WideIntegerTests {
  /// Numbers of up to 360 bits with zeros and ones in runs, which are what division by digits gets wrong.
  private static func pairs(_ seed: UInt64) -> [(WideInteger, BigInt)] {
    var random = SplitMix64(seed: seed)
    return (0..<400).map { _ in
      var (wide, big) = (WideInteger(1), BigInt(1))
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let bits = Int128.random(in: 0...Int128.max, using: &random)
        let factors: [Int128] = [bits, .max, 1 << 96, (1 << 64) &- 1, 1 << 32]
        let factor = factors[Int.random(in: factors.indices, using: &random)]
        wide = wide * WideInteger(factor)
        big *= BigInt(factor)
      }
      let more = Int128.random(in: -5...5, using: &random)
      return (wide + WideInteger(more), big + BigInt(more))
    }
  }

  private static func text(_ wide: WideInteger) -> String {
    var (digits, rest) = ([Int128](), wide.isNegative ? wide.negated : wide)
    while !rest.isZero {
      let step = rest.quotientAndRemainder(dividingBy: WideInteger(10))
      digits.append(step.remainder.int128 ?? -1)
      rest = step.quotient
    }
    let magnitude = digits.isEmpty ? "0" : digits.reversed().map { "\($0)" }.joined()
    return (wide.isNegative ? "-" : "") + magnitude
  }

  @Test func reckonsAsAnotherImplementationDoes() {
    let (left, right) = (WideIntegerTests.pairs(1), WideIntegerTests.pairs(2))
    for ((a, bigA), (b, bigB)) in zip(left, right) {
      #expect(WideIntegerTests.text(a + b) == "\(bigA + bigB)")
      #expect(WideIntegerTests.text(a + b.negated) == "\(bigA - bigB)")
      #expect(WideIntegerTests.text(a * b) == "\(bigA * bigB)")
      #expect((a < b) == (bigA < bigB))
      guard WideInteger.zero < b else { continue }
      let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
      #expect(WideIntegerTests.text(quotient) == "\(bigA / bigB)")
      #expect(WideIntegerTests.text(remainder) == "\(bigA % bigB)")
      #expect(
        WideIntegerTests.text(a.dividedHalfToEven(by: b))
          == "\(bigA.roundedHalfToEven(dividedBy: bigB))")
    }
  }

  @Test(arguments: [Int128.min, -1, 0, 1, Int128.max]) func holdsWhatItIsMadeOf(value: Int128) {
    // The least number has a magnitude that none has.
    #expect(WideInteger(value).int128 == (value == .min ? nil : value))
    #expect(WideInteger(value).isNegative == (value < 0))
  }

  @Test func doesNotFitBeyond128Bits() {
    #expect((WideInteger(.max) + WideInteger(1)).int128 == nil)
    #expect((WideInteger(.max) * WideInteger(.max)).int128 == nil)
  }
}
