import Agenda
import Audit
import Ledger
import Procurement
import Store
import TestLedger
import Testing

// Invoices that are due, and those that are missing.

extension AgendaTests {
  @Test func listsWhatIsToBePaid() throws {
    let payments = """
      provider,number,reference,paid_on,amount
      spacex,I-1,a,2026-02-10,60
      spacex,I-2,a,2026-03-10,150
      spacex,I-4,a,2026-06-20,400
      """
    // 40 of the first is open; the second is paid but for what was credited; what is paid later is not
    // paid yet.
    #expect(
      try items(plain, asOf: "2026-05-15", [(.invoices, invoices), (.payments, payments)])
        == ["2026-03-01 invoice_due! 40.00", "2026-06-01 invoice_due 400.00", "1 undated"])
  }

  @Test func takesNothingForOverdueWithoutPayments() throws {
    #expect(
      try items(plain, asOf: "2026-03-15", [(.invoices, invoices)])
        == ["2026-03-31 invoice_due 150.00", "no payments to spacex"])
    #expect(
      try items(plain, asOf: "2026-03-15", through: "2026-03-30", [(.invoices, invoices)])
        == ["no payments to spacex"])
  }

  @Test func countsACreditNoteForTheLastInvoiceBeforeIt() throws {
    let invoices = """
      provider,number,contract,buyer,currency,billing_month,issued_on,due_on,kind,credits,amount
      spacex,I-1,c-1,anthropic,USD,2025-01,2025-02-01,2026-06-01,,,100
      spacex,I-1,c-1,anthropic,USD,2026-01,2026-02-01,2026-06-02,,,300
      spacex,I-1,c-1,anthropic,USD,2027-01,2027-02-01,2027-06-03,,,500
      spacex,C-1,c-1,anthropic,USD,2026-01,2026-03-01,,credit_note,I-1,-60
      spacex,C-2,c-1,anthropic,USD,2026-01,2026-04-01,,credit_note,I-1,-40
      spacex,C-3,,anthropic,EUR,2026-01,2026-04-01,,credit_note,I-1,-10
      """
    #expect(
      try items(plain, asOf: "2026-03-15", [(.invoices, invoices)])
        == [
          "2026-06-01 invoice_due 100.00", "2026-06-02 invoice_due 240.00", "no payments to spacex",
        ])
    #expect(
      try items(plain, asOf: "2026-05-15", [(.invoices, invoices)])
        == [
          "2026-06-01 invoice_due 100.00", "2026-06-02 invoice_due 200.00", "no payments to spacex",
        ])
  }

  @Test func saysHowADueDayIsKnown() throws {
    let ledger = try TestBook.of(contract: plain)
    try ledger.add(
      .invoices,
      """
      provider,number,contract,currency,billing_month,issued_on,due_on,amount
      spacex,I-1,c-1,USD,2026-01,2026-02-01,2026-03,100
      spacex,I-2,c-1,USD,2026-02,2026-03-05,,200
      """)
    #expect(
      try ledger.agenda("2026-03-10").items.map(\.what) == [
        "100.00 USD is due (2026-03, taken as its last day)",
        "200.00 USD is due (issued 2026-03-05, payment terms 30 days)",
      ])
  }

  /// What is asked of one kind is not told of another.
  @Test func tellsNothingOfInvoicesThatAreNotAskedFor() throws {
    #expect(
      try items(plain, asOf: "2026-03-15", kinds: [.contractEnd], [(.invoices, invoices)]) == [])
  }

  @Test func listsMonthsWithoutAnInvoice() throws {
    let fees = "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-02,70\nc-1,2026-03,,"
    #expect(
      try items(plain, asOf: "2026-04-30", kinds: [.missingInvoice], [(.fees, fees)]) == [
        "2026-02-01 missing_invoice 70.00", "2026-03-01 missing_invoice 70.00",
        "2026-04-01 missing_invoice", "2026-05-01 missing_invoice",
      ])
  }

  /// 60 of 100 accelerators are there: 42 of a fee of 70 are to be accrued, as the audit expects. Without a delivery
  /// on record that is not known, and the fee is shown.
  @Test(
    arguments: [
      ("60", "42.00", "accrue 42.00 USD"),
      ("", "70.00", "accrual not known: no delivery recorded"),
    ])
  func listsWhatWasDeliveredOfAMissingMonth(count: String, amount: String, words: String) throws {
    let ledger = try TestBook.of(contract: "2026-01-01,2026-12-31,,,,,30,active")
    try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-12,70")
    try ledger.add(
      .capacity, "contract,tranche,accelerator,accelerator_count,due_on\nc-1,a,GB300,100,2026-01-01"
    )
    if !count.isEmpty {
      try ledger.add(
        .deliveries,
        """
        provider,contract,tranche,accelerator,accelerator_count,delivered_on,status
        spacex,c-1,a,GB300,\(count),2026-01-01,delivered
        """)
    }
    let item = try #require(
      try ledger.agenda("2026-01-31", kinds: [.missingInvoice]).items.first)
    #expect(item.amount.map { "\($0)" } == amount)
    #expect(item.what == "Request the 2026-01 invoice; \(words)")
    let finding = try AuditReport(in: Book(ledger.store), asOf: day("2026-01-31"))
      .finding(.missingMonth, of: "c-1 2026-01")
    #expect(finding.expected == item.amount)
  }

  /// Also of a contract that has ended; not once it was accepted that there is none.
  @Test func listsNoMonthThatWasAccepted() throws {
    let ledger = try TestBook.of(contract: "2026-01-01,2026-02-28,,,,,30,active")
    try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-02,70")
    func months() throws -> [String] {
      try ledger.agenda("2026-04-30", kinds: [.missingInvoice]).items.compactMap(\.subject)
    }
    #expect(try months() == ["2026-01", "2026-02"])
    let finding = try AuditReport(in: Book(ledger.store), asOf: day("2026-04-30"))
      .finding(.missingMonth, of: "c-1 2026-01")
    try ledger.add(
      .acceptances,
      "provider,code,subject,facts,why\n"
        + "spacex,missing_month,c-1 2026-01,\(finding.factsDigest),waived")
    #expect(try months() == ["2026-02"])
  }

  /// F21: what the audit says must not be paid is not due, unless the finding was accepted.
  @Test func leavesOutWhatMustNotBePaid() throws {
    let rows = """
      provider,number,contract,currency,billing_month,issued_on,due_on,kind,credits,amount
      spacex,I-1,c-1,USD,2026-01,2026-02-01,2026-05-01,,,100
      spacex,I-2,c-1,USD,2026-01,2026-02-01,2026-05-01,,,100
      spacex,i 3,c-1,USD,2026-02,2026-03-01,2026-05-02,,,200
      spacex,I-3,c-1,USD,2026-02,2026-03-02,2026-05-03,,,250
      spacex,I-4,c-1,USD,2026-03,2026-03-03,2026-05-04,,,400
      spacex,C-4,c-1,USD,2026-03,2026-03-04,,credit_note,I-4,-400
      spacex,I-5,c-1,USD,2026-03,2026-03-03,2026-05-05,,,100
      """
    let ledger = try TestBook.of(contract: plain)
    try ledger.add(.invoices, rows)
    func due() throws -> [String] {
      try ledger.agenda("2026-04-01", kinds: [.invoiceDue]).items.compactMap(\.subject)
    }
    // The same amount in another month is another invoice.
    #expect(try due() == ["I-1", "i 3", "I-5"])
    #expect(
      try ledger.agenda("2026-04-01").repeatedInvoices.map { "\($0.number) \($0.code)" } == [
        "I-2 near_duplicate", "I-3 duplicate_number",
      ])
    let finding = try AuditReport(in: Book(ledger.store), asOf: day("2026-04-01"))
      .finding(.nearDuplicate, of: "I-2")
    try ledger.add(
      .acceptances,
      "provider,code,subject,facts,why\nspacex,near_duplicate,I-2,\(finding.factsDigest),two sites")
    #expect(try due() == ["I-1", "I-2", "i 3", "I-5"])
  }

  @Test func namesTheSameThingTheSameWay() throws {
    func identifiers(_ due: String, _ amount: String) throws -> [String] {
      let ledger = try TestBook()
      try ledger.add(
        .invoices,
        """
        provider,number,buyer,currency,billing_month,issued_on,due_on,amount
        spacex,I-1,anthropic,USD,2026-01,2026-02-01,\(due),\(amount)
        spacex,I-1,anthropic,USD,2027-01,2027-02-01,\(due),2\(amount)
        """)
      return try Agenda(
        in: ledger.book(), asOf: day("2027-02-01"), through: day("2028-12-31")
      ).items.map(\.uid)
    }
    let first = try identifiers("2027-05-01", "5")
    #expect(Set(first).count == 2)
    #expect(try Set(identifiers("2027-06-01", "6")) == Set(first))
  }
}
