import Audit
import Ledger
import Procurement
import SQLite
import Store
import TestLedger
import Testing

/// METRICS, M21 and M22, beside what `AuditMutationTests` puts in at random: contract c-1 of 2026 at
/// 3,100 a month for 100 accelerators from January on; c-2 by use.
struct AuditTests: ~Copyable {
  private let ledger: TestBook

  init() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,effective_on,ends_on,payment_terms_days,notice_days,\
      tolerance,tolerance_percent,auto_renewal_months
      spacex,c-1,anthropic,USD,2026-01-01,2026-12-31,30,90,,,
      spacex,c-2,anthropic,USD,2026-01-01,2026-12-31,,,10,1,12
      """)
    try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-02,3100")
    try ledger.add(
      .capacity, "contract,tranche,accelerator_count,due_on\nc-1,total,100,2026-01-01")
    try ledger.add(
      .deliveries,
      "contract,tranche,accelerator_count,delivered_on,status\nc-1,total,100,2026-01-01,delivered")
    self.ledger = ledger
  }

  private func bill(_ rows: String) throws {
    let columns = [
      "provider", "number", "contract", "currency", "billing_month", "issued_on", "kind", "credits",
      "sku", "quantity", "unit", "unit_price", "amount", "charge_category", "service_from",
      "service_to",
    ]
    try ledger.add(.invoices, columns.joined(separator: ",") + "\n" + rows)
  }

  private func report(
    _ asOf: String = "2026-02-28", codes: [AuditCode] = [], in window: MonthRange? = nil
  ) throws -> AuditReport {
    try AuditReport(in: ledger.book(), codes: codes, window: window, asOf: day(asOf))
  }

  private func findings(_ asOf: String = "2026-02-28") throws -> [String] {
    try report(asOf).findings.map { finding in
      "\(finding.subject) \(finding.code.rawValue)"
        + (finding.variance.map { " \($0.total)".replacing(".00", with: "") } ?? "")
    }
  }

  private let january = "spacex,I-1,c-1,USD,2026-01,2026-01-31,,,fee,,,,3100,Purchase,,"
  private let february = "spacex,I-2,c-1,USD,2026-02,2026-02-28,,,fee,,,,3100,Purchase,,"

  @Test func findsNothingWhereAllAgrees() throws {
    try bill(january + "\n" + february)
    #expect(try findings() == [])
    // A month that is not over needs no invoice; one that is over does.
    #expect(try findings("2026-02-27") == [])
  }

  @Test func asksForAMonthThatIsMissing() throws {
    try bill(february)
    #expect(try findings() == ["c-1 2026-01 missing_month"])
  }

  @Test func takesABillInAdvanceForItsMonths() throws {
    try bill("spacex,I-1,c-1,USD,2026-01,2026-01-31,,,fee,,,,6200,Purchase,2026-01-01,2026-02-28")
    // 59 days: 31 of them are 3,257.63 of it.
    #expect(try findings() == ["I-1 fee_differs 157.63", "I-1 fee_differs -157.63"])
  }

  @Test func leavesUseOnTopOfTheFeeOut() throws {
    try bill(
      january + "\n" + february
        + "\nspacex,I-3,c-1,USD,2026-02,2026-02-28,,,extra,,,,77,Usage,2026-02-01,2026-02-28")
    #expect(try findings() == [])
  }

  @Test func splitsTheVarianceOfAFee() throws {
    try ledger.add(
      .deliveries,
      "contract,tranche,accelerator_count,delivered_on,status\nc-1,total,100,2026-01-01,delivered",
      revises: true)
    try bill(january + "\nspacex,I-2,c-1,USD,2026-02,2026-02-28,,,fee,,,,3500,Purchase,,")
    try ledger.store.connection.execute(
      "UPDATE capacity_delivery SET withdrawn_on = '2026-02-15'")
    let finding = try report().findings.first
    let variance = finding?.variance
    // Half of February: 3,100 × 14 / 28 expected, 3,500 billed.
    #expect(finding?.code == .beyondDelivered)
    #expect(
      [variance?.price, variance?.quantity, variance?.cross, variance?.arithmetic, variance?.total]
        .map { "\($0?.description ?? "")" } == ["200.00", "1550.00", "200.00", "0.00", "1950.00"])
  }

  /// Both bounds hold where both are given, of c-2: 10 dollars and 1 percent.
  @Test(
    arguments: [
      ("1009.99", []), ("1010.00", []), ("1010.01", ["I-1 line_arithmetic 10.01"]),
      ("990.00", []), ("989.99", ["I-1 line_arithmetic -10.01"]),
    ])
  func letsPassWhatIsTolerated(amount: String, expected: [String]) throws {
    try bill(january + "\n" + february)
    try bill("spacex,U-1,c-2,USD,2026-01,2026-01-31,,,x,100,unit,10,\(amount),Usage,,")
    #expect(
      try findings() == expected.map { $0.replacing("I-1", with: "U-1") })
    // A percent of 100 is less than 10 dollars.
    try bill("spacex,U-2,c-2,USD,2026-01,2026-01-31,,,y,10,unit,10,101.01,Usage,,")
    #expect(try findings().last == "U-2 line_arithmetic 1.01")
  }

  @Test func roundsALineToTheCoin() throws {
    try bill(january + "\n" + february)
    try bill(
      """
      spacex,U-1,c-1,USD,2026-02,2026-02-28,,,a,3,unit,0.335,1.00,Usage,,
      spacex,U-2,c-1,USD,2026-02,2026-02-28,,,b,3,unit,0.335,1.01,Usage,,
      spacex,U-3,c-1,USD,2026-02,2026-02-28,,,c,3,unit,0.335,1.02,Usage,,
      spacex,U-4,c-1,USD,2026-02,2026-02-28,,,d,3,unit,0.335,1.016,Usage,,
      spacex,U-5,c-1,USD,2026-02,2026-02-28,credit_note,,e,3,unit,0.335,-1.00,Usage,,
      """)
    #expect(
      try findings() == ["U-3 line_arithmetic 0.02", "U-4 line_arithmetic 0.011"])
  }

  @Test func holdsPricesAgainstTheContract() throws {
    try bill(january + "\n" + february)
    try ledger.add(
      .prices,
      """
      contract,sku,from_month,to_month,unit,unit_price
      c-2,H100,2026-01,2026-02,hour,2
      c-2,h100,2026-02,,hour,3
      """)
    try bill(
      """
      spacex,U-1,c-2,USD,2026-01,2026-01-31,,,h100,100,Hour,2,200,Usage,,
      spacex,U-2,c-2,USD,2026-02,2026-02-28,,,h100,100,hour,2,200,Usage,2026-02-01,2026-02-10
      spacex,U-3,c-2,USD,2026-02,2026-02-28,,,h100,100,hour,,340,Usage,2026-02-11,2026-02-20
      spacex,U-4,c-2,USD,2026-02,2026-02-28,,,h100,100,day,70,7000,Usage,2026-02-21,2026-02-28
      """)
    // Of several rows the latest counts; another unit cannot be compared.
    #expect(
      try findings() == [
        "c-2 h100 not_compared", "U-2 price_differs -100", "U-3 price_differs 40",
      ])
  }

  @Test func takesAnInvoiceThatWasCreditedForNone() throws {
    try bill(
      """
      \(january)
      spacex,I-2,c-1,USD,2026-02,2026-02-27,,,fee,,,,3100,Purchase,2026-02-01,2026-02-28
      spacex,C-2,c-1,USD,2026-02,2026-02-28,credit_note,I-2,fee,,,,-3100,Purchase,2026-02-01,2026-02-28
      spacex,I-3,c-1,USD,2026-02,2026-02-28,,,fee,,,,3100,Purchase,2026-02-01,2026-02-28
      """)
    #expect(try findings() == [])
  }

  /// A number that came back: only the invoice before the note is credited.
  @Test func takesACreditNoteForTheLastInvoiceOfItsNumber() throws {
    try bill(january + "\n" + february)
    try bill(
      """
      spacex,U-1,c-2,USD,2026-01,2026-01-31,,,a,,,,5,Usage,,
      spacex,C-1,c-2,USD,2026-02,2026-02-01,credit_note,U-1,a,,,,-5,Usage,,
      spacex,U-1,c-2,USD,2027-01,2027-01-31,,,a,,,,7,Usage,,
      """)
    try ledger.add(
      .payments,
      "provider,number,issued_year,reference,paid_on,amount\nspacex,U-1,2027,w,2027-02-01,7")
    let found = try findings("2027-02-28").filter { $0.hasPrefix("U-1") }
    #expect(found == [])
  }

  @Test func takesEqualFeesOfDifferentMonthsForNoDuplicate() throws {
    try bill(january + "\n" + february)
    #expect(try findings() == [])
    try bill("spacex,I-9,c-1,USD,2026-02,2026-02-28,,,fee,,,,3100,Purchase,,")
    #expect(try findings() == ["I-9 near_duplicate 3100"])
  }

  @Test func knowsANumberBySignsAndCase() throws {
    try bill(january + "\n" + february)
    try bill(
      """
      spacex,i 1,c-2,USD,2026-01,2026-01-31,,,a,,,,5,Usage,,
      spacex,I-2,c-2,USD,2027-01,2027-01-31,,,a,,,,6,Usage,,
      spacex,I.1,c-2,USD,2027-01,2027-01-31,,,b,,,,5,Usage,,
      """)
    // Another year is another invoice, unless the amount is the same.
    let found = try findings("2027-01-31").filter { !$0.hasSuffix("gap_month") }
    #expect(found == ["i 1 duplicate_number", "I.1 duplicate_number"])
  }

  @Test func looksAtPayments() throws {
    try bill(january + "\n" + february)
    #expect(try report("2026-12-31").providersWithoutPayments == ["spacex"])
    #expect(try findings("2026-12-31") == [])
    try ledger.add(
      .payments,
      """
      provider,number,reference,paid_on,amount
      spacex,I-1,a,2026-03-01,1000
      spacex,I-1,b,2026-03-05,2000
      spacex,I-2,a,2026-02-27,3100.01
      """)
    #expect(
      try findings("2026-12-31") == ["I-1 overdue", "I-2 paid_above 0.01", "I-2 paid_early"])
    #expect(
      try report("2026-12-31").findings.first?.found
        == "was due on 2026-03-02; 100.00 USD is unpaid")
    // On its due day it is not overdue; what is paid later is not paid yet.
    #expect(try findings("2026-03-02").first == "I-2 paid_above 0.01")
    #expect(
      try report("2026-03-03").findings.first?.found
        == "was due on 2026-03-02; 2,100.00 USD is unpaid")
  }

  @Test func citesWhatEndsTheContract() throws {
    try bill(january)
    try ledger.add(
      .events, "contract,occurred_on,kind,summary\nc-1,2025-10-18,notice,we leave on 16 January")
    let finding = try #require(try report("2026-12-31").findings.first)
    #expect(finding.basis?.record == "notice of c-1 on 2025-10-18")
  }

  @Test func endsWithTheExit() throws {
    try bill(january)
    try ledger.add(
      .events, "contract,occurred_on,kind,summary\nc-1,2025-10-18,notice,we leave on 16 January")
    // 15 January is the last day; the fee of the month is not said to differ besides.
    #expect(try findings() == ["I-1 after_exit 1600"])
  }

  /// 15 of 31 days of January's fee of 3,100; a bill for all of it, or for anything else, is found.
  @Test(
    arguments: [
      ("1500", "2026-01-15", []), ("1600", "2026-01-15", ["I-1 fee_differs 100"]),
      ("2400", "2026-01-15", ["I-1 fee_differs -700"]),
      ("3100", "2026-01-31", ["I-1 after_exit 1600"]),
    ])
  func takesAFeeForTheDaysUpToTheExit(
    amount: String, serviceTo: String, expected: [String]
  ) throws {
    try bill(
      "spacex,I-1,c-1,USD,2026-01,2026-01-31,,,fee,,,,\(amount),Purchase,2026-01-01,\(serviceTo)")
    try ledger.add(
      .events, "contract,occurred_on,kind,summary\nc-1,2026-01-16,terminated,left")
    #expect(try findings() == expected)
  }

  @Test func doesNotEndAContractThatRenews() throws {
    try bill(january + "\n" + february)
    try bill("spacex,U-1,c-2,USD,2027-02,2027-02-28,,,a,,,,5,Usage,,")
    #expect(try findings("2027-03-31") == [])
  }

  @Test func comesBackOnceTheFactsChange() throws {
    try bill(january.replacing("3100", with: "3200") + "\n" + february)
    let finding = try report().finding(.feeDiffers, of: "i-1")
    try ledger.add(
      .acceptances,
      "provider,code,subject,facts,why\nspacex,fee_differs,I-1,\(finding.factsDigest),set-up")
    #expect(try findings() == [])
    #expect(try report().accepted.map(\.acceptedWhy) == ["set-up"])
    // The day on which one looks is no fact.
    #expect(try report("2026-12-30").findings.filter { $0.code == .feeDiffers } == [])
    #expect(throws: UnknownNameError.self) { try report().finding(.feeDiffers, of: "I-1") }
    try ledger.add(
      .fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-02,3000", revises: true)
    #expect(
      try findings() == ["I-1 fee_differs 200", "I-2 fee_differs 100"])
  }

  @Test func saysOfWhatThereIsNoFinding() throws {
    try bill(january.replacing("3100", with: "3200") + "\n" + february)
    let error = #expect(throws: UnknownNameError.self) {
      try report().finding(.feeDiffers, of: "I-11")
    }
    #expect(error?.description == "no fee_differs of \"I-11\"; did you mean \"I-1\"?")
  }

  @Test func showsWhatIsAskedFor() throws {
    try bill(
      january.replacing("3100", with: "3200") + "\n" + february.replacing("3100", with: "3000"))
    #expect(try report(codes: [.overdue]).findings == [])
    #expect(try report(in: months("2026-02")).findings.map(\.subject) == ["I-2"])
    #expect(try report().findings.map(\.severity) == [.high, .medium])
  }
}
