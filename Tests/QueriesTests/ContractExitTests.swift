import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// METRICS, M18 and M19: every exit of a contract, and its day.
struct ContractExitTests {
  @Test(
    arguments: [
      // Three fees; or 8/30 of November, December and two years.
      (
        ContractFacts(), "2026-11-23",
        """
        convenience 2027-02-21: 3000 0 0 0 0 = 3000, least
        provider 2027-02-21: 3000 0 0 0 0 = 3000
        expiry 2029-01-01: 25266.67 0 0 0 0 = 25266.67
        """
      ),
      // Only the buyer may leave, for a fee; the end of the term costs less.
      (
        ContractFacts(notice: "90,buyer", terminationFee: "30000"), "2026-11-23",
        """
        convenience 2027-02-21: 3000 0 30000 0 0 = 33000
        expiry 2029-01-01: 25266.67 0 0 0 0 = 25266.67, least
        """
      ),
      // Only the provider may: no exit of the buyer's.
      (
        ContractFacts(notice: "90,provider"), "2026-11-23",
        """
        provider 2027-02-21: 3000 0 0 0 0 = 3000
        expiry 2029-01-01: 25266.67 0 0 0 0 = 25266.67, least
        """
      ),
      // The provider pays no fee of the buyer's, and the term ends before notice would.
      (
        ContractFacts(ends: "2026-12-15", terminationFee: "500"), "2026-11-23",
        """
        convenience: the term ends first
        provider: the term ends first
        expiry 2026-12-16: 750.54 0 0 0 0 = 750.54, least
        """
      ),
      (
        ContractFacts(terminationFee: "500"), "2026-11-23",
        """
        convenience 2027-02-21: 3000 0 500 0 0 = 3500, least
        provider 2027-02-21: 3000 0 0 0 0 = 3000
        expiry 2029-01-01: 25266.67 0 0 0 0 = 25266.67
        """
      ),
      (ContractFacts(ends: "2026-10-31"), "2026-11-23", ""),
      (ContractFacts(ends: "", notice: ","), "2026-11-23", ""),
    ] as [(ContractFacts, String, String)])
  func printsEachExit(facts: ContractFacts, asOf: String, expected: String) throws {
    #expect(try facts.exposure(asOf: asOf).lines == expected)
  }

  /// The last day of notice for the term to 2028-12-31 is 90 days before it, 2028-10-02.
  @Test(
    arguments: [
      // 30/31 of October and two months.
      (
        ContractFacts(renewalMonths: "12", renewalNotice: "90"), "2028-10-02", "2028-10-02",
        """
        convenience 2028-12-31: 3000 0 0 0 0 = 3000
        provider 2028-12-31: 3000 0 0 0 0 = 3000
        expiry 2029-01-01: 2967.74 0 0 0 0 = 2967.74, least
        """
      ),
      // A day later it renews; of the new term nothing is known but what the notice reaches into.
      (
        ContractFacts(renewalMonths: "12", renewalNotice: "90"), "2028-10-03", "2029-10-02",
        """
        convenience 2029-01-01: 3000 0 0 0 0 = 3000, least
        provider 2029-01-01: 3000 0 0 0 0 = 3000
        expiry 2030-01-01: fees after 2028-12 not recorded 0 0 \
        fees after 2028-12 not recorded 0 = fees after 2028-12 not recorded
        """
      ),
      // Fees that have no end go on: 29/31 of October, and 14 months.
      (
        ContractFacts(renewalMonths: "12", renewalNotice: "90", fees: "c-1,2026-07,,1000"),
        "2028-10-03", "2029-10-02",
        """
        convenience 2029-01-01: 3000 0 0 0 0 = 3000, least
        provider 2029-01-01: 3000 0 0 0 0 = 3000
        expiry 2030-01-01: 14935.48 0 0 0 0 = 14935.48
        """
      ),
      // Long after the first term: it has renewed, and is not over.
      (
        ContractFacts(notice: ",", renewalMonths: "6", fees: "c-1,2026-07,,1000"), "2030-01-01",
        "-", "expiry 2030-07-01: 6000 0 0 0 0 = 6000, least"
      ),
      // Where no renewal notice is on record, the term rolls on the day after it.
      (
        ContractFacts(notice: ",", renewalMonths: "6", fees: "c-1,2026-07,,1000"), "2030-06-30",
        "-", "expiry 2030-07-01: 33.33 0 0 0 0 = 33.33, least"
      ),
      // A term that ends with February does so in leap years, too.
      (
        ContractFacts(
          ends: "2027-02-28", notice: ",", renewalMonths: "12", renewalNotice: "0",
          fees: "c-1,2026-07,,1000"),
        "2028-02-01", "2028-02-29", "expiry 2028-03-01: 1000 0 0 0 0 = 1000, least"
      ),
      // Without renewal there is nothing to give notice of.
      (
        ContractFacts(notice: ","), "2028-12-01", "-",
        "expiry 2029-01-01: 1000 0 0 0 0 = 1000, least"
      ),
    ] as [(ContractFacts, String, String, String)])
  func renewsUnlessNoticeIsGiven(
    facts: ContractFacts, asOf: String, lastNotice: String, expected: String
  ) throws {
    let exposure = try facts.exposure(asOf: asOf)
    #expect(exposure.lines == expected)
    #expect(exposure.term?.renewalNotice.lastDay?.description ?? "-" == lastNotice)
  }

  /// Tranche a is due on 2026-07-01; 120 days later is 2026-10-29.
  @Test(
    arguments: [
      ("", "2026-10-28", "no tranche late by 120 days"), ("", "2026-10-29", "2026-10-29, least"),
      ("spacex,c-1,a,60,2026-07-01,delivered", "2026-10-29", "2026-10-29, least"),
      ("spacex,c-1,a,100,2026-10-29,delivered", "2026-10-29", "no tranche late by 120 days"),
      ("spacex,c-1,a,100,2026-10-30,delivered", "2026-10-29", "2026-10-29, least"),
      ("spacex,c-1,a,,2026-07-01,delivered", "2026-10-29", "tranche a: not disclosed"),
    ])
  func canBeLeftForLateDelivery(deliveries: String, asOf: String, expected: String) throws {
    let facts = ContractFacts(
      lateExitDays: "120", promises: "c-1,a,100,2026-07-01", deliveries: deliveries)
    let exposure = try facts.exposure(asOf: asOf)
    let exit = try #require(exposure.exits.first { $0.kind == .lateDelivery })
    #expect(
      (exit.exitOn.value?.description ?? exit.exitOn.reason ?? "")
        + (exit == exposure.cheapest ? ", least" : "") == expected)
    #expect(exit.exitOn.value == nil || exit.amount.value?.units == 0)
  }

  @Test func needsAPromiseToBeLate() throws {
    let exposure = try ContractFacts(lateExitDays: "120").exposure(asOf: "2026-11-23")
    #expect(exposure.exits.last?.exitOn.reason == "no tranche late by 120 days")
    #expect(exposure.cheapest?.kind == .convenience)
    let without = try ContractFacts(promises: "c-1,a,100,2026-07-01").exposure(asOf: "2026-11-23")
    #expect(without.exits.allSatisfy { $0.kind != .lateDelivery })
  }

  @Test func saysThatADeliveryWasTakenForNone() throws {
    let facts = ContractFacts(lateExitDays: "120", promises: "c-1,a,100,2026-07-01")
    let exposure = try facts.exposure(asOf: "2026-11-23")
    #expect(
      exposure.exits.last?.assumption
        == "no delivery of a is recorded; it is counted as not delivered")
  }

  /// A lock-in that is not known may be over at once; leaving for late delivery is at once.
  @Test func doesNotCallTheRestTheLeast() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,status,ends_on,notice_days,lock_in_months,late_exit_days
      spacex,c-1,anthropic,USD,active,2028-12-31,90,3,
      spacex,c-2,anthropic,USD,active,2028-12-31,90,3,30
      """)
    try ledger.add(
      .fees,
      "contract,from_month,to_month,monthly_fee\nc-1,2026-07,2028-12,1000\n"
        + "c-2,2026-07,2028-12,1000")
    try ledger.add(.capacity, "contract,tranche,accelerator_count,due_on\nc-2,a,100,2026-07-01")
    let least = try ExitExposure.all(
      in: ledger.book(), asOf: day("2026-11-23"), convention: .months
    ).map { $0.cheapest?.amount.value?.description ?? $0.cheapest?.amount.reason }
    #expect(least == ["lock-in of 3 months from a start that is not known", "0.00"])
  }
}
