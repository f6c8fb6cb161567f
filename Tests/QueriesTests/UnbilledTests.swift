import Procurement
import Queries
import SQLite
import Store
import TestLedger
import Testing

/// METRICS, M16, M17 and M22: contract c-1 of 2026, 100 accelerators of tranche A due in January and
/// 100 of B due in March.
struct UnbilledTests: ~Copyable {
  private let ledger: TestBook

  init() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,effective_on,ends_on
      spacex,c-1,anthropic,USD,2026-01-01,2026-12-31
      spacex,c-2,anthropic,USD,2026-01-01,2026-12-31
      """)
    self.ledger = ledger
  }

  private func promise() throws {
    try ledger.add(
      .capacity,
      """
      contract,tranche,accelerator,accelerator_count,due_on
      c-1,A,GB300,100,2026-01-01
      c-1,B,GB300,100,2026-03-01
      """)
  }

  private func deliver(_ rows: String) throws {
    try ledger.add(
      .deliveries,
      "contract,tranche,accelerator,accelerator_count,delivered_on,withdrawn_on,status\n" + rows)
  }

  private func bill(_ rows: String) throws {
    let columns = [
      "provider", "number", "contract", "currency", "billing_month", "issued_on", "kind", "amount",
      "charge_category", "service_from", "service_to",
    ]
    try ledger.add(.invoices, columns.joined(separator: ",") + "\n" + rows)
  }

  private func report(_ asOf: String, contract: String = "c-1") throws -> UnbilledReport {
    try UnbilledReport(in: ledger.book(contract: contract), window: nil, asOf: day(asOf))
  }

  /// `month delivered billed unbilled prepaid`.
  private func months(_ asOf: String, contract: String = "c-1") throws -> [String] {
    try report(asOf, contract: contract).months.map { month in
      let figures = [
        month.deliveredValue, month.billed, month.unbilled, month.prepaid,
      ].map { $0.value.map { "\($0)".replacing(".00", with: "") } ?? $0.reason ?? "" }
      return "\(month.month) " + figures.joined(separator: " ")
    }
  }

  private func straightLine(_ asOf: String) throws -> [String] {
    let schedule = try report(asOf).schedules.first
    guard let months = schedule?.months.value else { return [schedule?.months.reason ?? "none"] }
    return months.map {
      "\($0.month) \($0.straightLine) \($0.accrued) \($0.prepaid)".replacing(".00", with: "")
    }
  }

  @Test func valuesWhatStoodThere() throws {
    try promise()
    try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-12,3100")
    // Half of A from the 16th on; B a day early, half of it taken away again on the 11th of March.
    try deliver(
      """
      c-1,A,GB300,50,2026-01-01,,delivered
      c-1,A,GB300,50,2026-01-17,,delivered
      c-1,B,GB300,50,2026-02-28,,delivered
      c-1,B,GB300,50,2026-02-27,2026-03-11,delivered
      """)
    try bill("spacex,I-1,c-1,USD,2026-01,2026-02-01,,3100,Usage,,")
    #expect(
      try months("2026-03-31") == [
        // (50 × 31 + 50 × 15) / 3100 of the fee.
        "2026-01 2300 3100 0 800", "2026-02 3100 0 3100 0",
        // (3100 + 50 × 31 + 50 × 10) / 6200.
        "2026-03 2575 0 2575 0",
      ])
    // Days after the as-of day are not delivered: 100 × 14 of 2,800.
    #expect(try months("2026-02-14").last == "2026-02 1550 0 1550 0")
    // An invoice that is not issued yet is not billed.
    #expect(try months("2026-01-31") == ["2026-01 2300 0 2300 0"])
  }

  @Test func addsTheFeesOfTranches() throws {
    try promise()
    try ledger.add(
      .fees,
      """
      contract,tranche,from_month,to_month,monthly_fee
      c-1,A,2026-01,2026-12,3100
      c-1,B,2026-03,2026-12,6200
      c-1,,2026-03,2026-12,7
      """)
    try deliver("c-1,A,GB300,100,2026-01-01,,delivered\nc-1,B,GB300,100,2026-03-16,,delivered")
    // Fees of tranches are for all days of the month; beside them, one of none is fixed.
    #expect(
      try months("2026-03-31") == [
        "2026-01 3100 0 3100 0", "2026-02 3100 0 3100 0", "2026-03 6307 0 6307 0",
      ])
  }

  @Test func cannotConfirmWhatNobodyRecorded() throws {
    try ledger.add(
      .fees,
      """
      contract,tranche,from_month,to_month,monthly_fee
      c-1,A,2026-01,2026-01,3100
      c-1,A,2026-02,2026-02,
      c-1,C,2026-03,2026-03,3100
      c-2,,2026-01,2026-01,50
      """)
    // Without a promise the fee depends on nothing.
    #expect(try months("2026-01-31", contract: "c-2") == ["2026-01 50 0 50 0"])
    try promise()
    try bill("spacex,I-1,c-1,USD,2026-01,2026-01-31,,3100,Usage,,")
    let unknown = "no delivery recorded"
    #expect(
      try months("2026-02-28") == [
        "2026-01 \(unknown) 3100 \(unknown) \(unknown)",
        "2026-02 fee not recorded 0 fee not recorded fee not recorded",
      ])
    try deliver("c-1,A,GB300,,2026-01-01,,delivered\nc-1,B,GB300,1,,,delivered")
    #expect(
      try report("2026-03-31").months.map { $0.deliveredValue.reason } == [
        "delivery not disclosed", "fee not recorded", "tranche C not promised",
      ])
  }

  @Test func splitsWhatIsBilledOverTheDaysOfItsService() throws {
    try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-03,1000")
    try bill(
      """
      spacex,I-1,c-1,USD,2026-01,2026-01-05,,1000.000001,Usage,2026-01-31,2026-02-02
      spacex,I-2,c-1,USD,2026-02,2026-02-05,,500,Tax,,
      spacex,I-3,c-1,USD,2026-02,2026-02-05,credit_note,-300,Credit,,
      spacex,I-4,c-1,USD,2026-02,2026-02-05,credit_note,-100,Usage,2026-01-01,2026-01-31
      """)
    // Taxes and credits are apart; a credit note for use is not. Months are not netted.
    #expect(
      try months("2026-03-31") == [
        "2026-01 1000 233.333334 766.666666 0", "2026-02 1000 666.666667 333.333333 0",
        "2026-03 1000 0 1000 0",
      ])
    let report = try report("2026-03-31")
    #expect(report.months.map(\.assumedLines) == [0, 0, 0])
  }

  /// A damaged file may hold any day; imports take none after 2199.
  @Test func endsAServiceThatNeverEnds() throws {
    try bill("spacex,I-1,c-1,USD,2026-01,2026-01-31,,1000,Usage,2026-01-01,2026-01-31")
    try ledger.store.connection.execute("UPDATE charge SET service_to = 2147483648")
    #expect(try report("2026-01-31").months.last?.month.description == "2199-12")
  }

  @Test func leavesUseOnTopOfAPurchaseOut() throws {
    try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-02,1000")
    try bill(
      """
      spacex,I-1,c-1,USD,2026-01,2026-01-31,,1000,Purchase,,
      spacex,I-2,c-1,USD,2026-01,2026-01-31,,77,Usage,,
      """)
    #expect(try months("2026-01-31") == ["2026-01 1000 1000 0 0"])
  }

  @Test func spreadsFixedPaymentsWithFreeMonths() throws {
    try ledger.add(
      .fees,
      "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-02,0\nc-1,2026-03,2026-12,36.50")
    try bill("spacex,I-1,c-1,USD,2026-03,2026-03-31,,109.50,Usage,,")
    // 365 dollars over 365 days; billed for three months at once.
    #expect(
      try straightLine("2026-04-10") == [
        "2026-01 31 31 0", "2026-02 28 59 0", "2026-03 31 0 19.50", "2026-04 10 0 9.50",
      ])
    #expect(try straightLine("2026-12-31").last == "2026-12 31 255.50 0")
  }

  @Test func losesNoCent() throws {
    try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-12,0.10")
    let months = try report("2026-12-31").schedules.first?.months.value ?? []
    #expect(months.map(\.straightLine.units).reduce(0, +) == 1_200_000)
    #expect(months.allSatisfy { $0.straightLine.units % 10_000 == 0 })
    #expect(months.last?.straightLineToDate.description == "1.20")
  }

  @Test func startsEachTrancheByItself() throws {
    try promise()
    try ledger.add(
      .fees,
      """
      contract,tranche,from_month,to_month,monthly_fee
      c-1,A,2026-01,2026-12,36.50
      c-1,B,2026-03,2026-04,0
      c-1,B,2026-05,2026-12,38.25
      """)
    // A: 438 over 365 days. B: 306 over the 306 days from 1 March on.
    #expect(
      try straightLine("2026-03-31")
        == ["2026-01 37.20 37.20 0", "2026-02 33.60 70.80 0", "2026-03 68.20 139 0"])
  }

  /// 365 for the year, a dollar a day; an amendment adds 184 from July on.
  @Test func spreadsTheRestFromAnAmendmentOn() throws {
    try ledger.add(
      .fees,
      """
      contract,from_month,to_month,monthly_fee
      c-1,2026-01,2026-06,0
      c-1,2026-07,2026-11,73
      """)
    let before = try straightLine("2026-12-31")
    try ledger.add(
      .fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-07,2026-12,91.50", revises: true)
    // Without an event that says so, the first row was a mistake: 549 over 365 days.
    #expect(try straightLine("2026-01-31") == ["2026-01 46.63 46.63 0"])
    try ledger.add(
      .events, "contract,occurred_on,kind,summary\nc-1,2026-06-20,amended,half more from July on")
    let after = try straightLine("2026-12-31")
    #expect(before.prefix(6) == after.prefix(6))
    // 549 in all, of which 181 are spread: 368 over 184 days.
    #expect(after.suffix(6).map { $0.split(separator: " ")[1] }.first == "62")
    let months = try report("2026-12-31").schedules.first?.months.value ?? []
    #expect(months.last?.straightLineToDate.description == "549.00")
  }

  @Test func hasNoStraightLineOfWhatIsNotKnown() throws {
    try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-03,")
    #expect(try straightLine("2026-03-31") == ["fees not recorded for 3 of 12 months"])
    try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-04,,5")
    try ledger.add(
      .fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-03,5", revises: true)
    // A row without an end goes on to that of the contract.
    #expect(
      try straightLine("2026-03-31")
        == ["2026-01 5.10 5.10 0", "2026-02 4.60 9.70 0", "2026-03 5.10 14.80 0"])
  }
}
