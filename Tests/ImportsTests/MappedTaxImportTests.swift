import Store
import Testing

struct MappedTaxImportTests {
  private static func mapping(_ columns: String = "", tax: String = "tax = \"VAT\"") -> String {
    """
    \(tax)
    [constants]
    provider = "nimbus"
    contract = "NMB-1"
    currency = "USD"
    billing_month = "2026-05"
    [columns]
    number = "Number"
    issued_on = "Date"
    description = "Item"
    amount = "Net"
    total = "Gross"
    \(columns)
    """
  }

  private static let lines = """
    SELECT line_no, recorded_line, description, amount_units, quantity, charge_category FROM invoice_line
    ORDER BY line_no
    """

  @Test func taxIsALineOfItsOwn() throws {
    let fixture = try Fixture()
    let file = """
      Number,Date,Item,Qty,Net,VAT,Gross
      N-1,2026-05-31,H100,4,100.00,19.00,169.00
      N-1,2026-05-31,Egress,5,20.00,,169.00
      N-1,2026-05-31,Store,6,30.00,0.00,169.00

      """
    let mapping = MappedTaxImportTests.mapping("quantity = \"Qty\"")
    #expect(try fixture.read(.invoices, file, by: mapping) == ["4 new"])
    #expect(
      try fixture.rows(MappedTaxImportTests.lines) == [
        "1|2|H100|100000000|4|Usage", "2|2|H100|19000000|-|Tax", "3|3|Egress|20000000|5|Usage",
        "4|4|Store|30000000|6|Usage",
      ])
    #expect(try fixture.read(.invoices, file, by: mapping) == ["0 new"])
  }

  @Test func aCategoryOfTheFileIsThatOfTheRowAlone() throws {
    let fixture = try Fixture()
    let file = "Number,Date,Item,Kind,Net,VAT,Gross\nN-1,2026-05-31,H,Purchase,-1,\"-0,19\",-1.19\n"
    let mapping = MappedTaxImportTests.mapping(
      "charge_category = \"Kind\"", tax: "[tax]\ncolumn = \"VAT\"\ndecimal = \",\"")
    #expect(try fixture.read(.invoices, file, by: mapping) == ["2 new"])
    #expect(
      try fixture.rows(MappedTaxImportTests.lines)
        == ["1|2|H|-1000000|-|Purchase", "2|2|H|-190000|-|Tax"])
  }

  @Test(arguments: [
    ("100.00", "x", ["in.csv:2: VAT \"x\" is not a plain decimal number; write it like -1234.50"]),
    (
      "100.00", "99999999999999",
      [
        "in.csv:2: VAT \"99999999999999\" is too large: more than the store can keep exactly in this currency"
      ]
    ),
    (
      "10O", "19.00",
      ["in.csv:2: Net \"10O\" is not a plain decimal number; write it like -1234.50"]
    ),
  ])
  func aRefusalNamesTheColumnAndTheRow(net: String, vat: String, refusals: [String]) throws {
    let file = "Number,Date,Item,Net,VAT,Gross\nN-1,2026-05-31,H100,\(net),\(vat),\n"
    #expect(
      try Fixture().read(.invoices, file, by: MappedTaxImportTests.mapping()) == refusals)
  }

  @Test func taxMustAgreeWithTheTotal() throws {
    let file = "Number,Date,Item,Net,VAT,Gross\nN-1,2026-05-31,H100,100.00,19.00,120.00\n"
    let refusals = try Fixture().read(.invoices, file, by: MappedTaxImportTests.mapping())
    #expect(refusals.count == 1 && refusals[0].hasPrefix("in.csv:2: Gross \"120.00\""))
  }

  @Test func theLineNumberOfARowIsNotThatOfItsTax() throws {
    let file = "Number,Date,Item,Net,VAT,Gross,No\nN-1,2026-05-31,H100,100.00,19.00,119.00,1\n"
    let refusals = try Fixture().read(
      .invoices, file, by: MappedTaxImportTests.mapping("line_no = \"No\""))
    #expect(
      refusals == [
        "map.toml:1: tax makes two lines of a row, which cannot both have its line_no; leave line_no out"
      ])
  }

  @Test func aFileWithoutAHeaderHasColumnsByNumber() throws {
    let mapping = """
      no_header = true
      [constants]
      provider = "nimbus"
      contract = "NMB-1"
      currency = "USD"
      billing_month = "2026-05"
      [columns]
      number = 1
      issued_on = { column = 2, date = "MM/dd/yyyy" }
      amount = { column = 4, minus = 5 }
      [[skip]]
      column = 1
      equals = "Total"
      """
    let fixture = try Fixture()
    let file = "N-1,05/31/2026,x,10,1\nTotal,,,,\nN-2,05/31/2026,x,5,\n"
    #expect(try fixture.read(.invoices, file, by: mapping) == ["2 new"])
    #expect(
      try fixture.rows("SELECT number, total_units FROM invoice ORDER BY number")
        == ["N-1|9000000", "N-2|5000000"])
    #expect(
      try fixture.read(.invoices, "N-1,x,x,10,1\n", by: mapping) == [
        "in.csv:1: column 2 \"x\" is not a date like 05/31/2026 (MM/dd/yyyy)"
      ])
  }

  /// Rows of invoices that take turns are sorted on the way, each with its tax; what is wrong with one is
  /// told in the supplier's words all the same.
  @Test func rowsThatTakeTurnsAreSorted() throws {
    let rows = (0..<900).map { row in
      "N-\(row % 3),2026-05-31,item \(row),\(row).00,\(row % 2).50"
    }
    let file = (["Number,Date,Item,Net,VAT"] + rows).joined(separator: "\n")
    let mapping = MappedTaxImportTests.mapping().replacing("total = \"Gross\"", with: "")
    let fixture = try Fixture()
    #expect(try fixture.read(.invoices, file, by: mapping) == ["1800 new"])
    #expect(
      try fixture.rows(
        """
        SELECT count(*), sum(amount_units) / 1000000, max(recorded_line) FROM invoice_line
        GROUP BY charge_category ORDER BY charge_category
        """) == ["900|900|901", "900|404550|901"])
    #expect(
      try fixture.rows(
        """
        SELECT count(*) FROM invoice_line AS line JOIN invoice_line AS tax USING (invoice_row_id, recorded_line)
        WHERE tax.line_no = line.line_no + 1 AND tax.charge_category = 'Tax'
        """) == ["900"])
    let bad = file.replacing("item 890,890.00", with: "item 890,8x")
      .replacing("item 895,895.00,1.50", with: "item 895,895.00")
    #expect(
      try Fixture().read(.invoices, bad, by: mapping) == [
        "in.csv:892: Net \"8x\" is not a plain decimal number; write it like -1234.50",
        "in.csv:897: has 4 fields where the header has 5; commas or a part of the line are missing; a"
          + " mapping with short_rows = \"pad\" reads them as empty cells",
      ])
  }
}
