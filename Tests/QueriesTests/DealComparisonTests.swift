import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

struct DealComparisonTests {
  private func deals(_ names: [String], asOf: String) throws -> [DealComparison] {
    try DealComparison.all(names, in: TestBook.ofSamples().book(), asOf: day(asOf))
  }

  /// METRICS, worked figures 3 and 5, from public filings.
  @Test func comparesThePublicDeals() throws {
    let deals = try deals(
      ["anthropic-spacex-colossus", "google-spacex-colossus"], asOf: "2026-11-23")
    #expect(
      deals.map { $0.feePerAcceleratorMonth.value?.description } == ["3846.15", "8363.64"])
    #expect(deals.map { $0.annualised.value?.description } == ["15000000000.00", "11040000000.00"])
    #expect(deals.map(\.acceleratorCount) == [325_000, 110_000])
    #expect(deals.first?.costToLeave.value?.description == "3750000000.00")
    #expect(deals.first?.shareOfHeadline.text == "8.3 %")
    #expect(
      deals.map(\.deliveredShare.text) == Array(repeating: "n/a (no delivery recorded)", count: 2))
    #expect(deals.map(\.feePerMegawattYear.reason) == ["power not known", "power not known"])
  }

  @Test func takesAllOfAProvidersContractsOnce() throws {
    let references = try deals(["google-spacex-colossus", "spacex"], asOf: "2026-11-23")
      .map(\.contract.reference)
    #expect(references.first == "google-spacex-colossus")
    #expect(Set(references).count == references.count)
    #expect(references.contains("anthropic-spacex-colossus"))
  }

  @Test(
    arguments: [
      (
        "anthropic-spacx-colossus",
        "no provider or contract \"anthropic-spacx-colossus\"; did you mean"
      ),
      ("anthropic", "no running contract sold by \"anthropic\""),
    ])
  func namesWhatItDoesNotKnow(name: String, message: String) throws {
    let error = #expect(throws: UnknownNameError.self) { try deals([name], asOf: "2026-11-23") }
    #expect(error?.description.hasPrefix(message) == true)
  }

  /// Two tranches of 100 accelerators and 1.5 MW each; the fee of both is to come.
  @Test func addsTranchesUp() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,status,headline_value,ends_on
      nebius,c-1,anthropic,EUR,signed,24000,2027-12-31
      nebius,c-2,anthropic,EUR,terminated,,
      """)
    try ledger.add(
      .fees,
      """
      contract,tranche,from_month,to_month,monthly_fee
      c-1,A,2027-01,2027-12,1000
      c-1,B,2027-01,2027-12,500
      """)
    try ledger.add(
      .capacity,
      """
      contract,tranche,accelerator,accelerator_count,capacity_mw,mw_basis,due_on
      c-1,A,GB300,100,1.5,facility,2026-06-01
      c-1,B,GB300,100,1.5,facility,2026-07-01
      """)
    try ledger.add(
      .deliveries,
      """
      contract,tranche,accelerator,accelerator_count,delivered_on,status
      c-1,A,GB300,120,2026-05-30,delivered
      c-1,B,GB300,50,2026-07-11,delivered
      """)
    let found = try DealComparison.all(["nebius"], in: ledger.book(), asOf: day("2026-08-01"))
    let deal = found.first
    #expect(found.count == 1)
    #expect(deal?.monthlyFee.value?.description == "1500.00")
    #expect(deal?.feeFrom?.description == "2027-01")
    #expect(deal?.feePerAcceleratorMonth.value?.description == "7.50")
    // 12 × 1,500 over 3 MW.
    #expect(deal?.feePerMegawattYear.value?.description == "6000.00")
    // More than promised of one makes up for nothing of the other.
    #expect(deal?.deliveredShare.text == "75.0 %")
    #expect(deal?.slipDays.value == 31)
    #expect(deal?.isSlipOpen == true)
  }
}
