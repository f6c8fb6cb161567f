import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// The rulings of METRICS.md about capacity that differs, comes late, or whose contract has ended.
struct CapacityRulingTests {
  /// Chips of one kind are never held against another.
  @Test func sharesNoCapacityOfTwoChips() throws {
    let ledger = try Deal(files: [
      .capacity: Deal.capacity + "c-1,A,H100,10,2026-01-01\nc-1,B,TPU,10,2026-01-01",
      .deliveries: Deal.deliveries
        + "spacex,c-1,A,H100,10,2026-01-01,delivered",
    ]).ledger()
    let deals = try DealComparison.all(["c-1"], in: ledger.book(), asOf: day("2026-02-01"))
    #expect(deals.map(\.deliveredShare.unavailable?.code) == [.measuresDiffer])
  }

  /// A date without a day counts as its last, also for the order in which parts came.
  @Test func fillsAPromiseInTheOrderOfDays() throws {
    let ledger = try Deal(files: [
      .capacity: Deal.capacity + "c-1,A,H100,204,2024-08-09",
      .deliveries: Deal.deliveries
        + "spacex,c-1,A,H100,102,2024,delivered\nspacex,c-1,A,H100,102,2024-09-14,delivered",
    ]).ledger()
    let book = try ledger.book()
    let contract = try #require(try book.contracts.first { $0.reference == "c-1" })
    let tranche = try #require(TrancheStatus.all(of: contract, asOf: try day("2025-01-31")).first)
    #expect(tranche.slip.value?.days == 144)
  }

  /// What is delivered after the as-of day is not there, in the cost of capacity either.
  @Test func costsNothingThatIsToCome() throws {
    let ledger = try Deal(files: [
      .capacity: Deal.capacity + "c-1,A,H100,10,2026-01-01",
      .deliveries: Deal.deliveries
        + "spacex,c-1,A,H100,10,2026-03-01,delivered",
      .invoices: "provider,number,contract,currency,billing_month,issued_on,amount\n"
        + "spacex,I-1,c-1,USD,2026-01,2026-02-01,100",
    ]).ledger()
    let costs = try CapacityCost.all(
      in: ledger.book(), window: nil, by: nil, asOf: day("2026-02-15"))
    #expect(costs.map(\.perAcceleratorHour.unavailable?.code) == [.noDeliveryRecorded])
  }

  /// A contract that has ended has no fee for its accelerators.
  @Test func hasNoFeePerAcceleratorAfterItsEnd() throws {
    let ledger = try Deal(
      terms: "2026-01-01,2026-02-28,",
      files: [
        .fees: Deal.fees + "c-1,,2026-01,,100",
        .capacity: Deal.capacity + "c-1,A,H100,10,2026-01-01",
        .deliveries: Deal.deliveries
          + "spacex,c-1,A,H100,10,2026-01-01,delivered",
      ]
    ).ledger()
    let costs = try CapacityCost.all(
      in: ledger.book(), window: nil, by: .month, asOf: day("2026-03-31"))
    #expect(costs.map { $0.feePerAcceleratorMonth.shown } == ["10.00", "10.00", "no fee known"])
  }

  /// A fee whose year is too large to be kept ends no comparison.
  @Test func comparesAFeeWhoseYearIsTooLarge() throws {
    let ledger = try Deal(files: [.fees: Deal.fees + "c-1,,2026-01,2026-12,1000000000000"]).ledger()
    let deals = try DealComparison.all(["c-1"], in: ledger.book(), asOf: day("2026-02-01"))
    #expect(deals.map(\.annualised.unavailable?.code) == [.tooLarge])
  }
}
