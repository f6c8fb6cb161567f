import Files
import Imports
import Mappings
import Store
import Testing

struct MappedCellImportTests {
  private static func mapping(_ number: String, head: String = "") -> String {
    """
    \(head)
    [constants]
    provider = "nimbus"
    contract = "NMB-1"
    currency = "USD"
    billing_month = "2026-05"
    issued_on = "2026-05-31"
    [columns]
    number = \(number)
    sku = "sku"
    amount = "amount"
    """
  }

  private static let file = "number,sku,amount\nP-77,h100,1000\n,store,50\n,egress\n"

  @Test func rowsBelowBelongToTheInvoiceAbove() throws {
    let fixture = try Fixture()
    let mapping = MappedCellImportTests.mapping("{ column = \"number\", fill_down = true }")
    let file = MappedCellImportTests.file.replacing("egress", with: "egress,3")
    #expect(try fixture.read(.invoices, file, by: mapping) == ["3 new"])
    #expect(
      try fixture.rows("SELECT number, total_units FROM invoice") == ["P-77|1053000000"])
  }

  @Test func refusalsSayWhichKeyWouldTakeTheRow() throws {
    let mapping = MappedCellImportTests.mapping("\"number\"")
    #expect(
      try Fixture().read(.invoices, MappedCellImportTests.file, by: mapping) == [
        "in.csv:3: number is empty, but is required: The invoice's number; unique for its provider, buyer and year."
          + " With fill_down = true the mapping uses the text above.",
        "in.csv:4: has 2 fields where the header has 3; commas or a part of the line are missing;"
          + " a mapping with short_rows = \"pad\" reads them as empty cells",
      ])
  }

  @Test(arguments: [
    ("excel_text = true", "\"number\""), ("", "{ column = \"number\", excel_text = true }"),
  ])
  func formulasWithoutQuotesAreReadWhereTheMappingUnwrapsThem(head: String, number: String) throws {
    let fixture = try Fixture()
    let mapping = MappedCellImportTests.mapping(number, head: head)
    let file = "number,sku,amount\n=\"0012\",h100,1000\n"
    #expect(try fixture.read(.invoices, file, by: mapping) == ["1 new"])
    #expect(try fixture.rows("SELECT number FROM invoice") == ["0012"])
    #expect(
      try Fixture().read(.invoices, file, by: MappedCellImportTests.mapping("\"number\"")) == [
        "in.csv:2: number (column 1) at character 2 of the line: a formula without quotes around it;"
          + " put it in quotes and double each quote inside it, or read the file by a mapping with"
          + " excel_text = true"
      ])
  }

  @Test func rejectsKeepFormulasAsTheyStand() throws {
    let fixture = try Fixture()
    var options = ImportOptions()
    options.rejectsPath = fixture.path("bad.csv")
    let mapping = MappedCellImportTests.mapping("\"number\"", head: "excel_text = true")
    let path = try fixture.write(Array(mapping.utf8), "map.toml")
    options.mapping = try FileMapping(path, for: .invoices)
    let outcome = try fixture.take(
      .invoices, "number,sku,amount\n=\"0012\",h100,1\n=\"0013\",h100,x\n", options)
    try outcome.rejected?.file?.publish()
    #expect(outcome.tally.new == 1 && outcome.tally.rejected == 1)
    #expect(try fixture.text("bad.csv").contains("\n=\"0013\",h100,x,3,"))
  }

  @Test func shortRowsEndInEmptyCells() throws {
    let mapping = MappedCellImportTests.mapping(
      "{ column = \"number\", fill_down = true }", head: "short_rows = \"pad\"")
    #expect(
      try Fixture().read(.invoices, MappedCellImportTests.file, by: mapping) == [
        "in.csv:4: amount is empty, and there is no total either; give one of them"
      ])
    #expect(
      try Fixture().read(.invoices, MappedCellImportTests.file + "P-1,x,1,2\n", by: mapping).last
        == "in.csv:5: has 4 fields where the header has 3;"
        + " a field with a comma in it needs quotes around it")
  }

  @Test func focusTakesNULLForEmpty() throws {
    let file = """
      InvoiceIssuerName,InvoiceId,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,\
      ChargePeriodEnd,ChargeCategory,ChargeDescription,BilledCost,BillingCurrency,SkuId,\
      PricingQuantity,PricingUnit,ContractedUnitPrice
      nimbus,F-1,2026-05-01,2026-06-01,2026-05-01,2026-06-01,Tax,VAT,12.50,USD,NULL,NULL,NULL,NULL

      """
    let focus = try #require(ShippedMap.all.first { $0.name == "focus" })
    let fixture = try Fixture()
    #expect(
      try fixture.read(.invoices, file, by: focus.text, setting: ["contract": "NMB-1"]) == ["1 new"]
    )
    #expect(try fixture.rows("SELECT quantity FROM invoice_line") == ["-"])
  }
}
