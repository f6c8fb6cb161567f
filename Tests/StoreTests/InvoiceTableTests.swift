import Procurement
import Store
import Testing

struct InvoiceTableTests: ~Copyable {
  private let fixture: Fixture

  init() throws {
    fixture = try Fixture()
  }

  @Test func findsTheLiveInvoiceOfANumberAndYear() throws {
    var invoices = try InvoiceTable(fixture.store, import: 2)
    let stored = try #require(try invoices.stored(.sample(number: "N-1")))
    #expect(stored.rowID == 1)
    #expect(stored.origin == Origin(importNumber: 1, line: 5))
    #expect(!stored.isOfThisImport)
    #expect(stored.differences == [])
    #expect(try invoices.stored(.sample(number: "n-1")) == nil)
    #expect(try invoices.stored(.sample(number: "N-1", issuedOn: .year(2025))) == nil)
    try fixture.store.end("invoice")
    #expect(try invoices.stored(.sample(number: "N-1")) == nil)
  }

  @Test func tellsWhatDiffers() throws {
    var invoices = try InvoiceTable(fixture.store, import: 1)
    let may = Month(year: 2026, month: 5)
    let other = Invoice(
      provider: fixture.provider, number: "N-1", buyer: fixture.buyer, contract: nil,
      billingMonth: may, issuedOn: .day(may.lastDay), receivedOn: .year(2026), dueOn: .month(may),
      currency: .jpy, kind: .creditNote, creditsNumber: "N-0", provenance: .first)
    let stored = try #require(try invoices.stored(other))
    #expect(stored.isOfThisImport)
    #expect(
      stored.differences.map { $0.text(naming: PlainNames()) } == [
        "contract is contract 1 in the store and empty here",
        #"billing_month is "2026-01" in the store and "2026-05" here"#,
        #"issued_on is "2026" in the store and "2026-05-31" here"#,
        #"received_on is empty in the store and "2026" here"#,
        #"due_on is empty in the store and "2026-05" here"#,
        #"currency is "USD" in the store and "JPY" here"#,
        #"kind is "invoice" in the store and "credit_note" here"#,
        #"credits is empty in the store and "N-0" here"#,
        #"source is empty in the store and "https://a.example" here"#,
        #"confidence is empty in the store and "high" here"#,
        #"notes is empty in the store and "one" here"#,
      ])
  }

  @Test func completesAnInvoiceWithTheSumOfItsLines() throws {
    var invoices = try InvoiceTable(fixture.store, import: 2)
    try invoices.complete(row: 1, total: .dollars(-7), kind: .creditNote)
    #expect(
      try fixture.store.connection.rows("SELECT total_units, kind FROM invoice")
        == [["-7000000", "credit_note"]])
  }
}
