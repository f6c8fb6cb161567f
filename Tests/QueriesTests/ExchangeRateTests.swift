import Ledger
import Procurement
import Store
import TestLedger
import Testing

/// METRICS, rule 7 and ruling 35.
struct ExchangeRateTests {
  private static let rates = """
    day,base,quote,rate
    2026-04-01,EUR,USD,1.10
    2026-04-15,EUR,USD,1.12
    2026-04-30,EUR,USD,1.2
    2026-05-22,EUR,USD,1.25
    2026-04-10,EUR,GBP,0.8
    2026-05-29,EUR,GBP,0.9
    2026-04-10,JPY,CHF,0.005
    2026-04-10,SEK,CHF,0.08
    """

  private func book(_ rates: String = ExchangeRateTests.rates) throws -> TestBook {
    let book = try TestBook()
    try book.add(.fx, rates)
    return book
  }

  /// The value and the way of a rate; `EUR/USD 2026-04` is a mean, `EUR/USD 2026-04-30` a closing rate.
  private func rate(
    _ from: String, _ to: String, _ days: String, asOf: String = "2026-06-30",
    _ ledger: borrowing TestBook
  ) throws -> String {
    let book = try ledger.book()
    let request = RateRequest(
      of: AmountOrigin(try book.choice(of: from, .average).currency), days: try rateDays(days))
    let target = try book.choice(of: to, .average).currency
    do {
      let rates = try book.rates([request], into: target, asOf: day(asOf))
      let rate = try #require(rates[request])
      let legs = rate.legs.map { "\($0.base.code)/\($0.quote.code) x\($0.count)" }
      return ["\(rate.value.exactDecimal(places: 12))", "\(rate.way)"]
        .joined(separator: " ") + legs.map { " " + $0 }.joined()
    } catch let error as MissingRatesError {
      return "missing: " + error.rates.map(\.days).joined(separator: " ")
    }
  }

  private func rateDays(_ text: String) throws -> RateDays {
    text.count == 10
      ? .closing(try day(text))
      : .average(
        DayRange(from: try months(text).firstDay, through: try months(text).endDay.adding(days: -1))
      )
  }

  @Test(arguments: [
    ("EUR", "USD", "2026-04", "1.14 direct EUR/USD x3"),
    ("USD", "EUR", "2026-04", "0.877192982456 inverse EUR/USD x3"),
    // 1.14 / 0.8, a quotient of means.
    ("GBP", "USD", "2026-04", #"1.425 cross("EUR") EUR/GBP x1 EUR/USD x3"#),
    ("JPY", "SEK", "2026-04", #"0.0625 cross("CHF") JPY/CHF x1 SEK/CHF x1"#),
    ("USD", "USD", "2026-04", "1 same"),
    ("EUR", "USD", "2026-04..2026-05", "1.1675 direct EUR/USD x4"),
    ("EUR", "USD", "2026-03..2026-05", "missing: 2026-03"),
    ("EUR", "USD", "2026-06", "missing: 2026-06"),
    ("USD", "JPY", "2026-04", "missing: 2026-04"),
    ("EUR", "USD", "2026-04-30", "1.2 direct EUR/USD x1"),
    ("EUR", "USD", "2026-05-07", "1.2 direct EUR/USD x1"),
    ("EUR", "USD", "2026-05-08", "missing: 2026-05-08 or the 7 days before it"),
    ("EUR", "USD", "2026-03-31", "missing: 2026-03-31 or the 7 days before it"),
    ("USD", "GBP", "2026-05-29", #"0.72 cross("EUR") EUR/USD x1 EUR/GBP x1"#),
    ("USD", "GBP", "2026-05-30", "missing: 2026-05-30 or the 7 days before it"),
  ])
  func findsTheRate(from: String, to: String, days: String, expected: String) throws {
    #expect(try rate(from, to, days, book()) == expected)
  }

  @Test func leavesOutRatesAfterTheAsOfDay() throws {
    let book = try book()
    #expect(
      try rate("EUR", "USD", "2026-04", asOf: "2026-04-20", book) == "1.11 direct EUR/USD x2")
    #expect(try rate("EUR", "USD", "2026-05", asOf: "2026-05-21", book) == "missing: 2026-05")
  }

  @Test func prefersWhatIsStoredOfThePairItself() throws {
    let book = try book(ExchangeRateTests.rates + "\n2026-04-09,USD,EUR,0.5")
    #expect(try rate("USD", "EUR", "2026-04", book) == "0.5 direct USD/EUR x1")
    #expect(try rate("EUR", "USD", "2026-04", book) == "1.14 direct EUR/USD x3")
  }

  @Test func listsAllThatIsMissing() throws {
    let ledger = try book()
    let book = try ledger.book()
    let usd = try book.choice(of: "usd", .closing).currency
    let requests = try Set(
      [("JPY", "2026-05"), ("CHF", "2026-04"), ("EUR", "2026-06"), ("EUR", "2026-04")].map {
        RateRequest(
          of: AmountOrigin(try book.choice(of: $0.0, .average).currency),
          days: try rateDays($0.1))
      })
    do {
      _ = try book.rates(requests, into: usd, asOf: day("2026-06-30"))
      Issue.record("nothing was missing")
    } catch let error as MissingRatesError {
      #expect(
        error.rates.map(\.description) == [
          "no rate CHF/USD for 2026-04", "no rate EUR/USD for 2026-06",
          "no rate JPY/USD for 2026-05",
        ])
    }
  }
}
