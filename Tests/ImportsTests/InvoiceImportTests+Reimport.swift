import Imports
import Store
import Testing

// What was imported before.

extension InvoiceImportTests {
  @Test(
    arguments: [
      // Fewer, more, other lines.
      (
        ",line_no,amount", ["A,1,1"],
        [
          "2: number \"A\" conflicts with import 3: the invoice has 2 lines in the store and 1 of them"
            + " here; nothing was changed"
        ]
      ),
      (
        ",line_no,amount", ["A,1,1", "A,2,2", "A,3,4"],
        [
          "4: number \"A\" has grown since import 3: this line is new; nothing was changed"
            + " (--add-lines adds it)"
        ]
      ),
      (
        ",line_no,amount", ["A,2,2", "A,1,5"],
        [
          "3: conflicts with import 3 (first.csv:2): amount is 1.00 in the store and 5.00 here;"
            + " nothing was changed"
        ]
      ),
      (
        ",amount,sku", ["A,1,x", "A,2,"],
        [
          "2: conflicts with import 3 (first.csv:2): sku is empty in the store and \"x\" here; nothing"
            + " was changed"
        ]
      ),
      (
        ",total", ["A,3"],
        [
          "2: conflicts with import 3 (first.csv:2): amount is 1.00 in the store and 3.00 here;"
            + " nothing was changed"
        ]
      ),
      // Another total over the same lines.
      (
        ",total,amount", ["A,4,1", "A,4,2"],
        ["2: total \"4\" is not the sum of the lines of invoice A, which is 3.00"]
      ),
      // Other fields: said once, not for every line.
      (
        ",amount,due_on,credits", ["A,1,2026,X", "A,2,2026,X"],
        [
          "2: conflicts with import 3 (first.csv:2): due_on is empty in the store and \"2026\" here;"
            + " credits is empty in the store and \"X\" here; nothing was changed"
        ]
      ),
      (
        ",amount,service_from", ["A,1,2026-07", "A,2,"],
        [
          "2: conflicts with import 3 (first.csv:2): service_from is empty in the store and 2026-07-01"
            + " here; service_to is empty in the store and 2026-07-31 here; nothing was changed"
        ]
      ),
    ])
  func refusesAnInvoiceThatCameWithOtherContent(
    columns: String, rows: [String], refusals: [String]
  ) throws {
    let fixture = try Fixture()
    let text = { (columns: String, rows: [String]) in
      ([Self.start + columns]
        + rows.map { row in
          let cells = row.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
          return "nimbus,\(cells[0]),NMB-1,2026-07,2026-07-31,USD,\(cells[1])"
        }).joined(separator: "\n")
    }
    try fixture.take(.invoices, text(",total,amount", ["A,3,1", "A,3,2"]), as: "first.csv")
    #expect(
      try fixture.refusals(.invoices, text(columns, rows)).map {
        $0.replacing(/\(\/[^)]*\//, with: "(")
      } == refusals.map { "in.csv:\($0)" })
  }

  @Test func showsOrganizationsAndContractsOfAConflictByName() throws {
    let fixture = try Fixture()
    try fixture.take(.invoices, file(",total", nimbus + ",1"), as: "first.csv")
    #expect(
      try fixture.refusals(
        .invoices,
        "provider,number,contract,buyer,billing_month,issued_on,currency,total\n"
          + "nimbus,N-1,,lumen,2026-08,2026,EUR,1\n"
      ).map { $0.replacing(/\(\/[^)]*\//, with: "(") } == [
        "in.csv:2: conflicts with import 3 (first.csv:2): contract is NMB-1 in the store and empty"
          + " here; billing_month is \"2026-07\" in the store and \"2026-08\" here; issued_on is"
          + " \"2026-07-31\" in the store and \"2026\" here; currency is \"USD\" in the store and \"EUR\" here; nothing was changed"
      ])
  }

  @Test func takesLinesInAnotherOrderAsTheSame() throws {
    let fixture = try Fixture()
    try fixture.take(.invoices, file(",line_no,amount", nimbus + ",1,1", nimbus + ",2,2"))
    let outcome = try fixture.take(
      .invoices, file(",amount,line_no", other + ",7,1", nimbus + ",2,2", nimbus + ",1,1"))
    #expect(outcome.tally.unchanged == 2)
    #expect(outcome.tally.new == 1)
    try fixture.checkRollup()
  }

  @Test func showsWhereLongTextsDiffer() throws {
    let fixture = try Fixture()
    let long = String(repeating: "x", count: 500)
    try fixture.take(.invoices, file(",total,notes", nimbus + ",1," + long + "A"), as: "first.csv")
    let refusals = try fixture.refusals(
      .invoices, file(",total,notes", nimbus + ",1," + long + "B"))
    #expect(
      refusals.first?.contains(
        "notes is \"…xxxxxxxxxxxxxxxxxxxxA\" in the store and \"…xxxxxxxxxxxxxxxxxxxxB\" here")
        == true)
  }
}
