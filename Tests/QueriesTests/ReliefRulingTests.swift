import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// METRICS, M7, on what late delivery takes off a minimum, on the smallest books on which it was once got
/// wrong.
struct ReliefRulingTests {
  private static let minimums = "contract,from,to,kind,minimum,interval,relief,carry_forward\n"

  /// Nothing is late in an interval in which nothing is due, whatever is on record later.
  @Test func asksForAllOfAMinimumBeforeAnythingIsDue() throws {
    let deal = Deal(
      terms: "2024-01-01,2025-12-31,",
      files: [
        .commitments: Self.minimums + "c-1,2024-09-30,2025-02-27,spend,922.89,quarter,yes,no",
        .capacity: Deal.capacity + "c-1,A,H100,10,2025-01",
      ])
    let stretches = try deal.progress("2025-11-11").stretches
    #expect(stretches.first?.required.value?.text == "922.89")
    #expect(stretches.last?.required.unavailable?.code == .noDeliveryRecorded)
  }

  /// A tranche of other chips that is due later is not added yet.
  @Test func addsNoTrancheThatIsDueLater() throws {
    let deal = Deal(
      terms: "2024-09-19,2026-12-31,",
      files: [
        .commitments: Self.minimums + "c-1,2024-10-01,2025-03-31,spend,404.96,quarter,yes,yes",
        .capacity: Deal.capacity + "c-1,A,H100,264,2024-12-08\nc-1,B,TPU v7,252,2025-02-06",
        .deliveries: Deal.deliveries + "spacex,c-1,A,H100,132,2024-11-20,delivered",
      ])
    let stretches = try deal.progress("2025-08-20").stretches
    #expect(stretches.map { $0.required.value?.text } == ["202.48", nil])
    #expect(stretches.last?.required.unavailable?.code == .measuresDiffer)
  }

  /// What is charged reaches the minimum, so that the projection above it is carried on.
  @Test func carriesOnTheProjectionWhereTheShareIsNotKnown() throws {
    let deal = Deal(
      terms: "2025-03-12,2027-03-11,",
      files: [
        .commitments: "contract,from,to,kind,minimum,unit,interval,relief,carry_forward\n"
          + "c-1,2025-03-12,2027-03-11,usage,768,hour,year,yes,yes",
        .capacity: Deal.capacity + "c-1,A,GB300,72,2025-06",
        .invoices:
          "provider,number,contract,currency,billing_month,issued_on,amount,sku,quantity,unit\n"
          + "spacex,I-1,c-1,USD,2025-04,2025-05-15,390,gpu-a,365,hour\n"
          + "spacex,I-2,c-1,USD,2025-05,2025-06-20,390,gpu-a,652,hour",
      ])
    let stretch = try #require(try deal.progress("2025-07-24").stretches.first)
    #expect(stretch.shortfall.value?.text == "0")
    // 1,017 in two months of 61 days, and as much a day in the 304 other days of the year.
    #expect(stretch.carriedForward.text == "5317.328")
  }

  /// A part that does not say how much it was is no longer there once it was withdrawn.
  @Test func countsNoPartThatWasWithdrawn() throws {
    let deal = Deal(
      terms: "2024-03-17,2025-12-31,",
      files: [
        .fees: Deal.fees + "c-1,,2024-12,2025-03,294",
        .capacity: Deal.capacity + "c-1,total,H100,456,2024-04-16",
        .deliveries: "provider,contract,tranche,accelerator,delivered_on,withdrawn_on,status\n"
          + "spacex,c-1,total,H100,2024-04-07,2024-12-24,delivered",
      ])
    let months = try deal.unbilled("2025-02-28").months
    #expect(
      months.map { $0.deliveredValue.shown } == ["delivery not disclosed", "0.00", "0.00"])
  }
}
