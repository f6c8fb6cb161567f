import Imports
import Store
import TestTools
import Testing

/// The digest that an import makes on the way is that of what it stored, however it got there.
struct InvoiceDigestTests {
  private static let header = """
    provider,number,contract,billing_month,issued_on,currency,line_no,sku,quantity,unit,unit_price,amount
    """

  /// How the rows of a file follow one another.
  enum Order: CaseIterable {
    case sorted, lastLineFirst, scattered, withAReturn, spelledTwoWays
  }

  /// Invoices of 1 to 40 lines, as rows of invoice and line.
  private static let rows: [(invoice: Int, line: Int)] = (1...60).flatMap { invoice in
    (1...(invoice * 7 % 40 + 1)).map { (invoice, $0) }
  }

  private static func text(_ order: Order, isNumbered: Bool = true) -> String {
    var rows = rows
    switch order {
    case .sorted, .spelledTwoWays: break
    case .lastLineFirst: rows.sort { ($0.invoice, -$0.line) < ($1.invoice, -$1.line) }
    case .scattered: rows.sort { ($0.line, $0.invoice) < ($1.line, $1.invoice) }
    case .withAReturn: rows.append(rows.remove(at: 3))
    }
    let lines = rows.map { row in
      let provider = order == .spelledTwoWays && row.line % 3 == 0 ? "Nimbus Cloud" : "nimbus"
      let number = isNumbered ? "\(row.line)" : ""
      return "\(provider),N-\(row.invoice),NMB-1,2026-07,2026-07-31,USD,\(number),"
        + "sku-\(row.line % 5),\(row.line).50,hour,0.\(row.line),\(row.line * row.invoice).25"
    }
    return ([header] + lines).joined(separator: "\n")
  }

  @Test(
    .leftOutOfQuickRun("imports and checks forty files"), arguments: Order.allCases, [true, false])
  func isTheSameHoweverTheFileIsRead(order: Order, isNumbered: Bool) throws {
    var sums: [RowSum] = []
    for (linesAtOnce, readsAhead) in [(1, true), (2, false), (37, true), (1024, false)] {
      let fixture = try Fixture()
      var options = ImportOptions()
      options.linesAtOnce = linesAtOnce
      options.readsAhead = readsAhead
      let text = InvoiceDigestTests.text(order, isNumbered: isNumbered)
      let outcome = try fixture.take(.invoices, text, options)
      #expect(outcome.tally.new == InvoiceDigestTests.rows.count)
      try fixture.expectDigests()
      sums.append(try fixture.store.sumOfInvoices(ofImport: 3))
    }
    #expect(sums.allSatisfy { $0 == sums[0] })
  }

  /// All but the places of rows in the file and in the store.
  @Test func isTheSameInEveryOrderButForPlaces() throws {
    var layout = DigestLayout.current
    let places = ["id", "invoice_id", "recorded_line"]
    layout.invoice = DigestedTable(
      "invoice", columns: layout.invoice.columns.filter { !places.contains($0) },
      rows: "FROM invoice WHERE recorded_by = ?1")
    layout.lineColumns.remove(at: Int(LineColumn.recordedLine.rawValue) - 1)
    let sums = try Order.allCases.map { order in
      let fixture = try Fixture()
      try fixture.take(.invoices, InvoiceDigestTests.text(order))
      return try fixture.store.sumOfInvoices(ofImport: 3, in: layout)
    }
    #expect(sums.allSatisfy { $0 == sums[0] })
    let fixture = try Fixture()
    try fixture.take(.invoices, InvoiceDigestTests.text(.sorted).replacing(",60.25", with: ",61"))
    #expect(try fixture.store.sumOfInvoices(ofImport: 3, in: layout) != sums[0])
  }

  @Test func isOfWhatAMappingMakes() throws {
    let fixture = try Fixture()
    var options = ImportOptions()
    options.mapping = try fixture.mapping(
      """
      kind = "invoices"
      [columns]
      provider = "provider"
      number = "number"
      contract = "contract"
      billing_month = "billing_month"
      issued_on = "issued_on"
      currency = "currency"
      line_no = "line_no"
      sku = "sku"
      amount = "amount"
      """, for: .invoices)
    #expect(
      try fixture.take(.invoices, InvoiceDigestTests.text(.scattered), options).tally.new
        == InvoiceDigestTests.rows.count)
    try fixture.expectDigests()
  }

  @Test func isOfWhatIsKeptBesideRejects() throws {
    let fixture = try Fixture()
    var options = ImportOptions()
    options.rejectsPath = fixture.path("rejects.csv")
    options.linesAtOnce = 3
    let text = InvoiceDigestTests.text(.sorted).replacing(",N-4,NMB-1", with: ",N-4,NONE")
    #expect(try fixture.take(.invoices, text, options).tally.rejected > 0)
    try fixture.expectDigests()
  }

  /// Some invoices change, one loses a line, and all comes back.
  @Test(arguments: Order.allCases)
  func isOfWhatARevisionAndItsUndoStore(order: Order) throws {
    let fixture = try Fixture()
    try fixture.take(.invoices, InvoiceDigestTests.text(.sorted))
    var options = ImportOptions()
    options.isRevising = true
    options.isDroppingLines = true
    let text = InvoiceDigestTests.text(order).replacing(",12.25", with: ",13")
      .split(separator: "\n").filter { !$0.contains(",N-9,NMB-1,2026-07,2026-07-31,USD,24,") }
    let tally = try fixture.take(.invoices, text.joined(separator: "\n"), options).tally
    #expect(tally.revised > 2)
    try fixture.expectDigests()
    _ = try UndoJob(number: 4, programVersion: "0", clock: { "2026-11-23T18:00:00Z" })
      .run(in: fixture.store)
    try fixture.expectDigests()
  }
}

extension Fixture {
  /// Expects of every import that its digest is that of what is stored.
  fileprivate func expectDigests() throws {
    for number in try 1..<store.nextImportNumber() {
      #expect(
        try store.digest(ofImport: number) == store.storedDigest(ofImport: number),
        "import \(number)")
    }
  }
}
