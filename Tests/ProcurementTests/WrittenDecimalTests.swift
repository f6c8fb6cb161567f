import Procurement
import Testing
import TestTools

struct WrittenDecimalTests {
  @Test(
    arguments: [
      ("0.0146788990825688073394", "0.014678899082568807"),
      ("-0.0440366972477064220182", "-0.044036697247706422"),
      ("12.339999999999999857891452847979962825775146484375", "12.339999999999999858"),
      ("00.00000000000000000050", "0"), ("0.000000000000000000500000001", "0.000000000000000001"),
      ("0.0000000000000000015", "0.000000000000000002"), ("7.50", "7.5"),
      ("999999999999999999.0000000000000000001", "999999999999999999"),
    ])
  func roundsForArithmetic(text: String, value: String) throws {
    #expect(try WrittenDecimal(parsing: text).value.description == value)
  }

  @Test(
    arguments: [
      ("0.0146788990825688073394", "0.0146788990825688073394"),
      ("-000.04403669724770642201820", "-0.0440366972477064220182"),
      (".0000000000000000001", "0.0000000000000000001"), ("7.50", "7.5"),
    ])
  func keepsEveryDigit(text: String, canonical: String) throws {
    #expect(try WrittenDecimal(parsing: text).description == canonical)
  }

  /// A value that was rounded to 18 decimals first would be a tie.
  @Test func roundsOnce() throws {
    #expect(try WrittenDecimal(parsing: "0.50000000000000000001").rounded(toPlaces: 0) == 1)
    #expect(
      try WrittenDecimal(parsing: "-0.0000005000000000000000000001").rounded(toPlaces: 6) == -1)
    #expect(try WrittenDecimal(parsing: "0.5").rounded(toPlaces: 0) == 0)
    #expect(try WrittenDecimal(parsing: "0.00000000000000000149").rounded(toPlaces: 18) == 1)
  }

  @Test(
    arguments: [
      ("1000000000000000000", .tooLarge), ("1000000000000000000.0000000000000000001", .tooLarge),
      ("0.0000000000000000001x", .notANumber), ("0.0000000000000000001.5", .notANumber),
      ("1,5", .groupedDigits),
    ] as [(String, DecimalError)])
  func refuses(text: String, error: DecimalError) {
    #expect(throws: error) { try WrittenDecimal(parsing: text) }
  }
}
