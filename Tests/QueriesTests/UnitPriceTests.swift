import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// Prices of h100 by the hour, of contract c-1 with spacex and of nebius.
struct UnitPriceTests: ~Copyable {
  private let ledger: TestBook

  init() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts, "provider,reference,buyer,currency\nspacex,c-1,anthropic,USD")
    try ledger.add(
      .prices,
      """
      contract,sku,from_month,to_month,unit,unit_price
      c-1,H100,2026-01,,hour,2
      c-1,h100,2026-03,2026-03,hour,3
      c-1,h100,2026-05,,day,50
      """)
    self.ledger = ledger
  }

  private func bill(_ rows: String) throws {
    try ledger.add(
      .invoices,
      """
      provider,number,contract,buyer,currency,billing_month,issued_on,kind,sku,quantity,unit,amount,\
      charge_category

      """ + rows)
  }

  private func prices(
    skus: [String] = [], asOf: String = "2026-12-31"
  ) throws -> [UnitPrice] {
    try UnitPrice.all(in: ledger.book(), skus: skus, window: nil, asOf: day(asOf))
  }

  /// `month price change from-contract variance`.
  private func lines(_ prices: [UnitPrice]) -> [String] {
    prices.map { price in
      [
        "\(price.month)",
        price.price.value.map { "\($0.exactDecimal(places: 6))" } ?? price.price.reason ?? "",
        price.previousMonth.map { "\($0)" } ?? "-", price.change.text, price.changeFromFixed.text,
        price.variance.value?.description ?? price.variance.reason ?? "",
      ].joined(separator: " | ")
    }
  }

  @Test func followsAPriceThroughTheMonths() throws {
    try bill(
      """
      spacex,I-1,c-1,,USD,2026-01,2026-01-31,,h100,100,hour,200,Usage
      spacex,I-2,c-1,,USD,2026-02,2026-02-28,,h100,30,Hour,63,Usage
      spacex,I-2b,c-1,,USD,2026-02,2026-02-28,,h100,0.5,Hour,2,Usage
      spacex,I-2t,c-1,,USD,2026-02,2026-02-28,,h100,1,Hour,9,Tax
      spacex,I-4,c-1,,USD,2026-04,2026-04-30,,h100,3,hour,10,Purchase
      spacex,I-5,c-1,,USD,2026-05,2026-05-31,,h100,1,hour,2,Usage
      spacex,I-6,c-1,,USD,2026-06,2026-07-01,,h100,1,hour,2,Usage
      """)
    // `Hour` and `hour` are one unit, among lines and of the contract's price.
    let hours = try prices(asOf: "2026-06-30")
    #expect(
      lines(hours) == [
        "2026-01 | 2 | - | n/a (first month) | 0.0 % | 0.00",
        "2026-02 | 2.131148 | 2026-01 | 6.6 % | 6.6 % | 4.00",
        "2026-04 | 3.333333 | 2026-02 | 56.4 % | 66.7 % | 4.00",
        "2026-05 | 2 | 2026-04 | -40.0 % | n/a (price is per day) | price is per day",
      ])
    #expect(hours[1].lineCount == 2)
  }

  /// METRICS, ruling 8: seven spellings, three units. What is not compared says so.
  @Test func putsSpellingsOfAUnitTogether() throws {
    let units = ["Hour", "hours", "Hrs", "1 Hour", "GPU-Hours", "", "100 Hours"]
    let rows = units.enumerated().map {
      "spacex,I-\($0),c-1,,USD,2026-01,2026-01-31,,h100,10,\($1),30,Usage"
    }
    for order in [rows, rows.reversed()] {
      let other = try UnitPriceTests()
      try other.bill(order.joined(separator: "\n"))
      let prices = try other.prices()
      #expect(
        prices.map { "\($0.unit ?? "-") \($0.lineCount) \($0.variance.words)" } == [
          "- 1 n/a (price is per hour)", "100 Hours 1 n/a (price is per hour)",
          "GPU-Hours 1 n/a (price is per hour)", "Hrs 4 40.00",
        ])
      #expect(PriceComparison.all(prices).map(\.unit) == [nil, "100 Hours", "GPU-Hours", "Hrs"])
    }
  }

  /// METRICS, ruling 15: what cannot be held is n/a, and the rest is there.
  @Test func hasNoPriceThatDoesNotFitButTheOthers() throws {
    try bill(
      """
      spacex,I-4,c-1,,USD,2026-03,2026-03-31,,h100,9,hour,9000000000000,Usage
      spacex,I-5,c-1,,USD,2026-03,2026-03-31,,h100,1,Hour,9000000000000,Usage
      spacex,I-6,c-1,,USD,2026-04,2026-04-30,,h100,1,hour,2,Usage
      """)
    let prices = try prices()
    #expect(
      prices.map { "\($0.quantity.words) \($0.amount.words) \($0.price.value == nil)" }
        == ["10 n/a (too large) true", "1 2.00 false"])
    #expect(prices.map(\.variance.words) == ["n/a (too large)", "0.00"])
    let compared = PriceComparison.all(prices)
    #expect(compared.map(\.mean.value?.numerator) == [nil, 2_000_000])
  }

  @Test func takesTheLatestPriceThatCoversAMonth() throws {
    try bill("spacex,I-3,c-1,,USD,2026-03,2026-03-31,,h100,10,hour,30,Usage")
    #expect(lines(try prices()) == ["2026-03 | 3 | - | n/a (first month) | 0.0 % | 0.00"])
  }

  /// METRICS, M3: nothing grows from zero or below.
  @Test func hasNoPriceOfNothing() throws {
    try bill(
      """
      spacex,I-1,,anthropic,USD,2026-01,2026-01-31,,b200,1,hour,0,Usage
      spacex,I-2,,anthropic,USD,2026-02,2026-02-28,,b200,1,hour,5,Usage
      spacex,C-3,,anthropic,USD,2026-03,2026-03-31,credit_note,b200,1,hour,-5,Usage
      spacex,I-4,,anthropic,USD,2026-04,2026-04-30,,b200,1,hour,5,Usage
      spacex,I-5,,anthropic,USD,2026-05,2026-05-31,,b200,1,hour,5,Usage
      spacex,C-5,,anthropic,USD,2026-05,2026-05-31,credit_note,b200,-1,hour,-5,Usage
      """)
    #expect(
      lines(try prices()).map { $0.replacing(" | n/a (no price fixed) | no price fixed", with: "") }
        == [
          "2026-01 | 0 | - | n/a (first month)", "2026-02 | 5 | 2026-01 | n/a (new)",
          "2026-03 | -5 | 2026-02 | -200.0 %",
          "2026-04 | 5 | 2026-03 | n/a (price was negative)",
          "2026-05 | quantity is zero | 2026-04 | n/a (quantity is zero) | n/a (quantity is zero)"
            + " | no price fixed",
        ])
  }

  @Test func putsProvidersSideBySide() throws {
    try bill(
      """
      spacex,I-1,c-1,,USD,2026-01,2026-01-31,,h100,100,hour,200,Usage
      nebius,N-1,,anthropic,USD,2026-01,2026-01-31,,H100,300,hour,900,Usage
      nebius,N-2,,anthropic,EUR,2026-01,2026-01-31,,H100,1,hour,1,Usage
      """)
    let rows = PriceComparison.all(try prices()).map { row in
      "\(row.currency.code) "
        + row.providers.map { "\($0.provider) \($0.price.exactDecimal(places: 2))" }
        .joined(separator: ", ")
        + ", mean \(row.mean.value?.exactDecimal(places: 4).description ?? "")"
    }
    // 1,100 over 400 hours, not the mean of 2 and 3.
    #expect(rows == ["EUR nebius 1, mean 1", "USD spacex 2, nebius 3, mean 2.75"])
  }

  @Test func findsASKUWhateverItsCase() throws {
    try bill(
      """
      spacex,I-1,c-1,,USD,2026-01,2026-01-31,,h100,100,hour,200,Usage
      spacex,I-2,c-1,,USD,2026-01,2026-01-31,,b200,100,hour,200,Usage
      """)
    #expect(try prices(skus: ["H100"]).map(\.sku) == ["h100"])
    let error = #expect(throws: UnknownNameError.self) { try prices(skus: ["h10"]) }
    #expect(error?.description == "no SKU \"h10\"; did you mean \"h100\"?")
    #expect(
      try FixedPrice.all(in: ledger.book(), skus: ["h100"]).map(\.price.fromMonth.description)
        == ["2026-01", "2026-03", "2026-05"])
  }
}
