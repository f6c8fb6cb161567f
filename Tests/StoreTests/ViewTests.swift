import Procurement
import SQLite
import Store
import Testing
import TestTools

/// What other programs read; they open the file as they please.
struct ViewTests {
  @Test(
    arguments: [
      (1_250_000_000_000_000, .usd, "1250000000.00"), (123, .usd, "0.000123"),
      (-123, .usd, "-0.000123"), (-1_250_000_123, .usd, "-1250.000123"), (0, .usd, "0.00"),
      (100_000, .usd, "0.10"), (-1_500_000, .usd, "-1.50"), (1_234_500, .usd, "1.2345"),
      (10_000, .jpy, "1"), (-10_000, .jpy, "-1"), (15_000, .jpy, "1.5"), (1, .jpy, "0.0001"),
      (1_000_000, .jpy, "100"), (0, .jpy, "0"), (100_000_000_000_000_000, .jpy, "10000000000000"),
      (15_000_000, .kwd, "1.500"), (-1, .kwd, "-0.0000001"), (12_345_678, .kwd, "1.2345678"),
      (.max, .usd, "9223372036854.775807"), (-.max, .kwd, "-922337203685.4775807"),
    ] as [(Int64, Currency, String)])
  func giveAmountsAsExactText(units: Int64, currency: Currency, text: String) throws {
    let fixture = try Fixture()
    let amount = Money(units: units, of: currency)
    #expect(amount.description == text)
    try recordEverything(of: amount, in: fixture)
    try expect(text, "amount FROM spend_by_month WHERE billing_month = '2026-02'", fixture)
    try expect(text, "total FROM invoices WHERE number = 'V-1'", fixture)
    try expect(text, "amount FROM revenue_by_period", fixture)
    guard units >= 0 else { return }
    try expect(text, "headline_value FROM contract_terms WHERE reference = 'V'", fixture)
    try expect(text, "monthly_fee FROM monthly_fees WHERE contract = 'V'", fixture)
  }

  @Test func answerThroughAFreshConnection() throws {
    try withTemporaryDatabase { path in
      let fixture = try Fixture(at: path)
      try recordEverything(of: .dollars(7), in: fixture)
      for kind in FactKind.allCases { _ = try kind.record(fixture.store) }
      let reader = try Connection(path: path, access: .readOnly)
      #expect(try reader.integer(pragma: "trusted_schema") == 0)
      let views = try reader.texts("SELECT name FROM sqlite_schema WHERE type = 'view'")
      #expect(views.count >= 9)
      for view in views { #expect(try reader.count(view) > 0, "\(view)") }
    }
  }

  @Test func sumMonthsOverSKUsAndUnits() throws {
    let fixture = try Fixture()
    try fixture.store.importing("invoices") { number in
      try fixture.store.record(
        [.sample(), .sample(number: 2, sku: "GPU"), .sample(number: 3, sku: "CPU", unit: "hours")],
        of: .sample(number: "N-2"), import: number, line: 2)
    }
    #expect(
      try fixture.store.connection.rows("SELECT * FROM spend_by_month") == [
        ["2026-01", "nimbus", "aster", "C-1", "USD", "400.00", "4", "400000000"]
      ])
  }

  @Test func leaveUnknownAmountsEmpty() throws {
    let fixture = try Fixture()
    #expect(
      try fixture.store.connection.texts("SELECT headline_value FROM contract_terms") == ["NULL"])
  }

  @Test func tellTheHistoryOfAProvider() throws {
    let fixture = try Fixture()
    for kind in FactKind.allCases { _ = try kind.record(fixture.store) }
    let history = try fixture.store.connection.rows(
      "SELECT provider, contract, day, kind, summary FROM provider_history ORDER BY day, kind")
    #expect(
      history == [
        ["nimbus", "C-1", "2026", "invoice", "N-1"], ["nimbus", "C-2", "2026", "signed", "Two"],
        ["nimbus", "C-1", "2026-05", "capacity delivered", "first"],
        ["nimbus", "C-1", "2026-05", "dispute", "Two figures"],
      ])
  }

  @Test func tellCapacityInWords() throws {
    let fixture = try Fixture()
    for kind in [FactKind.capacity, .delivery] { _ = try kind.record(fixture.store) }
    #expect(
      try fixture.store.connection.rows("SELECT kind, words FROM capacity_words") == [
        ["promise", "1,000 GB300, 1.5 MW facility, Abilene"],
        ["delivery", "1,000 GB300, 1.5 MW facility, Abilene, first"],
      ])
  }

  private func expect(_ text: String, _ query: String, _ fixture: borrowing Fixture) throws {
    #expect(try fixture.store.connection.texts("SELECT \(query)") == [text], "\(query)")
  }

  private func recordEverything(of amount: Money, in fixture: borrowing Fixture) throws {
    let february = Month(year: 2026, month: 2)
    try fixture.store.importing { number in
      if !amount.isNegative {
        var contracts = try FactTable<Contract>(fixture.store, import: number)
        _ = try contracts.record(
          .sample(
            reference: "V", headline: Headline(value: amount, kind: nil, termMonths: nil),
            currency: amount.currency), line: 2)
        var fees = try FactTable<Fee>(fixture.store, import: number)
        let fee = Fee(
          contract: ContractID(number: 2), fromMonth: february, toMonth: nil, monthlyFee: amount,
          provenance: Provenance())
        _ = try fees.record(fee, in: amount.currency, line: 2)
      }
      var revenue = try FactTable<Revenue>(fixture.store, import: number)
      _ = try revenue.record(
        Revenue(
          organization: fixture.provider, period: february.days, amount: amount, basis: .reported,
          asOf: nil, provenance: Provenance()), line: 2)
      try fixture.store.record(
        [.sample(amount: amount)],
        of: .sample(number: "V-1", month: february, currency: amount.currency), import: number,
        line: 2)
    }
  }
}
