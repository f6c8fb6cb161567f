import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

/// METRICS, M11 to M13. The tranche is of 100 GB300 and 10 MW, due on 2026-06-30.
struct CapacityTests {
  private func ledger(_ deliveries: String, promise: String = "a,GB300,100,10,2026-06-30") throws
    -> TestBook
  {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,status
      spacex,c-1,anthropic,USD,active
      """)
    try ledger.add(
      .capacity,
      "contract,tranche,accelerator,accelerator_count,capacity_mw,due_on,mw_basis\n"
        + promise.split(separator: "\n").map { "c-1,\($0),critical_it" }.joined(separator: "\n"))
    if !deliveries.isEmpty {
      try ledger.add(
        .deliveries,
        "provider,contract,tranche,accelerator,accelerator_count,capacity_mw,delivered_on,"
          + "accepted_on,withdrawn_on,status,mw_basis\n"
          + deliveries.split(separator: "\n").map { "spacex,c-1,\($0),delivered,critical_it" }
          .joined(separator: "\n"))
    }
    return ledger
  }

  private func status(_ ledger: borrowing TestBook, asOf: String) throws -> [TrancheStatus] {
    try TrancheStatus.all(in: ledger.book(), asOf: try day(asOf))
  }

  /// `due delivered accepted withdrawn` in accelerators, `/` and the same in kilowatts.
  @Test(
    arguments: [
      ("", "2026-06-29", "0 no delivery recorded"), ("", "2026-06-30", "100 no delivery recorded"),
      // 40 came, 30 of them were accepted in May and 10 taken away on 08-01.
      (
        "a,GB300,30,3,2026-05-01,2026-05-10,\na,GB300,10,1,2026-05-02,,2026-08-01", "2026-05-01",
        "0 30 0 0"
      ),
      (
        "a,GB300,30,3,2026-05-01,2026-05-10,\na,GB300,10,1,2026-05-02,,2026-08-01", "2026-07-31",
        "100 40 30 0"
      ),
      (
        "a,GB300,30,3,2026-05-01,2026-05-10,\na,GB300,10,1,2026-05-02,,2026-08-01", "2026-08-01",
        "100 40 30 10"
      ),
      // A month counts as its last day.
      ("a,GB300,30,3,2026-05,,", "2026-05-30", "0 no delivery recorded"),
      ("a,GB300,30,3,2026-05,,", "2026-05-31", "0 30 0 0"),
      // Without a day, it arrived.
      ("a,GB300,30,3,,,", "2026-01-01", "0 30 0 0"),
      // Without a count, nothing is known of the sum.
      (
        "a,GB300,30,3,2026-05-01,,\na,GB300,,3,2026-05-02,,", "2026-05-03",
        "0 not disclosed 0 0"
      ),
    ])
  func countsWhatIsThere(deliveries: String, asOf: String, expected: String) throws {
    let tranche = try #require(try status(ledger(deliveries), asOf: asOf).first)
    let figures = [
      tranche.due(.accelerators), tranche.delivered(.accelerators),
      tranche.accepted(.accelerators), tranche.withdrawn(.accelerators),
    ].map { $0.value.map(String.init) ?? $0.reason ?? "" }
    let words = figures[1] == "no delivery recorded" ? figures.prefix(2) : figures.prefix(4)
    #expect(words.joined(separator: " ") == expected)
  }

  /// `days state; on time / promised; MW-days late`.
  @Test(
    arguments: [
      ("", "2026-06-30", "not due yet"),
      // Nothing came: 5 days open, 10 MW × 5.
      ("", "2026-07-05", "5 open 0/10000 50000"),
      ("a,GB300,100,10,2026-06-30,,", "2026-07-05", "0 complete 10000/10000 0"),
      // Early by ten days; nothing is late.
      ("a,GB300,100,10,2026-06-20,,", "2026-07-05", "-10 complete 10000/10000 0"),
      // Half on time, a quarter 4 days late, a quarter open for 10: 2.5 × 4 + 2.5 × 10 MW-days.
      (
        "a,GB300,50,5,2026-06-30,,\na,GB300,25,2.5,2026-07-04,,", "2026-07-10",
        "10 open 5000/10000 35000"
      ),
      // An early part makes up for none: 5 MW × 6 days.
      (
        "a,GB300,50,5,2026-06-01,,\na,GB300,50,5,2026-07-06,,", "2026-08-01",
        "6 complete 5000/10000 30000"
      ),
      // What is more than the promise is no part of it.
      (
        "a,GB300,120,12,2026-07-01,,\na,GB300,5,1,2026-08-01,,", "2026-09-01",
        "1 complete 0/10000 10000"
      ),
      ("a,GB300,100,10,,,", "2026-09-01", "day of a delivery not known"),
      // In accelerators, where the power is not known: 100 × 1 day.
      ("a,GB300,100,,2026-07-01,,", "2026-09-01", "1 complete 0/100 100"),
      // Other chips fulfil no promise.
      ("a,H100,100,10,2026-06-30,,", "2026-07-02", "2 open 0/10000 20000"),
    ])
  func measuresSlip(deliveries: String, asOf: String, expected: String) throws {
    let tranche = try #require(
      try status(ledger(deliveries), asOf: asOf).first { $0.promise != nil })
    #expect(words(tranche.slip) == expected)
    #expect(words(tranche.originalSlip) == expected)
  }

  @Test func holdsSlipAgainstTheFirstAndTheAmendedDay() throws {
    let ledger = try ledger("a,GB300,100,10,2026-07-20,,")
    try ledger.add(
      .capacity,
      """
      contract,tranche,accelerator,accelerator_count,capacity_mw,due_on,mw_basis
      c-1,a,GB300,100,10,2026-07-15,critical_it
      """, revises: true)
    let tranche = try #require(try status(ledger, asOf: "2026-08-01").first)
    #expect(words(tranche.slip) == "5 complete 0/10000 50000")
    #expect(words(tranche.originalSlip) == "20 complete 0/10000 200000")
    // What an undo takes back never was the promise.
    _ = try UndoJob(number: 5, programVersion: "test", clock: { "2026-11-24T00:00:00Z" })
      .run(in: ledger.store)
    let again = try #require(try status(ledger, asOf: "2026-08-01").first)
    #expect(words(again.slip) == "20 complete 0/10000 200000")
  }

  private func words(_ slip: Figure<DeliverySlip>) -> String {
    guard let slip = slip.value else { return slip.reason ?? "" }
    let amounts = slip.amounts.map { " \($0.onTime)/\($0.promised) \($0.unitDaysLate)" } ?? ""
    return "\(slip.days) \(slip.isOpen ? "open" : "complete")\(amounts)"
  }

  /// An invoice of 74,400 for July, due for 100 accelerators × 744 hours.
  private static let july = "I-1,2026-07,74400,2026-07-01,2026-07-31"

  /// `hours, per hour; MW-months, per MW-month`.
  @Test(
    arguments: [
      ("a,GB300,100,10,2026-07-01,,", july, "74400 1.00 10.000 7440.00"),
      // From 07-17 on, 15 days: 100 × 15 × 24 hours, 10 × 15/31 MW-months.
      ("a,GB300,100,10,2026-07-17,,", july, "36000 2.066667 4.839 15376.00"),
      // Taken away on 07-11, after ten days.
      ("a,GB300,100,10,2026-06-01,,2026-07-11", july, "24000 3.10 3.226 23064.00"),
      // Two parts add up, of one chip.
      ("a,GB300,50,5,2026-06-01,,\na,GB300,50,5,2026-06-02,,", july, "74400 1.00 10.000 7440.00"),
      (
        "a,GB300,50,5,2026-06-01,,\na,H100,50,5,2026-06-02,,", july,
        "different accelerators 10.000 7440.00"
      ),
      // It came after the month that was paid for.
      ("a,GB300,100,10,2026-08-01,,", july, "0 paid for undelivered 0.000 paid for undelivered"),
      ("", july, "no delivery recorded no delivery recorded"),
      ("a,GB300,,10,2026-07-01,,", july, "accelerators not known 10.000 7440.00"),
      ("a,GB300,100,10,,,", july, "day of a delivery not known day of a delivery not known"),
      // Of a quarter's invoice July has 31 of 92 days: 25,069.565217.
      (
        "a,GB300,100,10,2026-07-01,,", "I-1,2026-09,74400,2026-07-01,2026-09-30",
        "74400 0.336957 10.000 2506.96"
      ),
      // Without a service period, the billing month is assumed.
      ("a,GB300,100,10,2026-07-01,,", "I-1,2026-07,74400,,", "74400 1.00 10.000 7440.00"),
      (
        "a,GB300,100,10,2026-07-01,,", "I-1,2026-08,74400,,",
        "74400 no invoice 10.000 no invoice"
      ),
    ])
  func dividesCostByWhatStoodThere(
    deliveries: String, invoice: String, expected: String
  ) throws {
    let ledger = try ledger(deliveries)
    try ledger.add(
      .invoices,
      "provider,number,contract,currency,issued_on,billing_month,amount,service_from,service_to\n"
        + invoice.split(separator: "\n").map { line in
          let fields = line.split(separator: ",", maxSplits: 1)
          return "spacex,\(fields[0]),c-1,USD,2026-10-01,\(fields[1])"
        }.joined(separator: "\n"))
    let cost = try #require(
      try CapacityCost.all(
        in: ledger.book(), window: months("2026-07"), by: nil, asOf: day("2026-12-31")
      ).first)
    let parts = [
      words(cost.acceleratorHours.map { "\($0)" }), words(cost.perAcceleratorHour),
      words(cost.megawattMonths.map { $0.decimal(places: 3) }), words(cost.perMegawattMonth),
    ]
    let told = parts.indices.filter { $0 % 2 == 0 || parts[$0] != parts[$0 - 1] }
    #expect(told.map { parts[$0] }.joined(separator: " ") == expected)
  }

  /// Ten of July's 31 days, in hours and in cost: what an hour costs stays the same.
  @Test func countsNoDaysAfterTheAsOfDay() throws {
    let ledger = try ledger("a,GB300,100,10,2026-07-01,,")
    try ledger.add(
      .invoices,
      """
      provider,number,contract,currency,issued_on,billing_month,amount,service_from,service_to
      spacex,I-1,c-1,USD,2026-07-01,2026-07,74400,2026-07-01,2026-07-31
      spacex,I-2,c-1,USD,2026-07-01,2026-08,74400,2026-08-01,2026-08-31
      """)
    let cost = try #require(
      try CapacityCost.all(
        in: ledger.book(), window: months("2026-07..2026-08"), by: nil,
        asOf: day("2026-07-10")
      ).first)
    #expect(cost.acceleratorHours.value == 24000)
    #expect(cost.cost.value?.description == "24000.00")
    #expect(cost.perAcceleratorHour.value?.description == "1.00")
  }

  /// A month, a quarter's line over three months, and a credit of the same days: nothing is lost.
  @Test func accruesToTheLastUnit() throws {
    let ledger = try ledger("")
    try ledger.add(
      .invoices,
      """
      provider,number,contract,currency,issued_on,billing_month,line_no,amount,service_from,service_to
      spacex,I-1,c-1,USD,2026-10-01,2026-09,1,100.000001,2026-07-01,2026-09-30
      spacex,I-1,c-1,USD,2026-10-01,2026-09,2,7,,
      spacex,I-2,c-1,USD,2026-10-02,2026-09,1,-10,2026-07-01,2026-09-30
      """)
    let spend = try AccruedSpend.all(in: ledger.book(), asOf: day("2026-12-31")).values.flatMap(
      \.self)
    // Each issue day's lines are split by 31, 31 and 30 of 92 days (METRICS, ruling 19). Of 100,000,001
    // units two are left, for September and July; of 10,000,000 one, for September. The line without
    // service is of September, too.
    #expect(
      spend.map { "\($0.month) \($0.sum.net.figure.words) \($0.assumedLines)" } == [
        "2026-07 30.326088 0", "2026-08 30.326087 0", "2026-09 36.347826 1",
      ])
    #expect(BilledSum.total(spend.map(\.sum))?.net.units == 97_000_001)
    // The credit was issued a day later (ruling 16).
    let before = try AccruedSpend.all(in: ledger.book(), asOf: day("2026-10-01")).values.flatMap(
      \.self)
    #expect(BilledSum.total(before.map(\.sum))?.net.units == 107_000_001)
    #expect(try AccruedSpend.all(in: ledger.book(), asOf: day("2026-09-30")).isEmpty)
  }

  /// METRICS, ruling 6: unit costs are net; the tax stands beside them, or is put in.
  @Test func keepsTaxOutOfTheCostUnlessItIsAskedFor() throws {
    let ledger = try ledger("a,GB300,100,10,2026-07-01,,")
    try ledger.add(
      .invoices,
      """
      provider,number,contract,currency,issued_on,billing_month,line_no,amount,charge_category
      spacex,I-1,c-1,USD,2026-07-31,2026-07,1,74400,Usage
      spacex,I-1,c-1,USD,2026-07-31,2026-07,2,7440,Tax
      """)
    let costs = try TaxTreatment.allCases.map { tax in
      try #require(
        try CapacityCost.all(
          in: ledger.book(), window: months("2026-07"), by: nil, asOf: day("2026-07-31"),
          tax: tax
        ).first)
    }
    #expect(costs.map(\.cost.words) == ["74400.00", "81840.00"])
    #expect(costs.map { $0.tax?.words } == ["7440.00", "7440.00"])
    #expect(costs.map(\.perAcceleratorHour.words) == ["1.00", "1.10"])
  }

  /// METRICS, ruling 9: 100 MW in July 2024 and 200 in February 2025 are 200, never 300.
  @Test(
    arguments: [
      ("2024-06-30", "n/a (no delivery recorded)", "300000"), ("2024-07-31", "100000", "300000"),
      ("2025-02-28", "200000", "300000"),
    ])
  func takesTheLatestStatementOfASite(asOf: String, delivered: String, planned: String) throws {
    let ledger = try TestBook()
    try ledger.add(
      .deliveries,
      """
      provider,site,tranche,accelerator,capacity_mw,mw_basis,planned_on,delivered_on,status
      nebius,Big Site,,,200,facility,,2025-02,delivered
      nebius,Big Site,phase 1,,100,facility,,2024-07,delivered
      nebius,Big Site,,,250,facility,2025-12,,planned
      nebius,Big Site,,,300,facility,2026-12,,planned
      nebius,Big Site,,,70,critical_it,,2024-06,delivered
      nebius,Other Site,,,5,facility,,2024-06,delivered
      """)
    let sites = try TrancheStatus.all(in: ledger.book(), asOf: day(asOf)).filter {
      $0.site == "Big Site" && $0.megawattBasis == .facility
    }
    #expect(sites.map { $0.delivered(.kilowatts).words } == [delivered])
    #expect(sites.map { $0.planned(.kilowatts)?.description } == [planned])
    let others = try TrancheStatus.all(in: ledger.book(), asOf: day("2026-01-01")).filter {
      $0.site != "Big Site" || $0.megawattBasis != .facility
    }
    #expect(others.map { $0.delivered(.kilowatts).words } == ["70000", "5000"])
  }

  /// Of two statements for one day the one imported last counts, whatever the order of their rows.
  @Test func takesTheStatementSaidLast() throws {
    let ledger = try TestBook()
    let header =
      "provider,site,accelerator,accelerator_count,delivered_on,accepted_on,withdrawn_on,status\n"
    try ledger.add(.deliveries, header + "nebius,S,H100,10,2025-02-28,2025-03-01,,delivered")
    try ledger.add(.deliveries, header + "nebius,S,H100,20,2025-02,,2025-04-01,delivered")
    let site = try #require(try TrancheStatus.all(in: ledger.book(), asOf: day("2025-12-31")).first)
    #expect(site.delivered(.accelerators).value == 20)
    #expect(site.accepted(.accelerators).value == 0)
    #expect(site.withdrawn(.accelerators).value == 20)
  }

  private func words<Value>(_ figure: Figure<Value>) -> String {
    figure.value.map { "\($0)" } ?? figure.reason ?? ""
  }
}
