import Agenda
import Audit
import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

// Months without an invoice, invoices that come late, and what is new.

extension AuditRulingTests {
  // MARK: Months

  /// F13: a contract that is billed by use, in January, March and April.
  @Test(arguments: [("2026-04-30", ["v-1 2026-02"]), ("2026-02-28", [])])
  func asksAboutAMonthBetweenTwoThatAreBilled(asOf: String, expected: [String]) throws {
    try bill(
      """
      \(january("I-1", "fee,,,,100"))
      spacex,V-1,v-1,,USD,2026-01,2026-01-31,,,,x,,,,5
      spacex,V-3,v-1,,USD,2026-03,2026-03-31,,,,x,,,,5
      spacex,V-4,v-1,,USD,2026-04,2026-04-30,,,,x,,,,5
      """)
    let gaps = try report(asOf).findings
    #expect(gaps.map(\.subject) == expected)
    #expect(gaps.allSatisfy { $0.code == .gapMonth && $0.severity == .low })
  }

  /// A quarter's bill is for its months, and a credit note for none.
  @Test func takesABillOfAQuarterForItsMonths() throws {
    try bill(
      """
      \(january("I-1", "fee,,,,100"))
      spacex,V-1,v-1,,USD,2026-03,2026-03-31,,,,x,,,,5,,2026-01-01,2026-03-31
      spacex,V-2,v-1,,USD,2026-06,2026-06-30,,,,x,,,,5,,2026-04-01,2026-06-30
      """)
    #expect(try findings("2026-06-30") == [])
  }

  /// A credit note may charge for a month what it takes back of another.
  @Test func takesAChargeOfACreditNoteForItsMonth() throws {
    try bill(
      """
      \(january("I-1", "fee,,,,100"))
      spacex,V-1,v-1,,USD,2026-01,2026-01-31,,,,x,,,,5
      spacex,V-2,v-1,,USD,2026-01,2026-03-01,,credit_note,V-1,x,,,,-5,Usage,2026-01-01,2026-01-31
      spacex,V-2,v-1,,USD,2026-01,2026-03-01,,credit_note,V-1,x,,,,4,Usage,2026-02-01,2026-02-28
      spacex,V-3,v-1,,USD,2026-03,2026-03-31,,,,x,,,,5
      """)
    #expect(try report("2026-03-31").findings.filter { $0.code == .gapMonth } == [])
  }

  /// A line that takes something off is no charge for its days: the invoice of the month is missing.
  @Test func missesAMonthOfWhichSomethingIsTakenOff() throws {
    try bill(
      """
      spacex,I-3,c-1,,USD,2026-03,2026-03-31,,,,fee,,,,100
      spacex,I-3,c-1,,USD,2026-03,2026-03-31,,,,fee,,,,-1,Purchase,2026-01-01,2026-01-31
      """)
    let findings = try report("2026-03-31").findings
    #expect(findings.filter { $0.code == .missingMonth }.map(\.subject) == ["c-1 2026-01"])
  }

  /// F20: received more than sixty days after the end of the billing month, from the day of receipt on.
  @Test(
    arguments: [
      ("2026-04-01", "2026-12-31", 60, []),
      (
        "2026-04-02", "2026-12-31", 60,
        ["I-1 late_received: was received on 2026-04-02, 61 days after the end of 2026-01"]
      ),
      ("2026-04-02", "2026-04-01", 60, []),
      (
        "2026-03", "2026-03-31", 30,
        ["I-1 late_received: was received on 2026-03, 59 days after the end of 2026-01"]
      ),
      ("2026-04-02", "2026-12-31", 61, []),
    ])
  func saysThatAnInvoiceCameLate(
    received: String, asOf: String, lateDays: Int, expected: [String]
  ) throws {
    try bill("spacex,I-1,c-1,,USD,2026-01,2026-01-31,\(received),,,fee,,,,100")
    #expect(try findings(asOf, lateDays: lateDays) == expected)
  }

  /// F5: 1,000 for the year, 400 of it billed; 30 days to pay. What is charged for days of the year pays it.
  @Test func saysThatAShortfallIsNotBilled() throws {
    try ledger.add(
      .commitments,
      "contract,from,to,kind,minimum,interval\nv-1,2026-01-01,2026-12-31,spend,1000,year")
    try bill(
      january("I-1", "fee,,,,100")
        + "\nspacex,V-1,v-1,,USD,2026-12,2026-12-31,,,,x,,,,400,,2026-01-01,2026-12-31")
    #expect(try findings("2026-12-30") == [])
    #expect(
      try findings("2026-12-31") == [
        "v-1 2026-01-01 to 2026-12-31 shortfall_unbilled: shortfall of 600.00 USD is due on 2027-01-30 "
          + "and has not been billed; an invoice for it has the interval as its service period"
      ])
    #expect(try report("2026-12-31").findings.map(\.severity) == [.low])
    let agenda = try Agenda(
      in: ledger.book(), kinds: [.shortfallDue], asOf: day("2027-03-01"), through: day("2027-04-01")
    )
    #expect(
      agenda.items.map { "\($0.day) \($0.what) \($0.amount?.description ?? "")" } == [
        "2027-01-30 Shortfall of 600.00 USD is due and has not been billed 600.00"
      ])
    #expect(
      agenda.items.allSatisfy { $0.isOpen(on: agenda.asOf) && !$0.isOverdue(on: agenda.asOf) })
    try bill("spacex,V-2,v-1,,USD,2027-01,2027-01-10,,,,true-up,,,,600,,2026-01-01,2026-12-31")
    #expect(try findings("2027-01-31").filter { $0.contains("shortfall") } == [])
  }

  // MARK: What is new

  @Test func tellsWhatIsNewSinceAnEarlierReport() throws {
    try bill(january("I-1", "fee,,,,109"))
    let first = try report("2026-01-31")
    #expect(first.findings.map(\.code) == [.feeDiffers])
    #expect(try report("2026-01-31").since(first).findings == [])
    try bill("spacex,V-1,v-1,,USD,2026-01,2026-01-31,,,,x,3,unit,1,4")
    #expect(try report("2026-01-31").since(first).findings.map(\.subject) == ["V-1"])
    // Another amount is another finding.
    try ledger.add(
      .fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-01,101", revises: true)
    let second = try report("2026-01-31").since(first)
    #expect(second.findings.map(\.subject) == ["I-1", "V-1"])
    #expect(second.invoiceCount == 2)
  }

  @Test func knowsTheDayOfAnImport() throws {
    let book = try ledger.book()
    #expect(try book.day(of: .importNumber(2)) == day("2026-11-23"))
    #expect(try book.day(of: .importNumber(99)) == nil)
    #expect(try book.day(of: .second("2026-11-20T18:00:00Z")) == day("2026-11-20"))
  }
}
