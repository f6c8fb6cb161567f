import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// METRICS, M18: amounts rounded to the cent. The fee is 1,000 a month from July 2026 to December
/// 2028, if nothing else is said.
struct ExitExposureTests {
  /// Terms of a contract, as its CSV columns.
  struct Terms: Sendable, CustomTestStringConvertible {
    var signed = ""
    var effective = "2026-07-01"
    var ends = "2028-12-31"
    var notice = "90"
    var noticeBy = "either"
    var lockInMonths = ""
    var lockInUntil = ""
    var terminationFee = ""
    var headline = "30000"
    var status = "active"
    var fees = "c-1,2026-07,2028-12,1000"

    var testDescription: String {
      "signed \(signed) effective \(effective) ends \(ends) notice \(notice) \(noticeBy) "
        + "lock-in \(lockInMonths)\(lockInUntil) fee \(terminationFee) \(status)"
    }

    var row: String {
      "spacex,c-1,anthropic,USD,\(status),\(signed),\(effective),\(ends),\(headline),\(notice),"
        + "\(noticeBy),\(lockInMonths),\(lockInUntil),\(terminationFee)"
    }
  }

  private func exposure(
    _ terms: Terms, asOf: String, _ convention: DayConvention
  ) throws -> ExitExposure {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,status,signed_on,effective_on,ends_on,headline_value,\
      notice_days,notice_by,lock_in_months,lock_in_until,termination_fee
      \(terms.row)
      """)
    if !terms.fees.isEmpty {
      try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\n" + terms.fees)
    }
    return try #require(
      try ExitExposure.all(in: ledger.book(), asOf: try day(asOf), convention: convention)
        .first)
  }

  private static let twoFees = """
    c-1,2026-07,2026-12,1000
    c-1,2027-01,2028-12,2000
    """

  @Test(
    arguments: [
      // 90 days from 11-23 are over on 02-21. Months: 3 × 1,000. Days: 12,000 × 90 / 365.
      (Terms(), "2026-11-23", "2026-11-23", "2027-02-21", "3000.00", "2958.90"),
      // The lock-in of three months ends on 09-30, so notice counts from 10-01.
      // Months: 21/31 of August + September + 3. Days: 141 of them.
      (
        Terms(lockInMonths: "3"), "2026-08-11", "2026-10-01", "2026-12-30", "4677.42",
        "4635.62"
      ),
      // On the lock-in's last day: 1/31 of December + 3; 91 days.
      (
        Terms(lockInUntil: "2026-12-31"), "2026-12-31", "2027-01-01", "2027-04-01", "3032.26",
        "2991.78"
      ),
      // On the day after it.
      (
        Terms(lockInUntil: "2026-12-31"), "2027-01-01", "2027-01-01", "2027-04-01", "3000.00",
        "2958.90"
      ),
      // Long after it.
      (
        Terms(lockInMonths: "3"), "2027-06-15", "2027-06-15", "2027-09-13", "3000.00",
        "2958.90"
      ),
      // From the signing, 05-03, for want of an effective date: locked until 08-02.
      // 27/30 of no fee for June is nothing; July + 2/31 of August + 3; 33 + 90 days from 07-01.
      (
        Terms(signed: "2026-05-03", effective: "", lockInMonths: "3"), "2026-07-01", "2026-08-03",
        "2026-11-01", "4064.52", "4043.84"
      ),
      // A month alone is taken as its first day: locked until 07-31.
      (
        Terms(signed: "2026-05", effective: "", lockInMonths: "3"), "2026-07-31", "2026-08-01",
        "2026-10-30", "3032.26", "2991.78"
      ),
      // Before the fees begin: June has none, July and August do; 31 + 31 + 12 days.
      (Terms(), "2026-06-15", "2026-06-15", "2026-09-13", "2000.00", "2432.88"),
      // The term ends first, its last day included, and without a termination fee:
      // 8/30 + 15/31; 23 days.
      (
        Terms(ends: "2026-12-15", terminationFee: "500"), "2026-11-23", "2026-11-23", "2026-12-16",
        "750.54", "756.16"
      ),
      // No notice period: to the end of the term. 8/30 + 1; 39 days.
      (
        Terms(ends: "2026-12", notice: "", noticeBy: ""), "2026-11-23", "-", "2027-01-01",
        "1266.67", "1282.19"
      ),
      // Only the provider may give notice.
      (
        Terms(ends: "2026-12-31", noticeBy: "provider"), "2026-11-23", "-", "2027-01-01",
        "1266.67", "1282.19"
      ),
      // The fee doubles in January: November, December, January; 39 days at 1,000, 51 at 2,000.
      (Terms(fees: twoFees), "2026-11-23", "2026-11-23", "2027-02-21", "4000.00", "4635.62"),
      // 500 more for leaving early.
      (
        Terms(terminationFee: "500"), "2026-11-23", "2026-11-23", "2027-02-21", "3500.00",
        "3458.90"
      ),
      // 45 days are a fee and a half.
      (Terms(notice: "45"), "2026-11-23", "2026-11-23", "2027-01-07", "1483.87", "1479.45"),
      // No days of notice.
      (Terms(notice: "0"), "2026-11-23", "2026-11-23", "2026-11-23", "0.00", "0.00"),
      // A February of 29 days: 20/29; 20 days.
      (
        Terms(ends: "2028-02-29", notice: "", noticeBy: ""), "2028-02-10", "-", "2028-03-01",
        "689.66", "657.53"
      ),
      // 30 days over a leap day.
      (Terms(notice: "30"), "2028-02-01", "2028-02-01", "2028-03-02", "1000.00", "986.30"),
    ])
  func costsFeesUntilTheEarliestExit(
    terms: Terms, asOf: String, notice: String, exit: String, months: String, days: String
  ) throws {
    let byMonths = try exposure(terms, asOf: asOf, .months)
    let byDays = try exposure(terms, asOf: asOf, .days)
    #expect(byMonths.noticeOn?.description ?? "-" == notice)
    #expect(byMonths.exitOn.value?.description == exit)
    #expect(byMonths.costToLeave.value?.description == months)
    #expect(byDays.costToLeave.value?.description == days)
  }

  @Test(
    arguments: [
      (Terms(ends: "", notice: "", noticeBy: ""), "exit terms not known"),
      (Terms(ends: "2026-10"), "ended 2026-10-31"),
      (Terms(status: "superseded"), "superseded"),
      (Terms(status: "terminated"), "terminated"),
      (Terms(ends: "", status: "expired"), "expired"),
      (
        Terms(effective: "", lockInMonths: "3"),
        "lock-in of 3 months from a start that is not known"
      ),
      (Terms(fees: ""), "usage-based"),
      (Terms(fees: "c-1,2026-07,2028-12,"), "fees of 2026-11..2027-01 not recorded"),
      (
        Terms(fees: "c-1,2026-07,2026-12,1000\nc-1,2027-01,2027-03,"),
        "fee of 2027-01 not recorded"
      ),
    ])
  func saysWhyTheAmountIsNotKnown(terms: Terms, reason: String) throws {
    let exposure = try exposure(terms, asOf: "2026-11-23", .months)
    #expect(exposure.costToLeave.reason == reason)
    #expect(exposure.shareOfHeadline.text == "n/a (\(reason))")
  }

  @Test(
    arguments: [
      ("2026-06-30", "fee begins 2026-07"), ("2026-07-01", "1000.00"), ("2028-12-31", "1000.00"),
    ])
  func tellsTheFeeInForce(asOf: String, fee: String) throws {
    let exposure = try exposure(Terms(), asOf: asOf, .months)
    #expect(exposure.monthlyFee.value?.description ?? exposure.monthlyFee.reason == fee)
  }

  @Test(
    arguments: [
      (Terms(), "30000.00", "30/0", "10.0 %", "10.0 %"),
      (Terms(headline: ""), "30000.00", "30/0", "n/a (no headline value known)", "10.0 %"),
      (Terms(headline: "0"), "30000.00", "30/0", "n/a (value is zero)", "10.0 %"),
      (
        // A row without an end goes on to that of the contract, and none goes beyond it.
        Terms(fees: "c-1,2026-07,,1000"), "30000.00", "30/0", "10.0 %", "10.0 %"
      ),
      (Terms(fees: "c-1,2026-07,2030-12,1000"), "30000.00", "30/0", "10.0 %", "10.0 %"),
      (
        Terms(fees: "c-1,2026-07,2026-08,\nc-1,2026-09,2028-12,1000"), "28000.00", "28/2",
        "10.0 %", "10.7 %"
      ),
    ])
  func setsTheAmountAgainstHeadlineAndSchedule(
    terms: Terms, scheduled: String, months: String, ofHeadline: String, ofSchedule: String
  ) throws {
    let exposure = try exposure(terms, asOf: "2026-11-23", .months)
    #expect(exposure.scheduled.known?.description ?? exposure.scheduled.total.reason == scheduled)
    #expect(
      "\(exposure.scheduled.knownMonths)/\(exposure.scheduled.unknownMonths)" == months)
    #expect(exposure.shareOfHeadline.text == ofHeadline)
    #expect(exposure.shareOfSchedule.text == ofSchedule)
  }

  @Test func opensAnAmountUp() throws {
    let explanation = try exposure(Terms(lockInMonths: "3"), asOf: "2026-11-23", .months)
      .explanation
    #expect(explanation.figure == "c-1")
    #expect(
      explanation.evidence.map { "\($0.record) \($0.amount?.description ?? "-") \(place($0))" } == [
        "contract c-1 30000.00 contracts.csv:2 (import 2)",
        "fee of c-1 from 2026-07 1000.00 fees.csv:2 (import 3)",
      ])
    #expect(explanation.formula.contains("notice on 2026-11-23, exit on 2027-02-21"))
    #expect(explanation.formula.contains("3000.00 USD"))
    #expect(explanation.formula.contains("share of headline 10.0 %"))
  }

  /// A provider's contracts in one term are each evaluated on their own.
  @Test func answersForEachContractOfTheSelection() throws {
    let ledger = try TestBook.ofSamples()
    let exposures = try ExitExposure.all(
      in: ledger.book(provider: "spacex"), asOf: try day("2026-11-23"), convention: .months)
    let rows = exposures.map { exposure in
      [
        exposure.contract.reference, exposure.exitOn.value?.description ?? "-",
        exposure.costToLeave.value?.description ?? exposure.costToLeave.reason ?? "",
      ]
    }
    #expect(
      table(rows) == """
        anthropic-spacex-colossus    2027-02-21  3750000000.00
        cursor-spacex-compute        -           superseded
        google-spacex-colossus       2027-04-01  3925333333.33
        reflection-spacex-colossus2  2027-02-21  450000000.00
        undisclosed-spacex-2026-07   -           exit terms not known
        undisclosed-spacex-2026-09   -           exit terms not known
        """)
  }
}
