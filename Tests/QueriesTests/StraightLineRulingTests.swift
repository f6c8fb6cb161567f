import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// METRICS, M16, on the smallest books on which the straight line was once got wrong.
struct StraightLineRulingTests {
  private func months(_ deal: Deal, _ asOf: String) throws -> [StraightLineMonth] {
    try deal.unbilled(asOf).schedules.first?.months.value ?? []
  }

  /// The as-of month is divided exactly and rounded once: 919.125 is half a coin, which goes to the even.
  @Test func roundsTheMonthOfTheDayOnce() throws {
    let deal = Deal(
      terms: "2025-01-01,2026-12-31,",
      files: [
        .fees: Deal.fees
          + "c-1,A,2025-01,2025-12,657.33\nc-1,A,2026-01,2026-12,538.73\n"
          + "c-1,,2025-01,2025-12,973.59\nc-1,,2026-01,,66.89"
      ])
    #expect(try months(deal, "2025-06-25").last?.straightLine.description == "919.12")
  }

  /// A bill of the as-of month counts by the contract's days, as the straight line does, and whole where
  /// the contract has none.
  @Test(
    arguments: [
      ("2026-03-11,2026-12-31,", "70.00"), ("2026-01-01,2026-01-31,", "210.00"),
    ])
  func countsABillByTheDaysOfTheContract(terms: String, billed: String) throws {
    let deal = Deal(
      terms: terms,
      files: [
        .fees: Deal.fees + "c-1,,2026-01,2026-12,310",
        .invoices: "provider,number,contract,currency,billing_month,issued_on,amount\n"
          + "spacex,I-1,c-1,USD,2026-03,2026-03-01,210",
      ])
    #expect(try months(deal, "2026-03-17").last?.billedToDate.description == billed)
  }

  /// A term that the contract renewed for and that has not begun is not spread yet.
  @Test func spreadsNoTermThatIsToCome() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      "provider,reference,buyer,currency,status,effective_on,ends_on,auto_renewal_months\n"
        + "spacex,c-1,anthropic,USD,superseded,2025-01-01,2025-06-30,6")
    try ledger.add(
      .events,
      "contract,occurred_on,kind,summary,effective_on\n"
        + "c-1,2025-07-28,terminated,Notice,2025-08-29")
    try ledger.add(
      .fees, Deal.fees + "c-1,A,2025-01,2025-06,1680\nc-1,B,2025-01,2025-06,1459.32")
    func report(_ asOf: String) throws -> UnbilledReport {
      try UnbilledReport(in: ledger.book(), window: nil, asOf: day(asOf))
    }
    let months = try report("2025-01-29").schedules.first?.months.value
    #expect(months?.map(\.straightLine.description) == ["3017.91"])
    #expect(
      try report("2025-07-01").schedules.first?.months.reason
        == "fees not recorded for 2 of 2 months")
  }
}
