import Procurement
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
    var lines = try LineWriter(fixture.store)
    let invoice = Invoice.sample(number: "N-2")
    guard case .same(fileLine: 6) = try lines.compare(line, of: invoice, rowID: 2) else {
      Issue.record("not the same")
      return
    }
    guard case .missing = try lines.compare(.sample(number: 3), of: invoice, rowID: 2) else {
      Issue.record("not missing")
      return
    }
    let comparison = try lines.compare(.sample(number: 2, sku: "CPU"), of: invoice, rowID: 2)
    guard case .different(let differences, fileLine: 6) = comparison else {
      Issue.record("not different")
      return
    }
    #expect(
      differences.map { $0.text(naming: PlainNames()) } == [
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
    let summary = try lines.table.summary(ofRow: 2)
    #expect(summary.count == 2)
    #expect(summary.lastNumber == 2)
    #expect(summary.units == 101_000_000)
    #expect(try lines.table.summary(ofRow: 9).count == 0)
  }

  @Test func tellsWhichLineAnotherRepeats() throws {
    var lines = try LineWriter(fixture.store)
    try lines.add(.sample(), to: .sample(number: "N-1"), rowID: 1, fileLine: 9)
    try lines.add(.sample(number: 2), to: .sample(number: "N-1"), rowID: 1, fileLine: 10)
    try lines.add(.sample(number: 2), to: .sample(number: "N-1"), rowID: 1, fileLine: 11)
    try lines.add(.sample(number: 3), to: .sample(number: "N-1"), rowID: 1, fileLine: 12)
    let refused = try lines.table.takeRefused()
    #expect(refused.map(\.fileLine) == [9, 11])
    #expect(refused.map(\.repeatsFileLine) == [5, 10])
    #expect(try lines.table.takeRefused().isEmpty)
    #expect(try lines.table.summary(ofRow: 1).count == 3)
  }

  /// Foreign keys are looked at when all rows of a statement are in.
  @Test func tellsWhichLineHasNoInvoice() throws {
    var lines = try LineWriter(fixture.store)
    try lines.add(.sample(number: 2), to: .sample(number: "N-1"), rowID: 1, fileLine: 9)
    try lines.add(.sample(), to: .sample(number: "N-9"), rowID: 99, fileLine: 10)
    try lines.add(.sample(number: 3), to: .sample(number: "N-1"), rowID: 1, fileLine: 11)
    let refused = try lines.table.takeRefused()
    #expect(refused.map(\.fileLine) == [10])
    #expect(refused.first?.message == "FOREIGN KEY constraint failed")
    #expect(try lines.table.summary(ofRow: 1).count == 3)
  }
}
