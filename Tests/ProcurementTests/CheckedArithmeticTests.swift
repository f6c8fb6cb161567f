import Procurement
import TestTools
import Testing

struct CheckedArithmeticTests {
  @Test func throwsWhereAResultDoesNotFit() {
    #expect(throws: MoneyError.tooLarge) { try Int128.max + 1 }
    #expect(throws: MoneyError.tooLarge) { try Int128.min - 1 }
    #expect(throws: MoneyError.tooLarge) { try Int128.max * 2 }
    #expect(throws: MoneyError.tooLarge) { try -Int128.min }
    #expect(throws: MoneyError.tooLarge) { try [Int128.max, 1].reduce(0, +) }
  }

  @Test func leavesASumThatOverflowsAsItWas() throws {
    var sum = Int128.max
    #expect(throws: MoneyError.tooLarge) { try sum += 1 }
    #expect(sum == .max)
    try sum -= 1
    #expect(try sum + 1 == .max)
  }

  @Test func isExactWhereItFits() throws {
    var random = SplitMix64(seed: 12)
    for _ in 0..<1000 {
      let (left, right) = (random.integer(Int64.self), random.integer(Int64.self))
      let (wide, other) = (Int128(left), Int128(right))
      #expect(try wide + other - other == wide)
      #expect(try wide * other == Int128(Int(left), times: Int(right)))
      #expect(try wide - other == Int128(left, less: right))
    }
  }

  @Test func sumsAmountsBeyondWhatOneCanBe() {
    let most = Money(units: .max, of: .usd)
    #expect([most, most].units == Int128(Int64.max) << 1)
    #expect([most, most].sum(in: .usd) == .unavailable(.tooLarge, "too large"))
    #expect([most, Money(units: -1, of: .usd)].sum(in: .usd).value?.units == Int64.max - 1)
  }

  @Test func tellsOfAFigureAloneThatItIsTooLarge() throws {
    let most = Figure.known(Money(units: .max, of: .usd))
    let one = Figure.known(Money(units: 1, of: .usd))
    #expect(most.adding(one) == .unavailable(.tooLarge, "too large"))
    #expect(most.excess(over: one).value?.units == Int64.max - 1)
    #expect(one.excess(over: most).value?.units == 0)
    #expect(try Figure<Money>.held { throw MoneyError.tooLarge }.unavailable?.code == .tooLarge)
    #expect(throws: DecimalError.self) {
      try Figure<Money>.held { throw DecimalError.notANumber }
    }
  }
}
