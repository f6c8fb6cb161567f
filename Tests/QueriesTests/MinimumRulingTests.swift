import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// The rulings of METRICS.md about minimums and pools beside fees.
struct MinimumRulingTests {
  /// Without fees a minimum is all that is owed, and a percentage of what is left is nothing.
  @Test func owesNoFeesBesideAMinimum() throws {
    let deal = Deal(
      terms: "2026-01-01,2026-12-31,30",
      files: [
        .commitments:
          "contract,from,to,kind,minimum,interval\nc-1,2026-01-01,2026-12-31,spend,1200,month",
        .terminationFees: Deal.leaving + "c-1,2026-01-01,,,100",
      ])
    let exit = try #require(deal.exposure("2026-06-10").exits.first { $0.kind == .convenience })
    #expect(exit.terminationFee.shown == "0.00")
  }

  /// A month is billed by a line for its days, also where it has no quantity to draw.
  @Test func missesNoInvoiceOfAUsageMinimum() throws {
    let deal = Deal(files: [
      .commitments: "contract,from,to,kind,unit,minimum,interval\n"
        + "c-1,2026-01-01,2026-01-31,usage,hour,100,month",
      .invoices: "provider,number,contract,currency,billing_month,issued_on,amount\n"
        + "spacex,I-1,c-1,USD,2026-01,2026-02-01,500",
    ])
    #expect(try deal.progress("2026-02-28").stretches.map(\.state) == [.assessed])
  }

  /// What a minimum asks for beyond fees that nobody knows is not known, and no top-up of all of it.
  @Test func knowsNoTopUpBeyondFeesThatAreNotKnown() throws {
    let deal = Deal(
      terms: "2026-01-01,2026-12-31,30",
      files: [
        .fees: Deal.fees + "c-1,,2026-01,2026-12,",
        .commitments:
          "contract,from,to,kind,minimum,interval\nc-1,2026-01-01,2026-12-31,spend,1200,month",
      ])
    let exit = try #require(deal.exposure("2026-06-10").exits.first { $0.kind == .convenience })
    #expect(exit.beyondFees.unavailable?.code == .notRecorded)
  }

  /// What is applied alone may reach the minimum, whatever the days that nothing is charged for are worth.
  @Test func missesNothingWhereTheChargesReachTheMinimum() throws {
    let deal = Deal(files: [
      .fees: Deal.fees + "c-1,A,2026-01,2026-12,310",
      .capacity: Deal.capacity + "c-1,A,H100,10,2026-01-01",
      .commitments:
        "contract,from,to,kind,minimum,interval\nc-1,2026-01-01,2026-01-31,spend,300,month",
      .invoices:
        "provider,number,contract,currency,billing_month,issued_on,amount,service_from,service_to\n"
        + "spacex,I-1,c-1,USD,2026-01,2026-02-01,400,2026-01-01,2026-01-20",
    ])
    let stretch = try #require(try deal.progress("2026-02-28").stretches.first)
    #expect(stretch.shortfall.value?.text == "0.00")
  }

  /// A minimum asks for the days before the exit, also where late delivery lets the buyer leave at once.
  @Test func asksForAMinimumUpToAnExitAtOnce() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      "provider,reference,buyer,currency,late_exit_days\nspacex,c-1,anthropic,USD,10")
    try ledger.add(
      .commitments,
      "contract,from,to,kind,minimum,interval\nc-1,2025-07-01,2026-12-31,spend,4280,year")
    try ledger.add(.capacity, "contract,tranche,due_on\nc-1,A,2025-07-07")
    let exposure = try #require(
      try ExitExposure.all(in: ledger.book(), asOf: day("2026-01-31"), convention: .months).first)
    // 214 of 365 days.
    #expect(exposure.costToLeave.shown == "2509.37")
  }

  /// Fees are drawn from a pool to its last day only.
  @Test func drawsNoFeesOfLaterDaysFromAPool() throws {
    let deal = Deal(
      terms: "2026-01-01,2026-12-31,60",
      files: [
        .fees: Deal.fees + "c-1,,2026-01,2026-12,10",
        .commitments: "contract,from,to,kind,minimum,interval,draw\n"
          + "c-1,2026-01-01,2026-03-31,spend,100,quarter,burn_down",
      ])
    // Two fees for thirty days each, of which 31 days to 31 March are drawn from the pool: 10 + 1/30 × 10.
    let exit = try #require(deal.exposure("2026-03-01").exits.first { $0.kind == .convenience })
    #expect(exit.prepaidForfeited.shown == "89.67")
  }

  /// Where the value of days that nothing is charged for is not known, what is charged is carried on alone.
  @Test func carriesOnWhatIsChargedWhereTheRestIsNotKnown() throws {
    let deal = Deal(files: [
      .fees: Deal.fees + "c-1,,2026-03,2026-12,310",
      .commitments: "contract,from,to,kind,minimum,interval,carry_forward\n"
        + "c-1,2026-01-01,2026-02-28,spend,300,month,yes",
      .invoices:
        "provider,number,contract,currency,billing_month,issued_on,amount,service_from,service_to\n"
        + "spacex,I-1,c-1,USD,2026-01,2026-02-01,400,2026-01-01,2026-01-20",
    ])
    let stretch = try #require(try deal.progress("2026-04-30").stretches.first)
    #expect(stretch.carriedForward.text == "100.00")
  }
}
