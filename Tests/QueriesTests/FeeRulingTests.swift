import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// The rulings of METRICS.md about fees that end, begin late, or belong to a part of the capacity, on the
/// smallest books on which they were once got wrong.
struct FeeRulingTests {
  /// A percentage of no fees is nothing, so that leaving is free once all are paid.
  @Test(
    arguments: [
      (",,30", "2026-06-10", "2026-07-10", "0.00"),
      ("2026-01-01,2027-09-28,30", "2026-02-10", "2026-04-01", "171.08"),
    ])
  func leavesFreelyAfterTheLastFee(
    terms: String, asOf: String, exit: String, total: String
  ) throws {
    let deal = Deal(
      terms: terms,
      files: [
        .fees: Deal.fees + "c-1,,2026-01,2026-03,100",
        .terminationFees: Deal.leaving + "c-1,2026-01-01,,,10",
      ])
    let obligation = try deal.obligation(asOf)
    #expect(try obligation.exitOn.value == day(exit))
    #expect(obligation.ladder.map(\.total).shown == total)
  }

  /// Notice for convenience may give the end of a term that can no longer be kept from renewing: it costs
  /// nothing to leave then.
  @Test func leavesFreelyAtTheEndOfATerm() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      "provider,reference,buyer,currency,effective_on,term_months,notice_days,auto_renewal_months,"
        + "renewal_notice_months\nspacex,c-1,anthropic,USD,2024-08-02,24,30,12,2")
    try ledger.add(.fees, Deal.fees + "c-1,,2024-08,2026-08,1334")
    try ledger.add(.terminationFees, Deal.leaving + "c-1,2024-08-02,,,10")
    let obligation = try #require(
      try PurchaseObligation.all(
        in: ledger.book(), asOf: day("2026-07-02"), convention: .months
      ).first)
    #expect(try obligation.exitOn.value == day("2026-08-02"))
    // A day of July, and thirty days of notice.
    #expect(obligation.ladder.map(\.total).shown == "1377.03")
  }

  /// An exit within a term that the contract renewed for is early; one at its end is not.
  @Test(arguments: [("2026-11-28", "50.00"), ("2026-12-03", "0.00")])
  func paysForLeavingWithinARenewedTerm(asOf: String, fee: String) throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      "provider,reference,buyer,currency,status,notice_by,effective_on,ends_on,notice_days,"
        + "auto_renewal_months,renewal_notice_days,termination_fee\n"
        + "spacex,c-1,anthropic,USD,active,buyer,2026-01-01,2026-12-31,60,1,5,50")
    let exposure = try #require(
      try ExitExposure.all(in: ledger.book(), asOf: day(asOf), convention: .months).first)
    let exit = try #require(exposure.exits.first { $0.kind == .convenience })
    #expect(exit.terminationFee.shown == fee)
  }

  /// Between two rows of one tranche the fee is not recorded, whatever another tranche pays.
  @Test func findsAGapWithinATranche() throws {
    let deal = Deal(files: [
      .fees: Deal.fees + "c-1,A,2026-01,2026-03,100\nc-1,A,2026-05,2026-06,100\nc-1,B,2026-02,,10"
    ])
    let obligation = try deal.obligation("2026-01-01")
    #expect(obligation.ladder.reason == "fee of 2026-04 not recorded")
    let months = try deal.unbilled("2026-07-31").months.map { $0.unbilled.shown }
    #expect(
      months == [
        "100.00", "110.00", "110.00", "fee of 2026-04 not recorded", "110.00", "110.00", "10.00",
      ])
  }

  /// The share of the headline is of the exact total.
  @Test func dividesTheExactObligation() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      "provider,reference,buyer,currency,status,effective_on,ends_on,headline_value\n"
        + "spacex,c-1,anthropic,USD,active,2026-01-01,2026-01-31,3")
    try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-01,1")
    let obligation = try #require(
      try PurchaseObligation.all(
        in: ledger.book(), asOf: day("2026-01-22"), convention: .months
      ).first)
    #expect(obligation.ladder.map(\.total).shown == "0.32")
    #expect(obligation.shareOfHeadline.value == Ratio(10, over: 93))
  }

  /// A contract whose first day is to come has not started, whatever month its fees begin in.
  @Test func startsOnItsFirstDay() throws {
    let deal = Deal(
      terms: "2026-01-29,2026-12-31,",
      files: [.fees: Deal.fees + "c-1,,2026-01,2026-12,100"])
    #expect(try deal.obligation("2026-01-05").stage == .notStarted)
    #expect(try deal.obligation("2026-01-29").stage == .started)
  }

  /// A contract without fees starts on the day it was signed on, if no other day is recorded.
  @Test func startsWhenSigned() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts, "provider,reference,buyer,currency,signed_on\nspacex,c-1,anthropic,USD,2026-01-29"
    )
    let stages = try ["2026-01-28", "2026-01-29"].map { asOf in
      try PurchaseObligation.all(
        in: ledger.book(), asOf: day(asOf), convention: .months
      ).map(\.stage)
    }
    #expect(stages == [[.notStarted], [.started]])
  }

  /// A deal that may bind nobody has nothing unbilled, though something was billed.
  @Test func leavesReportedDealsOutOfUnbilled() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts, "provider,reference,buyer,currency,status\nspacex,c-1,anthropic,USD,reported")
    try ledger.add(
      .invoices,
      "provider,number,contract,currency,billing_month,issued_on,amount\n"
        + "spacex,I-1,c-1,USD,2026-01,2026-02-05,400")
    #expect(
      try UnbilledReport(in: ledger.book(), window: nil, asOf: day("2026-03-01")).months.isEmpty)
  }

  /// What is too large for its figure ends no report.
  @Test func addsInvoicesThatAreTooLargeTogether() throws {
    let ledger = try Deal(files: [.fees: Deal.fees + "c-1,,2026-01,2026-12,100"]).ledger()
    for month in ["2026-01", "2026-02"] {
      try ledger.add(
        .invoices,
        "provider,number,contract,currency,billing_month,issued_on,amount,service_from,service_to\n"
          + "spacex,I-\(month),c-1,USD,\(month),2026-02-05,9000000000000,2026-01-01,2026-01-31")
    }
    let months = try UnbilledReport(in: ledger.book(), window: nil, asOf: day("2026-02-28")).months
    #expect(months.map(\.billed.unavailable?.code) == [.tooLarge, nil])
    #expect(months.map { $0.deliveredValue.shown } == ["100.00", "100.00"])
  }

  /// Obligations of several contracts are added before they are rounded: 10/31 of 1 twice are 0.65.
  @Test func addsExactObligations() throws {
    let ledger = try TestBook()
    let rows = ["c-1", "c-2"].map { "spacex,\($0),anthropic,USD,active,2026-01-01,2026-01-31" }
    try ledger.add(
      .contracts,
      "provider,reference,buyer,currency,status,effective_on,ends_on\n"
        + rows.joined(separator: "\n"))
    try ledger.add(
      .fees,
      "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-01,1\nc-2,2026-01,2026-01,1")
    let ladders = try PurchaseObligation.all(
      in: ledger.book(), asOf: day("2026-01-22"), convention: .months
    ).compactMap(\.ladder.value)
    #expect(ladders.map { "\($0.total)" } == ["0.32", "0.32"])
    #expect(try PurchaseObligation.Ladder.sum(ladders).map { "\($0.total)" } == "0.65")
  }

  /// A part whose amount is not disclosed hides only the days from its delivery on.
  @Test func knowsTheDaysBeforeAPartThatIsNotDisclosed() throws {
    let deal = Deal(files: [
      .fees: Deal.fees + "c-1,A,2026-01,2026-12,310",
      .capacity: Deal.capacity + "c-1,A,H100,10,2026-02-01",
      .deliveries: Deal.deliveries
        + "spacex,c-1,A,H100,5,2026-02-01,delivered\nspacex,c-1,A,H100,,2026-03-15,delivered",
    ])
    let months = try deal.unbilled("2026-03-31").months.map { $0.deliveredValue.shown }
    #expect(months == ["nothing due yet", "155.00", "delivery not disclosed"])
  }

  /// A free month is free, whether or not its capacity is on record.
  @Test func chargesNothingForAFreeTranche() throws {
    let deal = Deal(files: [
      .fees: Deal.fees + "c-1,A,2026-01,2026-12,310\nc-1,B,2026-01,2026-12,0",
      .capacity: Deal.capacity + "c-1,A,H100,10,2026-01-01\nc-1,B,H100,10,2026-01-01",
      .deliveries: Deal.deliveries
        + "spacex,c-1,A,H100,10,2026-01-01,delivered",
    ])
    #expect(try deal.unbilled("2026-01-31").months.map { $0.deliveredValue.shown } == ["310.00"])
  }

  /// A fee that names no tranche is for something else in a month before the tranche's fees begin, too.
  @Test func chargesAFixedFeeBeforeTheTranches() throws {
    let deal = Deal(files: [
      .fees: Deal.fees + "c-1,,2026-01,,10\nc-1,A,2026-02,,310",
      .capacity: Deal.capacity + "c-1,A,H100,10,2026-03-01",
    ])
    #expect(try deal.unbilled("2026-01-31").months.map { $0.deliveredValue.shown } == ["10.00"])
  }

  /// In a renewed term a closed row is not recorded, whatever another tranche pays.
  @Test func knowsNoClosedFeeOfARenewedTerm() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      "provider,reference,buyer,currency,status,effective_on,ends_on,auto_renewal_months\n"
        + "spacex,c-1,anthropic,USD,active,2026-01-01,2026-03-31,3")
    try ledger.add(.fees, Deal.fees + "c-1,,2026-01,,10\nc-1,A,2026-01,2026-03,100")
    let months = try UnbilledReport(in: ledger.book(), window: nil, asOf: day("2026-04-30")).months
    #expect(
      months.map { $0.fee.shown } == [
        "110.00", "110.00", "110.00", "fee of 2026-04 not recorded",
      ])
  }

  /// A month before the contract's first day misses no invoice.
  @Test func missesNoInvoiceBeforeTheStart() throws {
    let ledger = try Deal(
      terms: "2026-03-01,2026-12-31,", files: [.fees: Deal.fees + "c-1,,2026-01,2026-12,100"]
    ).ledger()
    let missing = try MissingInvoice.all(in: ledger.book(), window: nil, asOf: day("2026-04-30"))
    #expect(missing.map { "\($0.month)" } == ["2026-03", "2026-04"])
  }

  /// A tranche that is due later in the month holds up no fee of the days before.
  @Test func chargesForWhatIsDueByTheAsOfDay() throws {
    let deal = Deal(files: [
      .fees: Deal.fees + "c-1,,2026-01,2026-12,310",
      .capacity: Deal.capacity + "c-1,A,H100,10,2026-01-31\nc-1,B,H100,10,2026-01-01",
      .deliveries: Deal.deliveries
        + "spacex,c-1,B,H100,5,2026-01-01,delivered",
    ])
    #expect(try deal.unbilled("2026-01-10").months.map { $0.deliveredValue.shown } == ["50.00"])
  }

  /// Leaving is free where only free months are left, whatever is not known before them.
  @Test func leavesFreelyInFreeMonths() throws {
    let deal = Deal(
      terms: "2026-01-01,2026-12-31,30",
      files: [
        .fees: Deal.fees + "c-1,,2026-01,2026-03,100\nc-1,,2026-06,,0",
        .terminationFees: Deal.leaving + "c-1,2026-01-01,,,50",
      ])
    #expect(try deal.obligation("2026-02-01").exitOn.value == day("2026-06-01"))
  }

  /// A tranche whose fees ended with the first term is not known to be free after it.
  @Test func knowsNoFeeOfATrancheOfARenewedTerm() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      "provider,reference,buyer,currency,status,effective_on,ends_on,auto_renewal_months\n"
        + "spacex,c-1,anthropic,USD,active,2026-01-01,2026-03-31,3")
    try ledger.add(.fees, Deal.fees + "c-1,A,2026-01,,10\nc-1,B,2026-02,2026-03,100")
    let contract = try #require(try ledger.book().contracts.first { $0.reference == "c-1" })
    let months = [
      Month(year: 2026, month: 1), Month(year: 2026, month: 3), Month(year: 2026, month: 5),
    ]
    #expect(
      months.map { contract.fee(of: "B", in: $0).shown } == [
        "0.00", "100.00", "fee of 2026-05 not recorded",
      ])
  }

  /// A due date without a day counts as its last: the schedule begins with the first fee.
  @Test func beginsAScheduleByTheLastDueDay() throws {
    let deal = Deal(files: [
      .fees: Deal.fees + "c-1,A,2026-03,2026-12,310",
      .capacity: Deal.capacity + "c-1,A,H100,10,2026",
    ])
    let schedule = try #require(try deal.unbilled("2026-04-30").schedules.first)
    #expect(schedule.months.value?.first?.month.description == "2026-03")
  }
}
