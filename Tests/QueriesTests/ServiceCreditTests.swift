import Ledger
import Procurement
import Queries
import SQLite
import Store
import TestLedger
import Testing

/// METRICS, M15: contract c-1 has 75 GB300 in tranche a and 25 in b, for 1,000 a month in all. Below
/// 99.5 % a tenth comes back, below 99 % a quarter. August has 744 hours: 0.5 % are 3:43:12, 1 % are
/// 7:26:24.
struct ServiceCreditTests {
  /// What is stored of a contract besides its outages.
  struct Terms: Sendable {
    var cap = ""
    var claimDays = "30"
    var tiers = "c-1,99.5,10\nc-1,99,25"
    var fees = "c-1,,2026-01,2026-12,1000"
    var promises = "c-1,a,GB300,75,,2026-01-01\nc-1,b,GB300,25,,2026-01-01"
    var credits = ""
  }

  private func ledger(_ terms: Terms, _ outages: String) throws -> TestBook {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,status,sla_cap_percent,sla_claim_days
      spacex,c-1,anthropic,USD,active,\(terms.cap),\(terms.claimDays)
      """)
    for (kind, header, rows) in [
      (RecordKind.fees, "contract,tranche,from_month,to_month,monthly_fee", terms.fees),
      (
        .capacity, "contract,tranche,accelerator,accelerator_count,capacity_mw,due_on",
        terms.promises
      ),
      (.sla, "contract,below,credit", terms.tiers),
      (.outages, "contract,tranche,from,to,excluded", outages),
      (
        .invoices,
        "provider,number,contract,currency,billing_month,issued_on,amount,charge_category,"
          + "service_from,service_to", terms.credits
      ),
    ] where !rows.isEmpty {
      try ledger.add(kind, header + "\n" + rows)
    }
    return ledger
  }

  /// A line for each part: `month tranche seconds fee × credit % = owed`.
  private func parts(
    _ outages: String, _ terms: Terms = Terms(), asOf: String = "2026-12-31"
  ) throws -> String {
    let ledger = try ledger(terms, outages)
    let months = try ServiceCreditMonth.all(in: ledger.book(), asOf: day(asOf))
    return months.flatMap(\.parts).map { credit in
      let fee = credit.fee.value?.description ?? credit.fee.reason ?? ""
      return "\(credit.month) \(credit.tranche ?? "-") \(credit.downtimeSeconds) \(fee) × "
        + "\(credit.tier?.creditPercent.description ?? "none") = "
        + (credit.owed.value?.description ?? credit.owed.reason ?? "")
    }.joined(separator: "\n")
  }

  @Test(
    arguments: [
      // Eight hours of August are more than a hundredth of it.
      ("c-1,a,2026-08-03T14:00Z,2026-08-03T22:00Z,no", "2026-08 a 28800 750.00 × 25 = 187.50"),
      // 99 % exactly is not below 99 %, one second more is.
      (
        "c-1,a,2026-08-03T14:00:00Z,2026-08-03T21:26:24Z,no",
        "2026-08 a 26784 750.00 × 10 = 75.00"
      ),
      (
        "c-1,a,2026-08-03T14:00:00Z,2026-08-03T21:26:25Z,no",
        "2026-08 a 26785 750.00 × 25 = 187.50"
      ),
      // 99.5 % exactly: no step is met.
      (
        "c-1,b,2026-08-03T14:00:00Z,2026-08-03T17:43:12Z,no",
        "2026-08 b 13392 250.00 × none = 0.00"
      ),
      // Of announced maintenance nothing counts.
      ("c-1,b,2026-08-03,2026-08-05,yes", "2026-08 b 0 250.00 × none = 0.00"),
      // 14:00 to 18:00, and 17:00 to 20:00: six hours.
      (
        "c-1,a,2026-08-03T14:00Z,2026-08-03T18:00Z,no\nc-1,a,2026-08-03T17:00Z,2026-08-03T20:00Z,no",
        "2026-08 a 21600 750.00 × 10 = 75.00"
      ),
      // One within the other.
      (
        "c-1,a,2026-08-03T14:00Z,2026-08-03T18:00Z,no\nc-1,a,2026-08-03T15:00Z,2026-08-03T16:00Z,no",
        "2026-08 a 14400 750.00 × 10 = 75.00"
      ),
      // One without a tranche hits them all, and adds to that of a.
      (
        "c-1,a,2026-08-03T14:00Z,2026-08-03T18:00Z,no\nc-1,,2026-08-04T14:00Z,2026-08-04T18:00Z,no",
        "2026-08 a 28800 750.00 × 25 = 187.50\n2026-08 b 14400 250.00 × 10 = 25.00"
      ),
      // Over the end of August: six hours there, two in September, which is no step there.
      (
        "c-1,a,2026-08-31T18:00Z,2026-09-01T02:00Z,no",
        "2026-08 a 21600 750.00 × 10 = 75.00\n2026-09 a 7200 750.00 × none = 0.00"
      ),
      // To the end of August is none of September.
      ("c-1,a,2026-08-31T16:00Z,2026-09-01,no", "2026-08 a 28800 750.00 × 25 = 187.50"),
      // It goes on: to the end of the as-of day, 2026-12-31.
      (
        "c-1,a,2026-11-30T18:00Z,,no",
        "2026-11 a 21600 750.00 × 10 = 75.00\n2026-12 a 2678400 750.00 × 25 = 187.50"
      ),
      // After the as-of day nothing was down.
      ("c-1,a,2027-01-01,2027-01-03,no", ""),
    ])
  func givesBackAShareOfTheFee(outages: String, expected: String) throws {
    #expect(try parts(outages) == expected)
  }

  @Test(
    arguments: [
      // Fees that name the tranche; one beside them that names none is for something else.
      (
        Terms(fees: "c-1,a,2026-01,2026-12,600\nc-1,b,2026-01,2026-12,400"),
        "2026-08 a 28800 600.00 × 25 = 150.00"
      ),
      (
        Terms(fees: "c-1,a,2026-01,2026-12,600\nc-1,,2026-01,2026-12,100"),
        "2026-08 a 28800 600.00 × 25 = 150.00"
      ),
      // By power, where accelerators are of two kinds or not counted.
      (
        Terms(promises: "c-1,a,GB300,75,6,\nc-1,b,H100,25,4,"),
        "2026-08 a 28800 600.00 × 25 = 150.00"
      ),
      (
        Terms(promises: "c-1,a,GB300,,6,\nc-1,b,GB300,25,4,"),
        "2026-08 a 28800 600.00 × 25 = 150.00"
      ),
      (
        Terms(promises: "c-1,a,GB300,,6,\nc-1,b,GB300,25,,"),
        "2026-08 a 28800 capacity not known × 25 = capacity not known"
      ),
      (
        Terms(promises: ""),
        "2026-08 a 28800 capacity not known × 25 = capacity not known"
      ),
      // b is not due in August: a has all of the fee.
      (
        Terms(promises: "c-1,a,GB300,75,,2026-01-01\nc-1,b,GB300,25,,2026-09-01"),
        "2026-08 a 28800 1000.00 × 25 = 250.00"
      ),
      (
        Terms(fees: "c-1,,2026-01,2026-12,"),
        "2026-08 a 28800 fee of 2026-08 not recorded × 25 = fee of 2026-08 not recorded"
      ),
      (Terms(fees: ""), "2026-08 a 28800 usage-based × 25 = usage-based"),
      // A third of a dollar, to the cent, once: 0.0833.
      (Terms(fees: "c-1,a,2026-01,2026-12,0.333333"), "2026-08 a 28800 0.333333 × 25 = 0.08"),
      // Without a level of service nothing is owed.
      (Terms(tiers: ""), ""),
    ] as [(Terms, String)])
  func takesTheFeeOfThePart(terms: Terms, expected: String) throws {
    #expect(try parts(Self.eightHours, terms) == expected)
  }

  @Test(
    arguments: [
      // No tranches, or only a whole: all of the fee.
      (Terms(promises: ""), "2026-08 - 28800 1000.00 × 25 = 250.00"),
      (Terms(promises: "c-1,total,GB300,100,,"), "2026-08 - 28800 1000.00 × 25 = 250.00"),
      // At most 20 % of 1,000, three quarters of it for a.
      (
        Terms(cap: "20"),
        "2026-08 a 28800 750.00 × 25 = 150.00\n2026-08 b 28800 250.00 × 25 = 50.00"
      ),
      // 33 % of a dime are 3 cents, which add up.
      (
        Terms(cap: "33", tiers: "c-1,99,100", fees: "c-1,,2026-01,2026-12,0.10"),
        "2026-08 a 28800 0.075 × 100 = 0.02\n2026-08 b 28800 0.025 × 100 = 0.01"
      ),
      (
        Terms(cap: "25"),
        "2026-08 a 28800 750.00 × 25 = 187.50\n2026-08 b 28800 250.00 × 25 = 62.50"
      ),
      // What the cap is of is not known.
      (
        Terms(cap: "20", fees: "c-1,a,2026-01,2026-12,600\nc-1,b,2026-01,2026-12,"),
        "2026-08 a 28800 600.00 × 25 = fee of 2026-08 not recorded\n"
          + "2026-08 b 28800 fee of 2026-08 not recorded × 25 = fee of 2026-08 not recorded"
      ),
    ] as [(Terms, String)])
  func hitsAllOfTheContract(terms: Terms, expected: String) throws {
    #expect(try parts("c-1,,2026-08-03T14:00Z,2026-08-03T22:00Z,no", terms) == expected)
  }

  /// A line for each month: `owed - received = missing, state`.
  private func months(
    _ terms: Terms, _ outages: String, asOf: String
  ) throws -> [String] {
    let ledger = try ledger(terms, outages)
    return try ServiceCreditMonth.all(in: ledger.book(), asOf: day(asOf)).map { month in
      "\(month.month) \(month.owed.value?.description ?? month.owed.reason ?? "") - "
        + "\(month.received) = \(month.missing.value?.description ?? month.missing.reason ?? ""), "
        + "\(month.state)"
    }
  }

  private static let eightHours = "c-1,a,2026-08-03T14:00Z,2026-08-03T22:00Z,no"

  @Test(
    arguments: [
      // August is over with its last day; 30 days after it are the 30th of September.
      (Terms(), "2026-08-30", "2026-08 187.50 - 0.00 = month not ended, open"),
      (
        Terms(), "2026-08-31", "2026-08 187.50 - 0.00 = 187.50, claimable(by: Optional(2026-09-30))"
      ),
      (
        Terms(), "2026-09-30", "2026-08 187.50 - 0.00 = 187.50, claimable(by: Optional(2026-09-30))"
      ),
      (Terms(), "2026-10-01", "2026-08 187.50 - 0.00 = 187.50, claimPeriodOver"),
      (Terms(claimDays: ""), "2026-12-31", "2026-08 187.50 - 0.00 = 187.50, claimable(by: nil)"),
      // A century and a bit.
      (
        Terms(claimDays: "36600"), "2026-12-31",
        "2026-08 187.50 - 0.00 = 187.50, claimable(by: Optional(2126-11-15))"
      ),
      // In part, by the days of the service; September's credit is issued with October's bill.
      (
        Terms(
          credits: "spacex,I-1,c-1,USD,2026-09,2026-10-02,-100,Credit,2026-08-01,2026-08-31"),
        "2026-10-02", "2026-08 187.50 - 100.00 = 87.50, claimPeriodOver"
      ),
      (
        Terms(
          credits: "spacex,I-1,c-1,USD,2026-09,2026-10-02,-100,Credit,2026-08-01,2026-08-31"),
        "2026-10-01", "2026-08 187.50 - 0.00 = 187.50, claimPeriodOver"
      ),
      // All, and more; by the billing month where the line has no days.
      (
        Terms(credits: "spacex,I-1,c-1,USD,2026-08,2026-09-02,-187.50,Credit,,"), "2026-09-02",
        "2026-08 187.50 - 187.50 = 0.00, received"
      ),
      (
        Terms(credits: "spacex,I-1,c-1,USD,2026-08,2026-09-02,-200,Credit,,"), "2026-09-02",
        "2026-08 187.50 - 200.00 = 0.00, received"
      ),
      // Of two months, by days: 31 of 61 are August's.
      (
        Terms(credits: "spacex,I-1,c-1,USD,2026-09,2026-10-02,-61,Credit,2026-08-01,2026-09-30"),
        "2026-12-31",
        "2026-08 187.50 - 31.00 = 156.50, claimPeriodOver\n2026-09 0.00 - 30.00 = 0.00, received"
      ),
      // What is no credit is not counted.
      (
        Terms(credits: "spacex,I-1,c-1,USD,2026-08,2026-09-02,-100,Adjustment,,"), "2026-09-02",
        "2026-08 187.50 - 0.00 = 187.50, claimable(by: Optional(2026-09-30))"
      ),
      (
        Terms(fees: ""), "2026-09-02",
        "2026-08 usage-based - 0.00 = usage-based, unknown"
      ),
    ] as [(Terms, String, String)])
  func keepsOwedAndReceivedApart(terms: Terms, asOf: String, expected: String) throws {
    let found = try months(terms, Self.eightHours, asOf: asOf)
    #expect(found.joined(separator: "\n") == expected)
  }

  /// Four of eight hours around midnight have passed at the end of 3 August.
  @Test func countsUpToTheEndOfTheAsOfDay() throws {
    let outage = "c-1,a,2026-08-03T20:00Z,2026-08-04T04:00Z,no"
    #expect(try parts(outage, asOf: "2026-08-03") == "2026-08 a 14400 750.00 × 10 = 75.00")
    #expect(try parts(outage, asOf: "2026-08-04") == "2026-08 a 28800 750.00 × 25 = 187.50")
    #expect(try parts(outage, asOf: "2026-08-02") == "")
  }

  @Test func saysThatNothingIsOwed() throws {
    let found = try months(Terms(), "c-1,a,2026-08-03,2026-08-05,yes", asOf: "2026-09-01")
    #expect(found == ["2026-08 0.00 - 0.00 = 0.00, nothingOwed"])
  }

  /// The import lets none in; a file may have one all the same.
  @Test func leavesOutACreditInAnotherCurrency() throws {
    let credits = "spacex,I-1,c-1,USD,2026-08,2026-09-02,-100,Credit,,"
    let ledger = try ledger(Terms(credits: credits), Self.eightHours)
    try ledger.store.connection.execute("UPDATE invoice SET currency = 'EUR'")
    let month = try #require(
      try ServiceCreditMonth.all(in: ledger.book(), asOf: day("2026-10-01")).first)
    #expect(month.hasOtherCurrency)
    #expect(month.received.units == 0)
    #expect(month.missing == month.owed)
  }

  @Test func opensACreditUp() throws {
    let ledger = try ledger(Terms(cap: "10"), Self.eightHours)
    let month = try #require(
      try ServiceCreditMonth.all(in: ledger.book(), asOf: day("2026-09-15")).first)
    #expect(
      month.explanation.formula
        == "a: 1 - 28800 s / 2678400 s = 98.9247 % < 99 %: 25 % × 750.00 = 187.50, capped 100.00; "
        + "at most 10 % of the month's fee: 100.00; owed 100.00 - received 0.00 = missing 100.00")
    #expect(
      month.explanation.evidence.map { "\($0.record), \(place($0))" } == [
        "contract c-1, contracts.csv:2 (import 2)",
        "outage of c-1, a, 2026-08-03T14:00:00Z to 2026-08-03T22:00:00Z, outages.csv:2 (import 6)",
        "service level of c-1: below 99.5 %, 10 %, sla.csv:2 (import 5)",
        "service level of c-1: below 99 %, 25 %, sla.csv:3 (import 5)",
        "fee of c-1 from 2026-01, fees.csv:2 (import 3)",
        "promise of c-1, a, capacity.csv:2 (import 4)",
        "promise of c-1, b, capacity.csv:3 (import 4)",
      ])
  }

  /// What was recorded later, or taken back, is as if it had not been.
  @Test func leavesOutWhatWasNotKnown() throws {
    let ledger = try ledger(Terms(), Self.eightHours)
    let before = try ledger.store.snapshot(knownAt: .importNumber(5)) {
      try ServiceCreditMonth.all(in: ledger.book(), asOf: day("2026-09-15")).count
    }
    #expect(before == 0)
  }

  /// F16: once a revision was undone, the row of the first file is behind the credit again.
  @Test func citesTheFileOfACreditWhoseRevisionWasUndone() throws {
    let credits = "spacex,I-1,c-1,USD,2026-08,2026-09-02,-100,Credit,,"
    let ledger = try ledger(Terms(credits: credits), Self.eightHours)
    try ledger.add(
      .invoices,
      "provider,number,contract,currency,billing_month,issued_on,amount,charge_category\n"
        + "spacex,I-1,c-1,USD,2026-08,2026-09-02,-110,Credit", revises: true)
    let undo = UndoJob(
      number: 8, isCascading: false, isTrial: false, programVersion: "test",
      clock: { "2026-11-23T18:00:00Z" })
    _ = try undo.run(in: ledger.store)
    let contract = try #require(try ledger.book().contracts.first)
    let credit = try ledger.book().credits(of: contract, issuedBy: day("2026-12-31"))
    #expect(credit.map { place($0.evidence) } == ["invoices.csv:2 (import 7)"])
  }
}
