import Procurement
import SQLite
import Store
import Testing

struct InvoiceLineTableTests: ~Copyable {
  private let fixture: Fixture

  init() throws {
    fixture = try Fixture()
  }

  @Test func comparesALineWithTheStoredOne() throws {
    let may = Month(year: 2026, month: 5)
    let exact = try ExactDecimal(parsing: "1.0000005")
    let line = InvoiceLine(
      number: 2, sku: "GPU", description: "hours", quantity: try ExactDecimal(parsing: "2.50"),
      unit: "gpu_hours", unitPrice: try ExactDecimal(parsing: "0.4"),
      amount: try Money(exact, in: .usd), exactAmount: exact, service: may.days,
      chargeCategory: .usage)
    try fixture.store.importing("invoices") { number in
      try fixture.store.record(
        [.sample(), line], of: .sample(number: "N-2"), import: number, line: 2)
    }
    var lines = try InvoiceLineTable(fixture.store)
    let same = try #require(try lines.stored(line, ofRow: 2))
    #expect(same.fileLine == 6)
    #expect(same.differences == [])
    #expect(try lines.stored(line, ofRow: 2, ifAtMost: 1) == nil)
    #expect(try lines.stored(line, ofRow: 2, ifAtMost: 2) != nil)
    #expect(try lines.stored(.sample(number: 3), ofRow: 2) == nil)

    let other = try #require(try lines.stored(.sample(number: 2, sku: "CPU"), ofRow: 2))
    #expect(
      other.differences.map { $0.text(naming: PlainNames()) } == [
        #"sku is "GPU" in the store and "CPU" here"#,
        #"description is "hours" in the store and empty here"#,
        #"quantity is "2.5" in the store and empty here"#,
        #"unit is "gpu_hours" in the store and empty here"#,
        #"unit_price is "0.4" in the store and empty here"#,
        "amount is 1.00 in the store and 100.00 here",
        #"amount is "1.0000005" in the store and empty here"#,
        "service_from is 2026-05-01 in the store and empty here",
        "service_to is 2026-05-31 in the store and empty here",
      ])
    let summary = try lines.summary(ofRow: 2)
    #expect(summary.count == 2)
    #expect(summary.lastNumber == 2)
    #expect(summary.units == 101_000_000)
    #expect(try lines.summary(ofRow: 9).count == 0)
  }

  @Test func refusesALineTwice() throws {
    var lines = try InvoiceLineTable(fixture.store)
    let error = #expect(throws: SQLiteError.self) {
      try lines.add(.sample(), to: .sample(number: "N-1"), rowID: 1, fileLine: 9)
    }
    #expect(error?.code == SQLiteError.constraintPrimaryKey)
  }
}
