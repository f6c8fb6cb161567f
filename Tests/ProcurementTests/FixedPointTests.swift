import Procurement
import Testing

struct FixedPointTests {
  @Test(
    arguments: [
      (0, 0, "0"), (0, 2, "0.00"), (7, 0, "7"), (-5, 2, "-0.05"), (100, 2, "1.00"),
      (-803_256, 6, "-0.803256"), (1_000_000, 6, "1.000000"),
      (Int128(Int64.min), 6, "-9223372036854.775808"),
      (Int128(UInt64.max), 3, "18446744073709551.615"),
      (18_446_744_073_709_551_616, 3, "18446744073709551.616"),
      (-18_446_744_073_709_551_616, 0, "-18446744073709551616"),
      (.max, 38, "1.70141183460469231731687303715884105727"),
    ] as [(Int128, Int, String)])
  func writesUnitsWithTheirDecimals(units: Int128, decimals: Int, text: String) {
    #expect(FixedPoint.text(units, decimals: decimals) == text)
  }
}
