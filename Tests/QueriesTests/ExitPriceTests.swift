import Ledger
import Procurement
import Queries
import TestLedger
import Testing

/// METRICS, M18: what an exit comes to, part by part.
struct ExitPriceTests {
  /// The exit is on 2027-02-21 and costs three fees besides.
  @Test(
    arguments: [
      ("c-1,2027-01-01,2027-06-30,5000,", "5000"),
      // The first and the last day count.
      ("c-1,2027-02-21,2027-02-21,5000,", "5000"), ("c-1,2027-01-01,2027-02-20,5000,", "0"),
      ("c-1,2027-02-22,,5000,", "0"),
      // Of several the one that begins last, whatever came before.
      ("c-1,2026-01-01,,5000,\nc-1,2027-02-01,,3000,", "3000"),
      ("c-1,2026-01-01,,5000,\nc-1,2026-12-01,2027-01-31,3000,", "5000"),
      // 8/28 of February and 22 months are left: 22,285.714286.
      ("c-1,2026-01-01,,,25", "5571.43"), ("c-1,2026-01-01,,100,25", "5671.43"),
      ("c-1,2026-01-01,,,0", "0"),
    ])
  func takesTheTerminationFeeOfTheExitDay(rows: String, expected: String) throws {
    // The rows replace what the contract has.
    let facts = ContractFacts(terminationFee: "777", terminations: rows)
    let exposure = try facts.exposure(asOf: "2026-11-23")
    #expect(exposure.exits.first.map { $0.terminationFee.short } == expected)
    #expect(exposure.exits.dropFirst().allSatisfy { $0.terminationFee.value?.units == 0 })
  }

  @Test(
    arguments: [
      (
        "c-1,2026-07,2027-06,1000\nc-1,2027-07,2028-12,", "2028-12-31",
        "fees of 2027-07..2028-12 not recorded"
      ),
      // What was not disclosed before the exit is not left.
      ("c-1,2026-07,2026-10,\nc-1,2026-11,2028-12,1000", "2028-12-31", "5571.43"),
      // A row without an end goes on to that of the term.
      ("c-1,2026-07,,1000", "2028-12-31", "5571.43"),
      ("c-1,2026-07,,1000", "", "end of the schedule not recorded"),
    ])
  func takesAPercentageOfTheFeesLeft(fees: String, ends: String, expected: String) throws {
    let facts = ContractFacts(ends: ends, fees: fees, terminations: "c-1,2026-01-01,,,25")
    let exposure = try facts.exposure(asOf: "2026-11-23")
    #expect(exposure.exits.first.map { $0.terminationFee.short } == expected)
  }

  @Test(
    arguments: [
      // A pool of 100,000, of which 40,000 are used; the fees are drawn from it.
      (
        ContractFacts(
          minimums: "c-1,2026-07-01,2027-12-31,spend,100000,term,burn_down",
          invoices: "spacex,I-1,c-1,USD,2026-10,2026-11-02,40000,,,Usage"),
        """
        convenience 2027-02-21: 3000 0 0 57000 0 = 60000
        provider 2027-02-21: 3000 0 0 0 0 = 3000
        expiry 2029-01-01: 25266.67 0 0 46733.33 0 = 72000
        """
      ),
      // A pool that has expired is not lost by leaving.
      (
        ContractFacts(minimums: "c-1,2026-07-01,2026-10-31,spend,100000,term,burn_down"),
        """
        convenience 2027-02-21: 3000 0 0 0 0 = 3000, least
        provider 2027-02-21: 3000 0 0 0 0 = 3000
        expiry 2029-01-01: 25266.67 0 0 0 0 = 25266.67
        """
      ),
      // A dollar a day of 2027, billed before: 314 days are after the exit.
      (
        ContractFacts(
          invoices: "spacex,I-1,c-1,USD,2026-11,2026-11-02,365,2027-01-01,2027-12-31,Purchase"),
        """
        convenience 2027-02-21: 3000 0 0 314 0 = 3314, least
        provider 2027-02-21: 3000 0 0 0 0 = 3000
        expiry 2029-01-01: 25266.67 0 0 0 0 = 25266.67
        """
      ),
      // What is issued after the as-of day, and taxes, do not count.
      (
        ContractFacts(
          invoices: """
            spacex,I-1,c-1,USD,2026-11,2026-11-24,365,2027-01-01,2027-12-31,Purchase
            spacex,I-2,c-1,USD,2026-11,2026-11-02,365,2027-01-01,2027-12-31,Tax
            """),
        """
        convenience 2027-02-21: 3000 0 0 0 0 = 3000, least
        provider 2027-02-21: 3000 0 0 0 0 = 3000
        expiry 2029-01-01: 25266.67 0 0 0 0 = 25266.67
        """
      ),
      // A minimum of 4,000 a quarter asks for more than the fees, as in obligations.
      (
        ContractFacts(minimums: "c-1,2026-10-01,2026-12-31,spend,4000,quarter,build_up"),
        """
        convenience 2027-02-21: 3000 1000 0 0 0 = 4000, least
        provider 2027-02-21: 3000 1000 0 0 0 = 4000
        expiry 2029-01-01: 25266.67 1000 0 0 0 = 26266.67
        """
      ),
      // Minimums alone: 4,000, and 51/90 of them.
      (
        ContractFacts(fees: "", minimums: "c-1,2026-10-01,2027-12-31,spend,4000,quarter,build_up"),
        """
        convenience 2027-02-21: 0 6266.67 0 0 0 = 6266.67, least
        provider 2027-02-21: 0 6266.67 0 0 0 = 6266.67
        expiry 2029-01-01: 0 20000 0 0 0 = 20000
        """
      ),
    ] as [(ContractFacts, String)])
  func countsWhatIsPrepaidAndTheMinimums(facts: ContractFacts, expected: String) throws {
    #expect(
      try facts.exposure(asOf: "2026-11-23").lines.replacing(", least", with: "")
        == expected.replacing(", least", with: ""))
  }

  /// All of October was down, so that a tenth of its fee is due; November is not over.
  @Test func takesCreditsOff() throws {
    let facts = ContractFacts(tiers: "c-1,99,10", outages: "c-1,2026-10-01,2026-11-20")
    #expect(
      try facts.exposure(asOf: "2026-11-23").lines
        .hasPrefix("convenience 2027-02-21: 3000 0 0 0 100 = 2900, least"))
    let unknown = ContractFacts(
      fees: "c-1,2026-10,2026-10,\nc-1,2026-11,2028-12,1000", tiers: "c-1,99,10",
      outages: "c-1,2026-10-01,2026-11-20")
    #expect(
      try unknown.exposure(asOf: "2026-11-23").costToLeave.reason
        == "credit of 2026-10: fee of 2026-10 not recorded")
  }

  @Test func looksAheadMonthByMonth() throws {
    #expect(
      ExitOutlook.days(from: try day("2026-08-31"), months: 4).map(\.description)
        == ["2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30"])
    let ledger = try ContractFacts(
      ends: "2027-03-15", terminations: "c-1,2026-01-01,2027-01-31,5000,", tiers: "c-1,99,10",
      outages: "c-1,2026-10-01,2026-10-31"
    ).ledger()
    let outlook = try #require(
      try ExitOutlook.all(
        in: ledger.book(), asOf: day("2026-11-15"), months: 6, convention: .months
      ).first)
    // The fee of 5,000 is asked of exits to January; those after it, and the end of the term, are free.
    // The credit of October, 100, is taken off each.
    #expect(
      outlook.months.map {
        "\($0.noticeDay) \($0.cheapest?.kind.rawValue ?? "-") \($0.costToLeave.short)"
      }
        == [
          "2026-11-15 convenience 2900", "2026-12-15 convenience 2900", "2027-01-15 expiry 1932.26",
          "2027-02-15 expiry 883.87", "2027-03-15 expiry 0", "2027-04-15 - ended 2027-03-15",
        ])
  }

  @Test func opensEachExitUp() throws {
    let facts = ContractFacts(
      terminations: "c-1,2026-01-01,,100,25", tiers: "c-1,99,10",
      outages: "c-1,2026-10-01,2026-10-31")
    let explanation = try facts.exposure(asOf: "2026-11-23").explanation
    #expect(
      explanation.formula
        == "as of 2026-11-23, notice on 2026-11-23, exit on 2027-02-21 (convenience), by months: "
        + "3 × 1000.00 + termination fee (25 % of 22285.71 left + 100.00 = 5671.43) "
        + "- credits due 100.00 = 8571.43 USD; share of headline 28.6 %, of schedule 28.6 %; "
        + "provider on 2027-02-21: 3 × 1000.00 - credits due 100.00 = 2900.00 USD; "
        + "expiry on 2029-01-01: 8/30 × 1000.00 + 25 × 1000.00 - credits due 100.00 = 25166.67 USD")
    #expect(
      explanation.evidence.map { "\($0.record), \(place($0))" } == [
        "contract c-1, contracts.csv:2 (import 2)",
        "fee of c-1 from 2026-07, fees.csv:2 (import 3)",
        "termination fee of c-1 from 2026-01-01, 25 % of the fees left, "
          + "termination-fees.csv:2 (import 4)",
        "outage of c-1, 2026-10-01T00:00:00Z to 2026-10-31T00:00:00Z, outages.csv:2 (import 6)",
        "service level of c-1: below 99 %, 10 %, sla.csv:2 (import 5)",
      ])
  }
}
