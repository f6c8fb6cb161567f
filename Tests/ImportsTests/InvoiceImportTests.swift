import Imports
import SQLite
import Store
import Procurement
import Store
import TestTools
import Testing

struct InvoiceImportTests {
  static let start = "provider,number,contract,billing_month,issued_on,currency"

  /// A file of rows that begin with the columns of `start`.
  func file(_ columns: String, _ rows: String...) -> String {
    ([Self.start + columns] + rows).joined(separator: "\n") + "\n"
  }

  let nimbus = "nimbus,N-1,NMB-1,2026-07,2026-07-31,USD"
  let other = "nimbus,N-2,NMB-1,2026-07,2026-07-31,USD"

  let invoices = """
    SELECT number, kind, total_units, (SELECT count(*) FROM invoice_line WHERE invoice_row_id = id)
    FROM invoice ORDER BY id
    """
  let lines = """
    SELECT number, line_no, amount_units, amount_text, invoice_line.recorded_line
    FROM invoice JOIN invoice_line ON invoice_row_id = id ORDER BY id, line_no
    """

  // MARK: What is taken

  @Test(
    arguments: [
      // One row an invoice.
      (",total", ["A,5.00", "B,-1"], ["A|invoice|5000000|1", "B|credit_note|-1000000|1"]),
      (",amount", ["A,5.00", "B,-1"], ["A|invoice|5000000|1", "B|credit_note|-1000000|1"]),
      (",total,amount", ["A,5.00,5", "B,0,"], ["A|invoice|5000000|1", "B|invoice|0|1"]),
      (
        ",total,kind", ["A,-5,credit_note", "B,0,Credit_Note"],
        ["A|credit_note|-5000000|1", "B|credit_note|0|1"]
      ),
      // One row a line.
      (",total,line_no,amount", ["A,5,1,2", "A,5,2,3"], ["A|invoice|5000000|2"]),
      (",total,amount", ["A,5,2", "A,5,3"], ["A|invoice|5000000|2"]),
      (",amount", ["A,-2", "A,-3"], ["A|credit_note|-5000000|2"]),
      (",total,amount", ["A,-1,2", "A,-1,-3"], ["A|credit_note|-1000000|2"]),
      (",amount,kind", ["A,-2,invoice", "A,3,invoice"], ["A|invoice|1000000|2"]),
      // Lines of one invoice apart from each other.
      (
        ",total,amount", ["A,5,2", "B,1,1", "A,5,3"],
        ["A|invoice|5000000|2", "B|invoice|1000000|1"]
      ),
      (",amount", ["A,-2", "B,1", "A,3", "B,2"], ["A|invoice|1000000|2", "B|invoice|3000000|2"]),
      (
        ",amount,kind", ["A,-2,invoice", "B,1,", "A,3,invoice"],
        ["A|invoice|1000000|2", "B|invoice|1000000|1"]
      ),
      (
        ",line_no,amount", ["A,3,1", "B,9,1", "A,1,2", "A,2,4"],
        ["A|invoice|7000000|3", "B|invoice|1000000|1"]
      ),
      // Decimal thirds add up in decimals.
      (
        ",total,line_no,amount", ["A,0.30,1,0.10", "A,0.30,2,0.10", "A,0.30,3,0.10"],
        ["A|invoice|300000|3"]
      ),
    ])
  func takes(columns: String, rows: [String], stored: [String]) throws {
    let fixture = try Fixture()
    let text = rows.map { row in
      let cells = row.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
      return "nimbus,\(cells[0]),NMB-1,2026-07,2026-07-31,USD,\(cells[1])"
    }
    let all = ([Self.start + columns] + text).joined(separator: "\n")
    let outcome = try fixture.take(.invoices, all)
    #expect(outcome.tally.new == rows.count)
    #expect(try fixture.rows(invoices) == stored)
    try fixture.checkRollup()
    let before = try fixture.contents()
    let again = try fixture.take(.invoices, all + "\n", as: "again.csv")
    #expect(again.tally.unchanged == rows.count)
    #expect(again.number == nil)
    #expect(try fixture.contents() == before)
  }

  @Test func takesTheFieldsOfAnInvoiceInOtherSpellings() throws {
    let fixture = try Fixture()
    try fixture.take(
      .invoices,
      file(
        ",buyer,total,amount", nimbus + ",lumen,5.0,2",
        "NMB,N-1,nmb-1,2026-07-01,2026-07-31,usd,,5.00,3"))
    #expect(try fixture.rows(invoices) == ["N-1|invoice|5000000|2"])
  }

  @Test func tellsInvoicesOfOneNumberByProviderAndYear() throws {
    let fixture = try Fixture()
    try fixture.take(
      .invoices,
      file(
        ",total", nimbus + ",1", "corvid,N-1,CRV-7,2026-07,2026-07-31,EUR,2",
        "nimbus,N-1,NMB-1,2027-07,2027,USD,3"))
    #expect(
      try fixture.rows("SELECT provider_id, issued_on, total_units FROM invoice")
        == ["1|2026-07-31|1000000", "2|2026-07-31|2000000", "1|2027|3000000"])
    try fixture.checkRollup()
  }

  @Test(
    arguments: [
      (",,2026-07-01,2026-07-31", "2026-07"), (",,2026-08,", "2026-08"),
      (",2026-06,2026-07-01,2026-07-31", "2026-06"), (",2026-06-15,,", "2026-06"),
      (",,2026-07-31,2027", "2026-07"),
    ])
  func takesTheBillingMonthFromTheServiceWhereItIsEmpty(cells: String, month: String) throws {
    let fixture = try Fixture()
    let header =
      "provider,number,contract,issued_on,currency,total,billing_month,service_from,service_to"
    try fixture.take(.invoices, header + "\nnimbus,N-1,NMB-1,2026-07-31,USD,5\(cells)\n")
    #expect(try fixture.rows("SELECT billing_month FROM invoice") == [month])
  }

  @Test func takesOneBillingMonthForLinesOfOneMonth() throws {
    let fixture = try Fixture()
    let header = "provider,number,contract,issued_on,currency,amount,service_from,service_to\n"
    let start = "nimbus,N-1,NMB-1,2026-07-31,USD,"
    try fixture.take(
      .invoices,
      header + start + "5,2026-07-01,2026-07-15\n" + start + "5,2026-07-16,2026-07-31\n"
        + start + "1,,\n")
    #expect(try fixture.rows("SELECT billing_month FROM invoice") == ["2026-07"])
    #expect(
      try fixture.refusals(
        .invoices,
        (header + start + "5,2026-07,\n" + start + "5,2026-08,\n").replacing("N-1", with: "N-2"))
        == [
          "in.csv:3: billing_month is empty, and the lines of the invoice do not agree: service_from"
            + " says 2026-08 here and 2026-07 on line 2; give the month that it bills"
        ])
  }

  @Test(
    arguments: [
      (",2026-07-01,2026-07-31", "2026-07-01|2026-07-31"), (",2026-07,", "2026-07-01|2026-07-31"),
      (",2026,", "2026-01-01|2026-12-31"), (",2026-07,2026-08", "2026-07-01|2026-08-31"),
      (",2026-07-05,2026-07", "2026-07-05|2026-07-31"), (",,", "-|-"),
    ])
  func takesServicePeriods(cells: String, stored: String) throws {
    let fixture = try Fixture()
    try fixture.take(.invoices, file(",total,service_from,service_to", nimbus + ",5" + cells))
    #expect(
      try fixture.rows(
        """
        SELECT date(service_from * 86400, 'unixepoch'), date(service_to * 86400, 'unixepoch')
        FROM invoice_line
        """) == [stored])
  }

  @Test func infersTheChargeCategoryFromTheSign() throws {
    let fixture = try Fixture()
    try fixture.take(
      .invoices,
      file(",amount,charge_category", nimbus + ",1,", nimbus + ",-1,", nimbus + ",-1,TAX"))
    #expect(
      try fixture.rows("SELECT charge_category FROM invoice_line") == [
        "Usage", "Adjustment", "Tax",
      ])
  }

  @Test func keepsTheTextOfAmountsFinerThanTheStore() throws {
    let fixture = try Fixture()
    let outcome = try fixture.take(
      .invoices,
      file(
        ",total,line_no,amount", nimbus + ",0.0000003,1,0.00000025",
        nimbus + ",0.0000003,2,0.00000005", other + ",0.000123,1,0.000123"))
    #expect(
      try fixture.rows(lines)
        == ["N-1|1|0|0.00000025|2", "N-1|2|0|0.00000005|3", "N-2|1|123|-|4"])
    #expect(
      outcome.tally.notes == [
        "2 amounts have more than 6 decimals, the most kept for USD; stored rounded half to even,"
          + " with the original text; stored less given is -0.0000003 USD"
      ])
    #expect(outcome.tally.totals.map(\.description) == ["0.000123"])
    try fixture.checkRollup()
  }

  @Test func reportsOneRoundedAmountInTheSingular() throws {
    let outcome = try Fixture().take(
      .invoices, file(",total", "sakura,S-1,SKR-1,2026-07,2026-07-31,JPY,1.00015"))
    #expect(
      outcome.tally.notes == [
        "1 amount has more than 4 decimals, the most kept for JPY; stored rounded half to even,"
          + " with the original text; stored less given is 0.00005 JPY"
      ])
  }

  @Test func addsUpWhatWasBilledByCurrency() throws {
    let outcome = try Fixture().take(
      .invoices,
      file(
        ",total", nimbus + ",1.5", other + ",-0.25", "corvid,C-1,CRV-7,2026-07,2026-07-31,EUR,2",
        "sakura,S-1,SKR-1,2026-07,2026-07-31,JPY,250000"))
    #expect(
      outcome.tally.totals.map { "\($0.currency.code) \($0)" } == [
        "EUR 2.00", "JPY 250000", "USD 1.25",
      ])
    #expect(outcome.tally.notes == [])
  }

  @Test func takesAnInvoiceWithoutAContract() throws {
    let fixture = try Fixture()
    let header = "provider,number,buyer,billing_month,issued_on,currency,total\n"
    try fixture.take(.invoices, header + "nimbus,N-1,Lumen Labs,2026-07,2026-07,CHF,5\n")
    #expect(try fixture.rows("SELECT buyer_id, contract_id, currency FROM invoice") == ["6|-|CHF"])
    #expect(
      try fixture.refusals(
        .invoices,
        header + "nimbus,N-2,,2026-07,2026-07,CHF,5\nnimbus,N-3,NMB,2026-07,2026-07,CHF,5\n")
        == [
          "in.csv:2: buyer is empty; name the buyer, or the contract",
          "in.csv:3: buyer \"NMB\" is also the provider; a provider does not bill itself",
        ])
  }

  // MARK: Many

  @Test(.leftOutOfQuickRun("imports 20,000 lines"))
  func takesTwentyThousandLinesInOrder() throws {
    let fixture = try Fixture()
    let rows = (1...20_000).map { nimbus + ",200.00,sku-\($0 % 7),0.01,\($0)" }
    let text = ([Self.start + ",total,sku,amount,description"] + rows).joined(separator: "\n")
    #expect(try fixture.take(.invoices, text).tally.new == 20_000)
    #expect(try fixture.rows(invoices) == ["N-1|invoice|200000000|20000"])
    try fixture.checkRollup()
    #expect(try fixture.take(.invoices, text + "\n").tally.unchanged == 20_000)
  }

  /// The thread that reads is ahead then, with rows that nobody takes.
  @Test func storesNothingOnceTheStoreIsFull() throws {
    let fixture = try Fixture()
    let before = try fixture.contents()
    try fixture.store.connection.execute("PRAGMA max_page_count = 60")
    let rows = (1...40_000).map { nimbus + ",0.01,\($0)" }
    let text = ([Self.start + ",amount,description"] + rows).joined(separator: "\n")
    let error = #expect(throws: SQLiteError.self) { try fixture.take(.invoices, text) }
    #expect(error?.isFull == true)
    #expect(try fixture.contents() == before)
  }

  @Test(.leftOutOfQuickRun("imports 5,000 invoices"))
  func takesFiveThousandInvoices() throws {
    let fixture = try Fixture()
    let rows = (1...5000).map { "nimbus,N-\($0),NMB-1,2026-07,2026-07-31,USD,0.01" }
    let text = ([Self.start + ",total"] + rows).joined(separator: "\n")
    let outcome = try fixture.take(.invoices, text)
    #expect(outcome.tally.new == 5000)
    #expect(outcome.tally.totals.map(\.description) == ["50.00"])
    try fixture.checkRollup()
  }
}
