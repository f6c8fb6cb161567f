import Procurement
import Testing
import TestTools

struct ExactDecimalParsingTests {
  @Test(
    arguments: [
      ("0", 0, 0), ("7", 7, 0), ("-7", -7, 0), ("-1234.50", -12345, 1), ("0.000123", 123, 6),
      ("007.10", 71, 1), (".5", 5, 1), ("-.5", -5, 1), ("-0", 0, 0), ("0.00", 0, 0),
      ("0.000000000000000001", 1, 18), ("100", 100, 0),
      ("1.0000000000000000000", 1, 0), ("0.7200000000000000000000", 72, 2),
      ("170141183460469231731687303715884105727.000", .max, 0), ("-0.0000000000000000000", 0, 0),
    ] as [(String, Int128, Int)])
  func readsPlainDecimals(text: String, coefficient: Int128, decimals: Int) throws {
    let decimal = try ExactDecimal(parsing: text)
    #expect(decimal.coefficient == coefficient)
    #expect(decimal.decimals == decimals)
  }

  @Test(
    arguments: [
      ("", .empty),
      ("-", .notANumber), (".", .notANumber), ("-.", .notANumber), ("1.", .notANumber),
      ("--1", .notANumber), ("+1", .notANumber), ("1-", .notANumber), ("1.2.3", .notANumber),
      ("1e5", .notANumber), ("0x10", .notANumber), ("NaN", .notANumber), ("inf", .notANumber),
      ("$5", .notANumber), ("5 USD", .notANumber), ("(5)", .notANumber), ("−5", .notANumber),
      ("٣", .notANumber), ("５", .notANumber), ("1\u{A0}000", .notANumber), ("1\0", .notANumber),
      ("1_000", .notANumber), ("1\t", .notANumber),
      ("1,5", .groupedDigits), ("1,234.50", .groupedDigits), ("1.234,50", .groupedDigits),
      ("1'000", .groupedDigits), ("1 000", .groupedDigits), (" 1", .groupedDigits),
      ("1 ", .groupedDigits), ("-1,5", .groupedDigits),
      ("0.0000000000000000001", .tooManyDecimals), ("1.00000000000000000001", .tooManyDecimals),
      ("170141183460469231731687303715884105728", .tooLarge),
      ("9999999999999999999999999999999999999999", .tooLarge),
    ] as [(String, DecimalError)])
  func refusesAnythingElse(text: String, expected: DecimalError) {
    #expect(throws: expected) { try ExactDecimal(parsing: text) }
  }

  @Test func readsTheLargestThereIs() throws {
    let largest = try ExactDecimal(parsing: "170141183460469231731687303715884105727")
    #expect(largest.coefficient == .max)
    let smallest = try ExactDecimal(parsing: "-170141183460469231731.687303715884105727")
    #expect(smallest.coefficient == Int128.min | 1)
    #expect(smallest.decimals == 18)
  }

  @Test func readsBackWhatItPrints() throws {
    var random = SplitMix64(seed: 1)
    for _ in 0..<5000 {
      let coefficient = max(random.integer(Int128.self), .min | 1)
      let decimal = ExactDecimal(
        coefficient: coefficient, decimals: Int.random(in: 0...18, using: &random))
      #expect(try ExactDecimal(parsing: decimal.description) == decimal)
    }
  }

  @Test func readsDigitsOfAnyLengthExactly() throws {
    var random = SplitMix64(seed: 2)
    for _ in 0..<5000 {
      let whole = String(random.integer(UInt64.self))
      let fraction = String(random.integer(UInt32.self))
      let zeros = String(repeating: "0", count: Int.random(in: 0...8, using: &random))
      let decimal = try ExactDecimal(parsing: "\(zeros)\(whole).\(fraction)")
      var digits = Substring(fraction)
      while digits.last == "0" { digits.removeLast() }
      #expect(decimal.description == (digits.isEmpty ? whole : "\(whole).\(digits)"))
    }
  }

  @Test(
    arguments: [
      (.empty, "is empty"),
      (.notANumber, "is not a plain decimal number; write it like -1234.50"),
      (
        .groupedDigits,
        "has a comma, a space or an apostrophe in it; "
          + "write it like 1234567.89, with a point and no grouping"
      ),
      (.tooManyDecimals, "has more than 18 decimals"),
      (.tooLarge, "is too large to be kept exactly"),
    ] as [(DecimalError, String)])
  func saysWhatIsWrong(error: DecimalError, text: String) {
    #expect(error.description == text)
  }
}
