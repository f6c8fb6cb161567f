import Store
import Testing

struct MappedAmountImportTests {
  private static func mapping(_ amount: String, head: String = "") -> String {
    """
    \(head)
    [constants]
    provider = "nimbus"
    contract = "NMB-1"
    currency = "USD"
    billing_month = "2026-05"
    [columns]
    number = "Invoice"
    issued_on = "Issued"
    description = "Item"
    amount = \(amount)
    """
  }

  @Test(arguments: [
    (
      "Invoice,Issued,Item,Charge,Credit\nN-1,2026-05-31,H100,1000.00,\n"
        + "N-1,2026-05-31,Outage,,40.00\n",
      mapping("{ column = \"Charge\", minus = \"Credit\" }")
    ),
    (
      "Invoice;Issued;Item;Amount;DC\nN-1;31.05.2026;H100;1.000,00;S\n"
        + "N-1;31.05.2026;Outage;40,00;H\n",
      mapping(
        "{ column = \"Amount\", decimal = \",\", group = \".\","
          + " sign = { column = \"DC\", positive = \"S\", negative = \"H\" } }",
        head: "delimiter = \";\"\ndates = \"dd.MM.yyyy\"")
    ),
    (
      "Invoice,Issued,Item,cost,credits\nN-1,2026-05-31,H100,960.25,[]\n"
        + "N-1,2026-05-31,Egress,0.5,\"[{\"\"name\"\":\"\"free\"\",\"\"amount\"\":-0.75}]\"\n",
      mapping("{ column = \"cost\", plus_list = { column = \"credits\", number = \"amount\" } }")
    ),
  ])
  func storesACalculatedAmount(file: String, mapping: String) throws {
    let fixture = try Fixture()
    #expect(try fixture.read(.invoices, file, by: mapping) == ["2 new"])
    #expect(try fixture.rows("SELECT total_units FROM invoice") == ["960000000"])
  }

  @Test func aFaultNamesTheCellThatHasIt() throws {
    let file = "Invoice,Issued,Item,Charge,Credit\nN-1,2026-05-31,H100,1000.00,none\n"
    #expect(
      try Fixture().read(
        .invoices, file,
        by: MappedAmountImportTests.mapping("{ column = \"Charge\", minus = \"Credit\" }")) == [
          "in.csv:2: Credit \"none\" is not a number like 1234.50, -1234.50"
        ])
  }
}
