import Procurement
import SQLite
import Store
import TestLedger
import Testing

/// The statements of invoices and their lines are written by hand: they agree with the descriptor.
struct InvoiceRecordTests: ~Copyable {
  private let fixture: Fixture
  private let may = Month(year: 2026, month: 5)

  init() throws {
    fixture = try Fixture()
  }

  private var invoice: Invoice {
    Invoice(
      provider: fixture.provider, number: "N-2", buyer: fixture.buyer, contract: fixture.contract,
      billingMonth: may, issuedOn: .day(may.lastDay), receivedOn: .month(may), dueOn: .year(2027),
      currency: .usd, kind: .invoice, creditsNumber: "N-1", provenance: .first)
  }

  private func line() throws -> InvoiceLine {
    let exact = try ExactDecimal(parsing: "1.0000005")
    return InvoiceLine(
      number: 2, sku: "GPU", description: "hours", quantity: try ExactDecimal(parsing: "2.50"),
      unit: "gpu_hours", unitPrice: try ExactDecimal(parsing: "0.4"),
      amount: try Money(exact, in: .usd), exactAmount: exact, service: may.days,
      chargeCategory: .purchase)
  }

  private func record(_ invoice: Invoice, _ line: InvoiceLine) throws {
    try fixture.store.importing("invoices") { number in
      try fixture.store.record([line], of: invoice, import: number, line: 7)
    }
  }

  @Test func readsAnInvoiceAsItWasRecorded() throws {
    try record(invoice, try line())
    var rows = try RecordRows<Invoice>(
      fixture.store, try RecordLookups(fixture.store), where: "number = 'N-2'")
    #expect(try rows.next() == invoice)
    #expect(try rows.money(.total, in: .usd) == Money(units: 1_000_000, of: .usd))
    #expect(rows.identity == 2)
    #expect(rows.origin == Origin(importNumber: 2, line: 7))
    #expect(try rows.next() == nil)
  }

  /// An invoice without optional fields, whose columns are NULL.
  @Test func readsAnInvoiceWithoutMore() throws {
    var rows = try RecordRows<Invoice>(fixture.store, try RecordLookups(fixture.store))
    #expect(try rows.next() == .sample(number: "N-1"))
  }

  @Test func storesALineInTheColumnsOfItsFields() throws {
    let line = try line()
    try record(invoice, line)
    let columns = Invoice.Field.ofLines.flatMap(\.column.stored).map(\.name)
    var rows = try Statement(
      """
      SELECT \(columns.joined(separator: ", ")), sku.name, unit.name
      FROM invoice_line JOIN sku ON sku.id = sku_id JOIN unit ON unit.id = unit_id
      WHERE line_no = 2
      """, on: fixture.store.connection)
    #expect(try rows.step())
    var stored = Dictionary(
      uniqueKeysWithValues: columns.enumerated().map { ($1, rows.value($0)) })
    stored["sku_id"] = rows.value(columns.count)
    stored["unit_id"] = rows.value(columns.count + 1)
    #expect(
      stored == [
        "line_no": line.number.stored, "line_id": .null, "sku_id": "GPU".stored,
        "description": "hours".stored,
        "quantity": .text("2.5"), "unit_id": "gpu_hours".stored, "unit_price": .text("0.4"),
        "amount_units": line.amount.stored, "amount_text": .text("1.0000005"),
        "service_from": .integer(Int64(may.firstDay.number)),
        "service_to": .integer(Int64(may.lastDay.number)), "charge_category": .text("Purchase"),
        "discount": .null,
      ])
  }

  @Test func hasEveryColumnOfTheLines() throws {
    let part = try #require(Invoice.table.part)
    let columns = try fixture.store.connection.texts(
      "SELECT name FROM pragma_table_info('\(part.name)')")
    #expect(([part.owner] + part.columns).sorted() == columns.sorted())
  }
}
