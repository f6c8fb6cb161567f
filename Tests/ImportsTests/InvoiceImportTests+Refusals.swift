import Imports
import Store
import Testing

// What is refused.

extension InvoiceImportTests {
  private static let identical =
    "is identical to line 2; delete it, or, if both are meant, add line_no or line_id,"
    + " or give --repeats keep"

  @Test(
    arguments: [
      // Totals.
      (
        ",total,amount", ["A,6000.00,2500", "A,6000.00,2500.5"],
        ["2: total \"6000.00\" is not the sum of the lines of invoice A, which is 5000.50"]
      ),
      (
        ",total,amount", ["A,1,1.0000001", "B,1,1"],
        ["2: total \"1\" is not the sum of the lines of invoice A, which is 1.0000001"]
      ),
      (
        ",total,amount", ["A,3,1", "B,1,1", "A,3,1.5"],
        ["2: total \"3\" is not the sum of the lines of invoice A, which is 2.50"]
      ),
      (
        ",total,amount", ["A,3,1", "B,2,1"],
        [
          "2: total \"3\" is not the sum of the lines of invoice A, which is 1.00",
          "3: total \"2\" is not the sum of the lines of invoice B, which is 1.00",
        ]
      ),
      (
        ",total,line_no,amount", ["A,1,1,1", "B,1,1,1", "A,1,2,5"],
        [
          "4: number \"A\" was complete before: its lines from line 2 on make up its total; this"
            + " line is one too many"
        ]
      ),
      (
        ",total", ["A,1", "B,1", "A,1"],
        ["4: repeats line 2: provider, number, line_no are the same; each may occur once in a file"]
      ),
      (
        ",total,line_no,amount", ["A,3,1,1", "A,3,2,2", "B,1,1,1", "A,3,2,2"],
        ["5: repeats line 3: provider, number, line_no are the same; each may occur once in a file"]
      ),
      // Repeats.
      (
        ",amount", ["A,1", "A,2", "A,1"],
        ["4: " + Self.identical]
      ),
      (
        ",total", ["A,1", "A,1"],
        ["3: " + Self.identical]
      ),
      (
        ",line_no,amount", ["A,1,1", "A,2,2", "A,1,3"],
        ["4: repeats line 2: provider, number, line_no are the same; each may occur once in a file"]
      ),
      (
        ",line_no,amount", ["A,2,1", "B,1,1", "A,2,1"],
        ["4: repeats line 2: provider, number, line_no are the same; each may occur once in a file"]
      ),
      // Fields that differ between rows of one invoice.
      (
        ",total,amount", ["A,5,2", "A,6,3"],
        ["3: total \"6\" is not what line 2 says of the same invoice: \"5\""]
      ),
      (
        ",total,amount", ["A,5,2", "A,,3"],
        ["3: total is not what line 2 says of the same invoice: \"5\""]
      ),
      (
        ",amount,total", ["A,2,", "A,3,5"],
        ["3: total \"5\" is not what line 2 says of the same invoice: empty"]
      ),
      (
        ",total,amount,due_on", ["A,5,2,2026-08", "B,1,1,", "A,5,3,2026-09"],
        ["4: due_on \"2026-09\" is not what line 2 says of the same invoice: \"2026-08\""]
      ),
      (
        ",amount,due_on", ["A,2,2026-08", "B,1,", "A,3,"],
        ["4: due_on is not what line 2 says of the same invoice: \"2026-08\""]
      ),
      (
        ",amount,buyer,notes", ["A,2,lumen,x", "A,3,,y"],
        ["3: notes \"y\" is not what line 2 says of the same invoice: \"x\""]
      ),
      (
        ",amount,kind", ["A,2,invoice", "A,-3,credit_note"],
        ["3: kind \"credit_note\" is not what line 2 says of the same invoice: \"invoice\""]
      ),
      // Credit notes.
      (
        ",total,kind", ["A,5,credit_note", "B,-5,invoice", "C,-5,receipt"],
        [
          "2: kind \"credit_note\" conflicts with the total, which is positive; write a credit"
            + " note with a minus sign",
          "3: kind \"invoice\" conflicts with the total, which is negative; a negative invoice is"
            + " a credit_note",
          "4: kind \"receipt\" is not one of invoice, credit_note",
        ]
      ),
      (
        ",amount,kind", ["A,5,credit_note", "A,-4,credit_note", "B,-5,invoice"],
        [
          "2: kind \"credit_note\" conflicts with the total, which is positive; write a credit"
            + " note with a minus sign",
          "4: kind \"invoice\" conflicts with the total, which is negative; a negative invoice is"
            + " a credit_note",
        ]
      ),
      // Amounts.
      (
        ",total,line_no,amount", ["A,5,1,", "B,,,"],
        [
          "2: amount is empty, but is required: line_no makes this row a line",
          "3: amount is empty, and there is no total either; give one of them",
        ]
      ),
      (
        ",total,line_no", ["A,5,1"],
        ["2: amount has no column, but is required: line_no makes this row a line"]
      ),
      (
        ",amount", ["A,9223372036854.775808"],
        [
          "2: amount \"9223372036854.775808\" is too large: more than the store can keep exactly in"
            + " this currency"
        ]
      ),
      (
        ",total,amount", ["A,9223372036854.775808,9223372036854.775808"],
        ["total", "amount"].map {
          "2: \($0) \"9223372036854.775808\" is too large: more than the store can keep exactly in"
            + " this currency"
        }
      ),
      (
        ",amount", ["A,9223372036854", "A,9223372036853"],
        [
          "2: number \"A\" has lines whose sum is too large: more than the store can keep exactly in"
            + " this currency"
        ]
      ),
      // Lines.
      (
        ",line_no,amount", ["A,0,1", "B,9223372036854775808,1"],
        [
          "2: line_no \"0\" is not a whole number from 1 to 2147483647; write it in digits alone",
          "3: line_no \"9223372036854775808\" is not a whole number from 1 to 2147483647; write it in"
            + " digits alone",
        ]
      ),
      (
        ",total,service_from,service_to",
        ["A,1,2026-07-31,2026-07-01", "B,1,,2026-07-01", "C,1,2026-07-01,"],
        [
          "2: service_to \"2026-07-01\" is before service_from",
          "3: service_from is empty, but service_to is given",
          "4: service_to is empty, but service_from is a day",
        ]
      ),
      (
        ",total,quantity,unit_price", ["A,1,x,1e2"],
        [
          "2: quantity \"x\" is not a plain decimal number; write it like -1234.50",
          "2: unit_price \"1e2\" is not a plain decimal number; write it like -1234.50",
        ]
      ),
      (
        ",total,quantity", ["A,1,123456789012345678901234567890.12345678"],
        [
          "2: quantity \"123456789012345678901234567890.12345678\" is too large to be kept exactly"
        ]
      ),
      (
        ",total,charge_category", ["A,1,Rent"],
        ["2: charge_category \"Rent\" is not one of Usage, Purchase, Tax, Credit, Adjustment"]
      ),
    ])
  func refuses(columns: String, rows: [String], refusals: [String]) throws {
    let text = rows.map { row in
      let cells = row.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
      return "nimbus,\(cells[0]),NMB-1,2026-07,2026-07-31,USD,\(cells[1])"
    }
    #expect(
      try Fixture().refusals(.invoices, ([Self.start + columns] + text).joined(separator: "\n"))
        == refusals.map { "in.csv:\($0)" })
  }

  @Test(
    arguments: [
      (
        "nimbus,,NMB-1,2026-07,2026-07-31,USD",
        "number is empty, but is required: The invoice's number; unique for its provider, buyer and year."
      ),
      (
        "nimbus,N-1,NMB-1,,2026-07-31,USD",
        "billing_month is empty, and service_from does not tell it either"
      ),
      (
        "nimbus,N-1,NMB-1,2026,2026-07-31,USD",
        "billing_month \"2026\" is not a month; write it as 2026-05"
      ),
      ("nimbus,N-1,NMB-1,2026-07,,USD", "issued_on is empty, but is required: The date on it."),
      (
        "nimbus,N-1,NMB-1,2026-07,2026,EUR",
        "currency \"EUR\" is not USD, the currency of contract NMB-1"
      ),
      (
        "nimbus,N-1,CRV-7,2026-07,2026,EUR",
        "contract \"CRV-7\" is not known; it is a contract of corvid, not of nimbus"
      ),
      (
        "nimbus,N-1,SAM,2026-07,2026,USD",
        "contract \"SAM\" is not known; did you mean \"SAME\"?"
      ),
    ])
  func refusesAnInvoice(start: String, refusal: String) throws {
    let text = "\(Self.start),total\n\(start),1\n"
    #expect(try Fixture().refusals(.invoices, text) == ["in.csv:2: \(refusal)"])
  }

  @Test func refusesABuyerWhoIsNotTheContracts() throws {
    #expect(
      try Fixture().refusals(
        .invoices, "\(Self.start),buyer,total\nnimbus,N-1,NMB-1,2026-07,2026,USD,corvid,1\n")
        == ["in.csv:2: buyer \"corvid\" is not the buyer of contract NMB-1, lumen"])
  }

  @Test func saysNothingOfTotalsWhoseRowsWereRefused() throws {
    let start = "nimbus,N-1,NMB-1,2026-07,2026,USD,5,"
    let file = { (row: String) in "\(Self.start),total,amount\n\(start)2\n\(row)\n" }
    for (row, count) in [
      (start + "x", 1), ("nimbus,,NMB-1,2026-07,2026,USD,5,3", 1), ("nimbus", 1),
      ("nimbuss,N-1,NMB-1,2026-07,2026,USD,5,3", 1), (start + "\"3", 1),
    ] {
      #expect(try Fixture().refusals(.invoices, file(row)).count == count, "\(row)")
    }
  }

  @Test func goesOnToFindFaultsBehindAnInvoiceWithAFault() throws {
    #expect(
      try Fixture().refusals(
        .invoices,
        """
        \(Self.start),kind,amount
        nimbus,N-1,NMB-1,2026-07,2026,USD,credit_note,5
        nimbus,N-2,NMB-1,2026-07,2026,USD,,x
        nimbus,N-3,NMB-1,2026-07,2026,USD,invoice,-5
        """) == [
          "in.csv:2: kind \"credit_note\" conflicts with the total, which is positive; write a"
            + " credit note with a minus sign",
          "in.csv:3: amount \"x\" is not a plain decimal number; write it like -1234.50",
          "in.csv:4: kind \"invoice\" conflicts with the total, which is negative; a negative"
            + " invoice is a credit_note",
        ])
  }

  /// A month may add up to more than an integer holds: that is for reports to say.
  @Test(arguments: ["9000000000000", "-9000000000000"])
  func takesSpendWhoseSumIsTooLarge(amount: String) throws {
    let rows = (1...2).map { "nimbus,N-\($0),NMB-1,2026-07,2026,USD,\(amount)" }
    let text = ([Self.start + ",total"] + rows).joined(separator: "\n")
    #expect(try Fixture().take(.invoices, text).tally.new == 2)
  }

  /// What no report adds up refuses nothing.
  @Test func takesQuantitiesWhoseSumIsTooLarge() throws {
    let nines = String(repeating: "9", count: 18)
    let quantity = "\(nines).\(nines)"
    let rows = (1...200).map { "nimbus,N-\($0),NMB-1,2026-07,2026,USD,1,\(quantity)" }
    let text = ([Self.start + ",total,quantity"] + rows).joined(separator: "\n")
    #expect(try Fixture().take(.invoices, text).tally.new == 200)
  }
}
