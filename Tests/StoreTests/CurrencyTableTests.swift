import Procurement
import Store
import Testing

struct CurrencyTableTests {
  /// Source: ISO 4217, List One.
  @Test(
    arguments: [
      ("USD", 2, 6), ("EUR", 2, 6), ("GBP", 2, 6), ("CHF", 2, 6), ("CNY", 2, 6), ("INR", 2, 6),
      ("JPY", 0, 4), ("KRW", 0, 4), ("VND", 0, 4), ("ISK", 0, 4), ("CLP", 0, 4), ("UGX", 0, 4),
      ("KWD", 3, 7), ("BHD", 3, 7), ("OMR", 3, 7), ("TND", 3, 7), ("IDR", 2, 4),
      ("CLF", 4, 8), ("UYW", 4, 8), ("BGN", 2, 6), ("ZWG", 2, 6), ("XCG", 2, 6),
      ("XAU", nil, 4), ("XDR", nil, 4), ("XXX", nil, 4),
    ] as [(String, Int?, Int)])
  func hasTheCurrenciesOfISO4217(code: String, minorDigits: Int?, scale: Int) throws {
    let table = try CurrencyTable(Store.create(at: ":memory:"))
    #expect(table[code] == Currency(code: code, minorDigits: minorDigits, scale: scale))
  }

  @Test(arguments: ["", "usd", "US", "USDT", "BTC", "HRK", "ZWL", "ANG", "ＵＳＤ"])
  func hasNoOthers(code: String) throws {
    #expect(try CurrencyTable(Store.create(at: ":memory:"))[code] == nil)
  }

  @Test(
    arguments: [
      ("USDT", 2, 6), ("usd", 2, 6), ("", 2, 6), ("ÜSD", 2, 6), ("USD", 7, 6), ("USD", -1, 6),
      ("USD", 2, 19), ("USD", 0, -1),
    ])
  func takesNoOtherFromADatabase(code: String, minorDigits: Int, scale: Int) {
    #expect(Currency(storedCode: code, minorDigits: minorDigits, scale: scale) == nil)
  }

  @Test func countsThem() throws {
    let store = try Store.create(at: ":memory:")
    #expect(try store.connection.count("currency") == 179)
    #expect(
      try store.connection.rows(
        """
        SELECT minor_digits, scale, count(*) FROM currency GROUP BY minor_digits, scale
        ORDER BY minor_digits, scale
        """) == [
          ["NULL", "4", "13"], ["0", "4", "17"], ["2", "4", "1"], ["2", "6", "139"],
          ["3", "7", "7"], ["4", "8", "2"],
        ])
  }
}
