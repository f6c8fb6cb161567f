import Procurement
import Queries
import TestLedger
import Testing

/// The worked figures of METRICS.md, on the public deals of `samples`.
struct WorkedFiguresTests {
  /// Figures 1, 2, 6 and 7. As of a day on which all three public fees of SpaceX are in force.
  @Test(
    arguments: [
      (SpendRatio.Side.provider, "anthropic-spacex-colossus", "2025", "15 / 18.674 = 80.3 %"),
      (.buyer, "anthropic-spacex-colossus", "run rate 2026-04", "15 / 30 = 50.0 %"),
      (.buyer, "anthropic-spacex-colossus", "run rate 2026-05", "15 / 47 = 31.9 %"),
      (.buyer, "anthropic-spacex-colossus", "run rate 2026-07", "15 / 65 = 23.1 %"),
      (.buyer, "openai-oracle-stargate", "2025", "60 / 13.1 = 458.0 %"),
    ])
  func setsAnAnnualisedFeeAgainstRevenue(
    side: SpendRatio.Side, contract: String, revenue: String, answer: String
  ) throws {
    let ledger = try TestBook.ofSamples()
    let row = try #require(
      try AnnualisedFee.all(
        AnnualisedFee.Question(
          side: side,
          revenues: [try choice(revenue)], bases: [.reported, .estimate],
          asOf: try day("2026-11-23")), in: ledger.book(contract: contract)
      ).first)
    let annual = try #require(row.rate.annual)
    let denominator = try #require(row.revenue?.amount.value)
    #expect("\(billions(annual)) / \(billions(denominator)) = \(row.ratio.text)" == answer)
  }

  @Test func addsThreePublicFeesOfOneProvider() throws {
    let ledger = try TestBook.ofSamples()
    let rows = try AnnualisedFee.all(
      AnnualisedFee.Question(
        side: .provider,
        revenues: [.year(try months("2025"))], bases: [.reported], asOf: try day("2026-11-23")),
      in: ledger.book(provider: "spacex"))
    let total = try #require(AnnualisedFee.total(of: rows))
    #expect(total.annual.value.map(billions) == "27.84")
    #expect(total.1.text == "149.1 %")
  }

  /// Figures 3 and 4.
  @Test(
    arguments: [
      ("anthropic-spacex-colossus", "2026-11-23", DayConvention.months, "3.75", "8.3 %", "8.6 %"),
      ("anthropic-spacex-colossus", "2026-11-23", .days, "3.69863013699", "8.2 %", "8.5 %"),
      ("google-spacex-colossus", "2027-01-01", .months, "2.76", "9.2 %", "9.1 %"),
      ("reflection-spacex-colossus2", "2026-11-23", .months, "0.45", "7.1 %", "7.1 %"),
    ])
  func setsTheExitAgainstTheHeadlineAndTheSchedule(
    contract: String, asOf: String, convention: DayConvention, firm: String, ofHeadline: String,
    ofSchedule: String
  ) throws {
    let ledger = try TestBook.ofSamples()
    let exposure = try #require(
      try ExitExposure.all(
        in: ledger.book(contract: contract), asOf: try day(asOf), convention: convention
      ).first)
    let amount = try #require(exposure.costToLeave.value)
    #expect(billions(amount) == firm)
    #expect(exposure.shareOfHeadline.text == ofHeadline)
    #expect(exposure.shareOfSchedule.text == ofSchedule)
  }

  /// Figure 5.
  @Test(
    arguments: [
      ("anthropic-spacex-colossus", "3846.15"), ("google-spacex-colossus", "8363.64"),
    ])
  func dividesAFeeByAccelerators(contract: String, answer: String) throws {
    let ledger = try TestBook.ofSamples()
    let details = try ContractDetails(
      in: ledger.book(contract: contract), asOf: try day("2026-11-23"))
    #expect(details.feePerAccelerator?.amount.description == answer)
  }

  /// 3 × 1.25 billion of synthetic invoices; no revenue of that quarter is public.
  @Test func hasNoRatioOfAQuarterWithoutRevenue() throws {
    let ledger = try TestBook.ofSamples()
    let ratios = try SpendRatio.all(
      SpendRatio.Question(
        side: .buyer, grain: .quarter,
        window: try months("2026Q3"), bases: [.reported, .estimate],
        asOf: try day("2026-11-23")), in: ledger.book(buyer: "anthropic"))
    #expect(
      ratios.map { "\($0.period.label) \($0.ratio.text)" } == ["2026Q3 n/a (revenue missing)"])
    #expect(ratios.first?.spend.value.map(billions) == "3.75")
  }

  private func choice(_ text: String) throws -> RevenueChoice {
    text.hasPrefix("run rate ")
      ? .runRate(try Month(parsing: String(text.dropFirst(9)))) : .year(try months(text))
  }

  private func billions(_ money: Money) -> String {
    ExactDecimal(
      coefficient: Int128(money.units), decimals: money.currency.scale + 9
    ).description
  }
}
