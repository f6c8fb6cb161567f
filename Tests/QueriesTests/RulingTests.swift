import Procurement
import Queries
import Store
import TestLedger
import Testing

/// The rulings of METRICS.md about exits, obligations and minimums, on the smallest books on which they
/// were once got wrong.
struct RulingTests {
  private static let invoices =
    "provider,number,contract,currency,billing_month,issued_on,amount,service_from,service_to,"
    + "charge_category\n"

  private func text(_ figure: Figure<Money>) -> String {
    figure.value.map { "\($0)" } ?? figure.reason ?? ""
  }

  private func text(_ figure: Figure<CommitmentAmount>?) -> String {
    figure.map { $0.value?.text ?? $0.reason ?? "" } ?? "-"
  }

  private func cost(_ exposure: ExitExposure, _ kind: ContractExit.Kind) -> ContractExit? {
    exposure.exits.first { $0.kind == kind }
  }

  /// F6: 60 days of notice from 28 November: 30 and 3 days are in 2026, 26 and 1 in 2027.
  @Test(
    arguments: [
      ("60", "2026-11-28", "100", ["113.33", "86.67"], "200.00"),
      ("90", "2026-12-02", "300", ["300.00", "600.00"], "900.00"),
      ("30", "2026-12-31", "310", ["10.33", "299.67"], "310.00"),
    ])
  func laysTheLadderOutByDays(
    notice: String, asOf: String, fee: String, years: [String], total: String
  ) throws {
    let ladder = try #require(
      try Deal(
        terms: "2026-01-01,2029-12-31,\(notice)",
        files: [.fees: "contract,from_month,to_month,monthly_fee\nc-1,2026-01,,\(fee)"]
      ).obligation(asOf).ladder.value)
    #expect(ladder.years.prefix(2).map(\.description) == years)
    #expect(ladder.total.description == total)
  }

  /// F5: a minimum of 1,000 for a year that is over, of which 400 were charged.
  @Test func keepsAShortfallThatIsAssessed() throws {
    var deal = Deal(terms: "2025-01-01,2026-12-31,90")
    deal.files = [
      .commitments:
        "contract,from,to,kind,minimum,interval\nc-1,2025-01-01,2025-12-31,spend,1000,year",
      .invoices: Self.invoices
        + "spacex,I-1,c-1,USD,2025-12,2026-01-05,400,2025-01-01,2025-12-31,Usage",
    ]
    let stretch = try #require(try deal.progress("2026-03-31").stretches.first)
    #expect(stretch.state == .assessed)
    #expect(text(stretch.shortfallDue) == "600.00")
    let exposure = try deal.exposure("2026-03-31")
    #expect(exposure.exits.map { text($0.shortfallDue) } == ["600.00", "600.00", "600.00"])
    #expect(text(exposure.costToLeave) == "600.00")
    let obligation = try deal.obligation("2026-03-31")
    #expect(obligation.ladder.value?.years.first?.description == "600.00")
    // A true-up for the interval pays for it; one for other days does not.
    deal.files[.invoices]? +=
      "\nspacex,I-2,c-1,USD,2026-02,2026-02-05,600,2025-01-01,2025-12-31,Usage"
    #expect(text(try deal.progress("2026-03-31").stretches.first?.shortfallDue) == "-")
    #expect(text(try deal.exposure("2026-03-31").costToLeave) == "0.00")
  }

  /// With a month that nobody has billed, nothing is due yet.
  @Test func waitsForInvoicesThatAreMissing() throws {
    let deal = Deal(
      terms: "2025-01-01,2026-12-31,90",
      files: [
        .commitments:
          "contract,from,to,kind,minimum,interval\nc-1,2025-01-01,2025-03-31,spend,1000,quarter",
        .fees: "contract,from_month,to_month,monthly_fee\nc-1,2025-01,2026-12,300",
        .invoices: Self.invoices
          + "spacex,I-1,c-1,USD,2025-01,2025-02-05,300,,,Usage\n"
          + "spacex,I-2,c-1,USD,2025-02,2025-03-05,300,,,Usage",
      ])
    let stretch = try #require(try deal.progress("2025-04-10").stretches.first)
    #expect(stretch.state == .invoicesMissing([try Month(parsing: "2025-03")]))
    // March counts with its fee: a bill that comes late is unbilled and no shortfall.
    #expect(text(stretch.shortfall) == "100.00")
    #expect(text(stretch.shortfallDue) == "-")
  }

  /// N1: what is charged for later days never counts.
  @Test func appliesChargesForDaysOfTheCommitmentOnly() throws {
    let progress = try Deal(files: [
      .commitments:
        "contract,from,to,kind,minimum,interval\nc-1,2026-01-01,2026-03-31,spend,300,quarter",
      .invoices: Self.invoices
        + "spacex,I-1,c-1,USD,2026-02,2026-03-05,50,2026-01-01,2026-03-31,Usage\n"
        + "spacex,I-2,c-1,USD,2026-04,2026-05-05,250,,,Usage",
    ]).progress("2026-06-30")
    #expect(progress.appliedToDate.value?.text == "50.00")
    #expect(progress.remaining.value?.text == "250.00")
    #expect(progress.end == .final)
    #expect(text(progress.stretches.first?.shortfall) == "250.00")
  }

  /// N2: without any delivery on record nothing is known of the share, unless what is billed is enough.
  @Test(arguments: [("100", "no delivery recorded"), ("1000", "0.00")])
  func givesNoReliefWithoutADelivery(billed: String, shortfall: String) throws {
    let progress = try Deal(files: [
      .commitments: "contract,from,to,kind,minimum,interval,relief\n"
        + "c-1,2026-01-01,2026-03-31,spend,1000,quarter,yes",
      .capacity: "contract,tranche,accelerator_count,due_on\nc-1,A,10,2026-01-01",
      .invoices: Self.invoices
        + "spacex,I-1,c-1,USD,2026-03,2026-04-05,\(billed),2026-01-01,2026-03-31,Usage",
    ]).progress("2026-04-30")
    #expect(text(progress.stretches.first?.shortfall) == shortfall)
    #expect(progress.stretches.first?.relief.unavailable?.code == .noDeliveryRecorded)
  }

  /// N3: days that nothing is charged for take the daily mean, wherever they lie: 300 in 89 days.
  @Test func projectsEachDayThatIsNotCharged() throws {
    let progress = try Deal(files: [
      .commitments:
        "contract,from,to,kind,minimum,interval\nc-1,2026-01-01,2026-12-31,spend,1400,year",
      .invoices: Self.invoices
        + "spacex,I-1,c-1,USD,2026-01,2026-02-05,100,,,Usage\n"
        + "spacex,I-2,c-1,USD,2026-02,2026-03-05,100,,,Usage\n"
        + "spacex,I-3,c-1,USD,2026-06,2026-06-30,100,,,Usage",
    ]).progress("2026-06-30")
    // 1,400 − 300 × 365 / 89.
    #expect(text(progress.stretches.first?.shortfall) == "169.66")
  }

  /// N4: only what is left of the pool that is running can still be lost; those to come are bought in full.
  @Test func losesWhatIsLeftOfRunningPools() throws {
    let deal = Deal(
      terms: "2026-01-01,2026-12-31,30",
      files: [
        .commitments: "contract,from,to,kind,minimum,interval,draw\n"
          + "c-1,2026-01-01,2026-12-31,spend,100,quarter,burn_down",
        .fees: "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-12,0",
      ])
    let last = try #require(cost(deal.exposure("2026-10-15"), .convenience))
    #expect(text(last.prepaidForfeited) == "100.00")
    #expect(text(last.beyondFees) == "0.00")
    let earlier = try #require(cost(deal.exposure("2026-06-15"), .convenience))
    #expect(text(earlier.beyondFees) == "100.00")
    #expect(text(earlier.amount) == "200.00")
  }

  /// N5, N11 and F7: fees end with the contract, and a usage-based contract has none.
  @Test func hasNoFeesOutsideItsTerm() throws {
    let ended = Deal(
      terms: "2026-01-01,2026-01-31,",
      files: [.fees: "contract,from_month,to_month,monthly_fee\nc-1,2026-01,,100"])
    #expect(try ended.unbilled("2026-04-30").months.map { text($0.unbilled) } == ["100.00"])
    let left = Deal(
      terms: "2026-01-01,2026-12-31,30",
      files: [
        .fees: "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2027-12,100",
        .terminationFees: "contract,from,to,fee,remaining_percent\nc-1,2026-01-01,,,50",
      ])
    // Half of the 186 days from 29 June on: 2/30 + 6 fees of 100.
    let exit = try #require(cost(left.exposure("2026-05-30"), .convenience))
    #expect(text(exit.terminationFee) == "303.33")
    let usage = Deal(files: [
      .invoices: Self.invoices + "spacex,I-1,c-1,USD,2026-01,2026-02-05,400,,,Usage"
    ])
    let month = try #require(try usage.unbilled("2026-02-28").months.first)
    #expect(text(month.deliveredValue) == "usage-based")
    #expect(text(month.prepaid) == "usage-based")
  }

  /// N7: more on one day makes up for no other; 10 promised from 1 April, 20 there from the 16th.
  @Test func countsTheDeliveredShareDayByDay() throws {
    let deal = Deal(files: [
      .fees: "contract,from_month,to_month,monthly_fee\nc-1,2026-04,2026-12,3000",
      .capacity: "contract,tranche,accelerator_count,due_on\nc-1,A,10,2026-04-01",
      .deliveries: "provider,contract,tranche,accelerator_count,delivered_on,status\n"
        + "spacex,c-1,A,20,2026-04-16,delivered",
      .commitments: "contract,from,to,kind,minimum,interval,relief\n"
        + "c-1,2026-04-01,2026-04-30,spend,3000,month,yes",
    ])
    #expect(try deal.unbilled("2026-04-30").months.map { text($0.deliveredValue) } == ["1500.00"])
    #expect(text(try deal.progress("2026-04-30").stretches.first?.required) == "1500.00")
  }

  /// N9 and N12: a percentage of an ended schedule is 0 in every report, of fees that nobody knows n/a.
  @Test(
    arguments: [
      ("c-1,2026-01,2026-03,100", "0.00"),
      ("c-1,2026-01,2026-12,", "fees of 2026H2 not recorded"),
    ])
  func takesAPercentageOfWhatIsLeft(fees: String, expected: String) throws {
    let deal = Deal(
      terms: "2026-01-01,2026-12-31,30",
      files: [
        .fees: "contract,from_month,to_month,monthly_fee\n\(fees)",
        .terminationFees: "contract,from,to,fee,remaining_percent\nc-1,2026-01-01,,,20",
      ])
    let exit = try #require(cost(deal.exposure("2026-06-01"), .convenience))
    #expect(text(exit.terminationFee) == expected)
  }

  /// N10: before a commitment begins nothing is applied, and its months are what is left.
  @Test func countsMonthsOfTheCommitment() throws {
    let progress = try Deal(files: [
      .commitments:
        "contract,from,to,kind,minimum,interval\nc-1,2026-07-01,2026-12-31,spend,600,term",
      .invoices: Self.invoices
        + "spacex,I-1,c-1,USD,2026-07,2026-01-05,70,2026-07-01,2026-07-07,Usage",
    ]).progress("2026-01-31")
    #expect(progress.monthsLeft == 6)
    #expect(text(progress.requiredPerMonth) == "100.00")
    #expect(progress.appliedToDate.value?.text == "0.00")
  }

  /// N18: a sum of exact amounts is rounded once: 33.335 + 66.668 is 100.003.
  @Test func roundsASumOnce() throws {
    let deal = Deal(
      terms: "2026-01-01,2026-12-31,30",
      files: [
        .fees: "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-12,33.335",
        .terminationFees: "contract,from,to,fee,remaining_percent\nc-1,2026-01-01,,66.668,",
      ])
    let exit = try #require(cost(deal.exposure("2026-06-01"), .convenience))
    #expect([text(exit.fees), text(exit.terminationFee)] == ["33.34", "66.67"])
    #expect(text(exit.amount) == "100.00")
  }

  /// F8: a straight line needs all fees from the start; the as-of month counts to its day.
  @Test func needsAllFeesForAStraightLine() throws {
    let deal = Deal(
      terms: "2024-01-01,2026-12-31,",
      files: [.fees: "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-12,300"])
    let report = try deal.unbilled("2026-02-05")
    #expect(report.schedules.map(\.months.reason) == ["fees not recorded for 24 of 36 months"])
    #expect(report.months.map { text($0.unbilled.roundedToMinorUnit) } == ["300.00", "53.57"])
  }

  /// N19: the order of rows changes no reason.
  @Test func dependsOnNoOrderOfRows() throws {
    let rows = ["c-1,A,2026-01,2026-12,", "c-1,B,2026-01,,5", "c-1,C,2026-03,2026-12,7"]
    let reasons = try [rows, rows.reversed()].map { rows in
      let header = "contract,tranche,from_month,to_month,monthly_fee\n"
      let deal = Deal(files: [.fees: header + rows.joined(separator: "\n")])
      return try deal.unbilled("2026-06-30").schedules.map(\.months.reason)
    }
    #expect(reasons[0] == reasons[1])
  }
}
