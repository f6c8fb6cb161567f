import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// METRICS, M9: contract c-1 from July 2026, 1,000 a month to December 2033, left on 90 days' notice.
struct PurchaseObligationTests {
  private func obligation(
    _ terms: String = "active,2026-07-01,2033-12-31,90,either,",
    fees: String = "c-1,2026-07,2033-12,1000", minimum: String? = nil,
    invoice: String? = nil, terminations: String? = nil, asOf: String, fiscalYearStart: Int = 1
  ) throws -> PurchaseObligation? {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,status,effective_on,ends_on,notice_days,notice_by,\
      termination_fee
      spacex,c-1,anthropic,USD,\(terms)
      """)
    if !fees.isEmpty {
      try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\n" + fees)
    }
    if let minimum {
      try ledger.add(.commitments, "contract,from,to,kind,minimum,interval\nc-1," + minimum)
    }
    if let invoice {
      try ledger.add(
        .invoices,
        "provider,number,contract,currency,billing_month,issued_on,amount\nspacex,I-1,c-1,USD,"
          + invoice)
    }
    if let terminations {
      try ledger.add(
        .terminationFees, "contract,from,to,fee,remaining_percent\n" + terminations)
    }
    return try PurchaseObligation.all(
      in: ledger.book(), asOf: day(asOf),
      years: try #require(YearStart(month: fiscalYearStart)), convention: .months
    ).first
  }

  private func words(_ obligation: PurchaseObligation?) -> String {
    guard let obligation else { return "none" }
    guard let ladder = obligation.ladder.value else { return obligation.ladder.reason ?? "" }
    return (ladder.all + [ladder.total]).map { "\($0)".replacing(".00", with: "") }
      .joined(separator: " ")
  }

  /// `year 1 to 5, thereafter, total`.
  @Test(
    arguments: [
      // Notice on 11-23 ends on 02-21: three fees, of November to January.
      ("active,2026-07-01,2033-12-31,90,either,", "2026-11-23", 1, "1300 1700 0 0 0 0 3000"),
      // From July on, all of them are of one year.
      ("active,2026-07-01,2033-12-31,90,either,", "2026-11-23", 7, "3000 0 0 0 0 0 3000"),
      // An exit for which something is to be paid is not free: to the end of the term.
      (
        "active,2026-07-01,2033-12-31,90,either,500", "2027-01-01", 1,
        "12000 12000 12000 12000 12000 24000 84000"
      ),
      // At the end of the term it is, and of the two exits on that day the cheaper one counts.
      ("active,2026-07-01,2027-02-28,30,either,500", "2027-01-30", 1, "1000 0 0 0 0 0 1000"),
      // So it is where only the provider may leave, or nobody.
      ("active,2026-07-01,2033-12-31,90,provider,", "2033-11-16", 1, "1500 0 0 0 0 0 1500"),
      ("active,2026-07-01,2033-12-31,,,", "2033-11-16", 1, "1500 0 0 0 0 0 1500"),
      ("active,2026-07-01,,,,", "2027-01-01", 1, "exit terms not known"),
      ("terminated,2026-07-01,2033-12-31,90,either,", "2027-01-01", 1, "none"),
      ("active,2026-07-01,2026-12-31,90,either,", "2027-01-01", 1, "none"),
    ])
  func addsUpByYear(
    terms: String, asOf: String, fiscalYearStart: Int, expected: String
  ) throws {
    let found = try obligation(terms, asOf: asOf, fiscalYearStart: fiscalYearStart)
    #expect(words(found) == expected)
  }

  /// A contract that renews by a year unless notice is given 90 days before, which costs nothing but
  /// the fees up to then; with a fee whose end is not known, and with one that ends.
  @Test(
    arguments: [
      // Until 2 October 2027 notice ends it with the year; after 3 October the next year is bound, too. On
      // that day notice for convenience still gives the end of the year, which costs nothing.
      ("c-1,2026-07,,1000", "2027-07-01", "2028-01-01", "6000 0 0 0 0 0 6000"),
      ("c-1,2026-07,,1000", "2027-10-03", "2028-01-01", "3000 0 0 0 0 0 3000"),
      ("c-1,2026-07,,1000", "2027-10-04", "2029-01-01", "2903.23 12000 0 0 0 0 14903.23"),
      ("c-1,2026-07,,1000", "2028-07-01", "2029-01-01", "6000 0 0 0 0 0 6000"),
      ("c-1,2026-07,2027-12,1000", "2027-10-04", "2029-01-01", "fees after 2027-12 not recorded"),
    ])
  func countsARenewalThatCannotBeStopped(
    fees: String, asOf: String, exit: String, expected: String
  ) throws {
    // Leaving within the term costs a fee, so that the end of the term is the exit without one.
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,status,effective_on,ends_on,notice_days,notice_by,\
      termination_fee,auto_renewal_months,renewal_notice_days
      spacex,c-1,anthropic,USD,active,2026-07-01,2027-12-31,90,either,500,12,90
      """)
    try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\n" + fees)
    let found = try PurchaseObligation.all(
      in: ledger.book(), asOf: day(asOf), convention: .months
    ).first
    #expect(found?.exitOn.value?.description == exit)
    #expect(words(found) == expected)
  }

  /// 1/3 of a dollar a month: the years are rounded so that they add up to the whole.
  @Test func losesNoCent() throws {
    let found = try obligation(
      "active,2026-07-01,2028-12-31,,,", fees: "c-1,2026-07,2028-12,0.10", asOf: "2026-12-12")
    // 20/31 of a dime, then 12 of them twice: 2.464516 in all.
    #expect(words(found) == "0.06 1.20 1.20 0 0 0 2.46")
  }

  @Test(
    arguments: [
      // 4,000 a quarter, and fees of 3,000: 1,000 more in December. Of 2027 the 51 days up to the exit
      // ask for 4,000 × 51/90, with fees of 1,000 and 20/28 of 1,000: 552.38 more.
      ("2026-07-01,2033-12-31,spend,4000,quarter", nil, "2300 2252.38 0 0 0 0 4552.38"),
      ("2026-07-01,2026-12-31,spend,4000,quarter", nil, "2300 1700 0 0 0 0 4000"),
      // What was billed for October counts in place of its fee.
      (
        "2026-07-01,2026-12-31,spend,4000,quarter", "2026-10,2026-11-02,1400",
        "1900 1700 0 0 0 0 3600"
      ),
      // The fees are more than the minimum.
      ("2026-07-01,2026-12-31,spend,2000,quarter", nil, "1300 1700 0 0 0 0 3000"),
    ] as [(String, String?, String)])
  func paysUpToTheMinimum(minimum: String, invoice: String?, expected: String) throws {
    let found = try obligation(minimum: minimum, invoice: invoice, asOf: "2026-11-23")
    #expect(words(found) == expected)
  }

  @Test func saysWhatIsNotKnown() throws {
    #expect(try words(obligation(fees: "", asOf: "2026-11-23")) == "usage-based")
    #expect(
      try words(obligation(fees: "c-1,2026-07,2033-12,", asOf: "2026-11-23"))
        == "fees of 2026-11..2027-01 not recorded")
  }

  /// Notice on 11-23 would end it on 2027-02-21; in thousands by year, and in total.
  @Test(
    arguments: [
      // A row that asks for nothing, or for nothing any more, in place of the contract's 500.
      ("c-1,2026-01-01,,0,", "1300 1700 0 0 0 0 3000"),
      ("c-1,2026-01-01,2027-02-20,5000,", "1300 1700 0 0 0 0 3000"),
      // To the end of the term, in 2033.
      ("c-1,2026-01-01,,5000,", "1266.67 12000 12000 12000 12000 36000 85266.67"),
      ("c-1,2026-01-01,,,10", "1266.67 12000 12000 12000 12000 36000 85266.67"),
      // Free from 2027-07-01 on: notice is given on 04-02, 90 days before. 8/30 of November, December,
      // January to March and 1/30 of April; then three fees.
      ("c-1,2026-01-01,2027-06-30,5000,", "1266.67 6033.33 0 0 0 0 7300"),
    ])
  func leavesOnceItIsFree(terminations: String, expected: String) throws {
    let found = try obligation(
      "active,2026-07-01,2033-12-31,90,either,500", terminations: terminations,
      asOf: "2026-11-23")
    #expect(words(found) == expected)
    #expect(
      found?.evidence.last?.record.hasPrefix("termination fee of c-1 from 2026-01-01") == true)
  }

  @Test func tellsAnnouncedAndUnstartedApart() throws {
    #expect(try obligation(asOf: "2026-07-01")?.stage == .started)
    #expect(try obligation(asOf: "2026-06-30")?.stage == .notStarted)
    #expect(
      try obligation("announced,2026-07-01,2033-12-31,90,either,", asOf: "2026-07-01")?.stage
        == .announced)
  }
}
