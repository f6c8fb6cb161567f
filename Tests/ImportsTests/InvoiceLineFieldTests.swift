import Imports
import Store
import Testing

/// Contracts and discounts of lines, and numbers of several buyers.
struct InvoiceLineFieldTests {
  private static let front = "provider,number,contract,billing_month,issued_on,currency,"

  /// Lines of N-1: its contract, its description and its amount each.
  private func file(_ rows: String...) -> String {
    ([InvoiceLineFieldTests.front + "buyer,description,amount"]
      + rows.map { row in
        let cells = row.split(separator: ",", omittingEmptySubsequences: false)
        return "nimbus,N-1,\(cells[0]),2026-07,2026-07-31,USD,lumen,\(cells[1]),\(cells[2])"
      }).joined(separator: "\n")
  }

  /// The contract of the invoice, then the lines, each with the contract that it is under.
  private func stored(_ fixture: borrowing Fixture) throws -> [String] {
    try fixture.checkRollup()
    return try fixture.rows(
      """
      SELECT coalesce(reference, '-') FROM invoice LEFT JOIN live_contract USING (contract_id)
      WHERE invoice.ended_by IS NULL
      """)
      + fixture.rows(
        """
        SELECT coalesce(reference, '-') || ' ' || coalesce(description, '') || ' '
               || (amount_units / 1000000)
        FROM invoice JOIN invoice_line ON invoice_row_id = invoice.id
        LEFT JOIN live_contract
            ON live_contract.contract_id = coalesce(invoice.contract_id, own_contract_id)
        WHERE invoice.ended_by IS NULL ORDER BY invoice.id, line_no
        """)
  }

  private func options(_ change: (inout ImportOptions) -> Void) -> ImportOptions {
    var options = ImportOptions()
    change(&options)
    return options
  }

  private let both = ["-", "NMB-1 a 1", "SAME b 2", "NMB-1 c 3"]

  @Test func keepsTheContractOfEachLine() throws {
    let fixture = try Fixture()
    let text = file("NMB-1,a,1", "SAME,b,2", "NMB-1,c,3")
    #expect(try fixture.take(.invoices, text).tally.invoices == 1)
    #expect(try stored(fixture) == both)
    // In another order, too.
    let again = file("SAME,b,2", "NMB-1,a,1", "NMB-1,c,3")
    #expect(try fixture.take(.invoices, again).tally.unchanged == 3)
    #expect(try fixture.rows("SELECT count(*) FROM invoice") == ["1"])
  }

  @Test(arguments: [",x,1|NMB-1,y,2", "NMB-1,y,2|,x,1"])
  func keepsALineOutsideContracts(rows: String) throws {
    let fixture = try Fixture()
    let rows = rows.split(separator: "|").map(String.init)
    try fixture.take(.invoices, file(rows[0], rows[1]))
    #expect(try stored(fixture).sorted() == ["-", "- x 1", "NMB-1 y 2"])
  }

  /// Lines that differ in their contract alone are not identical.
  @Test func tellsLinesApartByTheirContract() throws {
    let fixture = try Fixture()
    try fixture.take(.invoices, file("NMB-1,a,1", "SAME,a,1"))
    #expect(try stored(fixture) == ["-", "NMB-1 a 1", "SAME a 1"])
    #expect(
      try Fixture().refusals(.invoices, file("NMB-1,a,1", "SAME,a,1", "SAME,a,1")).map {
        $0.prefix(28)
      } == ["in.csv:4: is identical to li"])
  }

  @Test func holdsAnotherContractForAnotherLine() throws {
    let fixture = try Fixture()
    try fixture.take(.invoices, file("NMB-1,a,1", "NMB-1,b,2", "NMB-1,c,3"))
    let text = file("NMB-1,a,1", "SAME,b,2", "NMB-1,c,3")
    #expect(
      try fixture.refusals(.invoices, text) == [
        "in.csv:3: conflicts with import 3 (in.csv:3): contract is NMB-1 in the store and SAME here;"
          + " nothing was changed"
      ])
    let revised = try fixture.take(.invoices, text, options { $0.isRevising = true })
    #expect(revised.tally.revised == 1)
    #expect(try stored(fixture) == both)
    // And back: all lines are under one contract again.
    let back = file("NMB-1,a,1", "NMB-1,b,2", "NMB-1,c,3")
    _ = try fixture.take(.invoices, back, options { $0.isRevising = true })
    #expect(try stored(fixture) == ["NMB-1", "NMB-1 a 1", "NMB-1 b 2", "NMB-1 c 3"])
  }

  @Test func movesAWholeInvoice() throws {
    let fixture = try Fixture()
    try fixture.take(.invoices, file("NMB-1,a,1", "NMB-1,b,2"))
    let revised = try fixture.take(
      .invoices, file("SAME,a,1", "SAME,b,2"), options { $0.isRevising = true })
    #expect(revised.tally.revised == 1)
    #expect(try stored(fixture) == ["SAME", "SAME a 1", "SAME b 2"])
  }

  @Test func addsLinesUnderAnotherContract() throws {
    let fixture = try Fixture()
    try fixture.take(.invoices, file("NMB-1,a,1"))
    _ = try fixture.take(.invoices, file("SAME,b,2"), options { $0.isAddingLines = true })
    #expect(try stored(fixture) == ["-", "NMB-1 a 1", "SAME b 2"])
  }

  @Test func readsPartsUnderSeveralContracts() throws {
    let fixture = try Fixture()
    _ = try fixture.run(
      .invoices,
      [
        ("a.csv", Array(file("NMB-1,a,1").utf8)), ("b.csv", Array(file("SAME,b,2").utf8)),
        ("c.csv", Array(file("NMB-1,c,3").utf8)),
      ])
    #expect(try stored(fixture) == both)
  }

  /// A file without the column leaves the contracts alone.
  @Test func keepsContractsThatAFileDoesNotSay() throws {
    let fixture = try Fixture()
    try fixture.take(.invoices, file("NMB-1,a,1", "SAME,b,2"))
    let text = """
      provider,number,buyer,billing_month,issued_on,currency,description,amount
      nimbus,N-1,lumen,2026-07,2026-07-31,USD,a,1
      nimbus,N-1,lumen,2026-07,2026-07-31,USD,b,5
      """
    let revised = try fixture.take(.invoices, text, options { $0.isRevising = true })
    #expect(revised.tally.revised == 1)
    #expect(try stored(fixture) == ["-", "NMB-1 a 1", "SAME b 5"])
  }

  @Test func goesWithTheContractOfALine() throws {
    let fixture = try Fixture()
    try fixture.take(.contracts, "provider,reference,buyer,currency\nnimbus,N-9,lumen,USD")
    try fixture.take(.invoices, file("NMB-1,a,1", "N-9,b,2"))
    let dependents = try fixture.store.dependents(ofImport: 3)
    #expect(dependents.map(\.number) == [4])
    #expect(dependents.map(\.isWhole) == [true])
  }

  @Test func comesBackWithItsContracts() throws {
    let fixture = try Fixture()
    try fixture.take(.invoices, file("NMB-1,a,1", "SAME,b,2", "NMB-1,c,3"))
    _ = try fixture.take(
      .invoices, file("NMB-1,a,1", "NMB-1,b,2", "NMB-1,c,3"), options { $0.isRevising = true })
    _ = try UndoJob(number: 4, programVersion: "0", clock: { "2026-11-23T18:00:00Z" })
      .run(in: fixture.store)
    #expect(try stored(fixture) == both)
  }

  // MARK: Discounts

  @Test func keepsADiscount() throws {
    let fixture = try Fixture()
    let text = """
      provider,number,contract,billing_month,issued_on,currency,amount,discount,discount_percent
      nimbus,N-1,NMB-1,2026-07,2026-07-31,USD,1,0.50,
      nimbus,N-1,NMB-1,2026-07,2026-07-31,USD,1,,12.5
      nimbus,N-1,NMB-1,2026-07,2026-07-31,USD,1,,
      """
    try fixture.take(.invoices, text)
    #expect(
      try fixture.rows("SELECT discount FROM invoice_line ORDER BY line_no") == [
        "0.5", "12.5%", "-",
      ])
    #expect(try fixture.take(.invoices, text + "\n").tally.unchanged == 3)
    #expect(
      try fixture.refusals(.invoices, text.replacing("12.5", with: "13")).map {
        $0.hasSuffix(
          "discount is \"12.5%\" in the store and \"13%\" here; nothing was changed")
      } == [true])
  }

  @Test(arguments: [
    ("1,2", "discount_percent \"2\" cannot be combined with discount; give one of them"),
    (",101", "discount_percent \"101\" is not from 0 to 100"),
    (",-1", "discount_percent \"-1\" is not from 0 to 100"),
  ])
  func refusesADiscount(cells: String, reason: String) throws {
    #expect(
      try Fixture().refusals(
        .invoices,
        """
        provider,number,contract,billing_month,issued_on,currency,amount,discount,discount_percent
        nimbus,N-1,NMB-1,2026-07,2026-07-31,USD,1,\(cells)
        """) == ["in.csv:2: \(reason)"])
  }

  // MARK: Buyers

  private let buyers = """
    provider,number,buyer,billing_month,issued_on,currency,amount
    nimbus,77,lumen,2026-07,2026-07-31,USD,1
    nimbus,77,corvid,2026-07,2026-07-31,USD,2
    """

  @Test func takesANumberForEachBuyer() throws {
    let fixture = try Fixture()
    #expect(try fixture.take(.invoices, buyers).tally.invoices == 2)
    #expect(try fixture.take(.invoices, buyers + "\n").tally.unchanged == 2)
    #expect(
      try fixture.refusals(
        .payments,
        "provider,number,reference,paid_on,amount\nnimbus,77,W-1,2026-08-20,2") == [
          "in.csv:2: number \"77\" is an invoice of several buyers; say which in buyer: "
            + "corvid or lumen"
        ])
    try fixture.take(
      .payments,
      "provider,number,buyer,reference,paid_on,amount\nnimbus,77,corvid,W-1,2026-08-20,2")
    #expect(
      try fixture.rows(
        """
        SELECT slug, payment.amount_units FROM payment JOIN invoice USING (invoice_id)
        JOIN live_organization ON organization_id = buyer_id
        """) == ["corvid|2000000"])
  }
}
