import Store
import Testing

struct MappedImportTests {
  private static let mapping = """
    kind = "invoices"
    delimiter = ";"
    header_row = 2
    footer_rows = 1
    dates = "dd.MM.yyyy"
    [numbers]
    decimal = ","
    group = "."
    [constants]
    provider = "nimbus"
    contract = "NMB-1"
    currency = "USD"
    [columns]
    number = "Nr"
    issued_on = "Datum"
    billing_month = { column = "Monat", date = "MM/yyyy" }
    amount = "Betrag"
    [[skip]]
    column = "Nr"
    begins = "Zwischensumme"
    """

  private static let file = """
    Nimbus
    Nr;Datum;Monat;Betrag;Sonst
    N-1;05.06.2026;05/2026;1.234,50;x
    Zwischensumme;;;1.234,50;
    N-1;05.06.2026;05/2026;-34,50;y
    Summe;;;1.200,00
    """

  @Test func storesWhatTheMappingMakesOfAFile() throws {
    let fixture = try Fixture()
    #expect(
      try fixture.read(.invoices, MappedImportTests.file, by: MappedImportTests.mapping)
        == ["2 new"])
    #expect(
      try fixture.rows("SELECT number, issued_on, total_units FROM invoice")
        == ["N-1|2026-06-05|1200000000"])
    #expect(
      try fixture.rows("SELECT recorded_line FROM invoice_line ORDER BY line_no") == ["3", "5"])
  }

  @Test func refusesInTheSuppliersWords() throws {
    let file = MappedImportTests.file
      .replacing("1.234,50;x", with: "12,34.50;x").replacing(
        "05.06.2026;05/2026;-", with: "5.6.;05/2026;-")
    let fixture = try Fixture()
    #expect(
      try fixture.read(.invoices, file, by: MappedImportTests.mapping) == [
        "in.csv:3: Betrag \"12,34.50\" has a grouping mark that a number like 1.234,50, -1.234,50 does not have",
        "in.csv:5: Datum \"5.6.\" is not a date like 31.05.2026 (dd.MM.yyyy)",
      ])
    #expect(try fixture.rows("SELECT count(*) FROM invoice") == ["0"])
  }

  @Test func whatTheKindRefusesIsToldByTheSuppliersTitleAndText() throws {
    let file = MappedImportTests.file.replacing("1.234,50;x", with: "1234567890123456789,5;x")
    let fixture = try Fixture()
    #expect(
      try fixture.read(.invoices, file, by: MappedImportTests.mapping) == [
        "in.csv:3: Betrag \"1234567890123456789,5\" is too large to be kept exactly"
      ])
    #expect(
      try fixture.read(
        .invoices, MappedImportTests.file, by: MappedImportTests.mapping,
        setting: ["provider": "nimbuss"]
      ).allSatisfy {
        $0.contains("provider (of the mapping) \"nimbuss\" is not known; did you mean \"nimbus\"?")
      })
  }

  @Test func aRowOfAnotherWidthIsRefused() throws {
    let file = MappedImportTests.file.replacing("-34,50;y", with: "-34,50")
    #expect(
      try Fixture().read(.invoices, file, by: MappedImportTests.mapping) == [
        "in.csv:5: has 4 fields where the header has 5; commas or a part of the line are missing;"
          + " a mapping with short_rows = \"pad\" reads them as empty cells"
      ])
  }

  @Test(arguments: [
    (
      "Nr;", "Nummer;",
      "map.toml:14: columns.number: in.csv has no column \"Nr\"; there are Nummer, Datum,"
        + " Monat, Betrag, Sonst"
    ),
    (
      "Nimbus\n", "\"Nim\nbus\"\n", "in.csv: has no header where mapping map.toml has it: on line 2"
    ),
  ])
  func refusesAFileThatIsLaidOutOtherwise(text: String, other: String, fault: String) throws {
    let file = MappedImportTests.file.replacing(text, with: other)
    let refusals = try Fixture().read(.invoices, file, by: MappedImportTests.mapping)
    #expect(refusals.first?.replacing("/private", with: "").hasSuffix(fault) == true, "\(refusals)")
  }

  @Test func whatTheKindNeedsTheMappingMustGive() throws {
    let mapping = "[columns]\namount = \"Betrag\"\n"
    let refusals = try Fixture().read(.invoices, "Betrag\n1\n", by: mapping)
    #expect(
      refusals.first
        == "in.csv:1: provider is not given by the mapping (a column, a constant or --set gives it),"
        + " but required: Who billed.")
  }

  @Test func anotherKindIsRefused() throws {
    let refusals = try Fixture().read(.fees, MappedImportTests.file, by: MappedImportTests.mapping)
    #expect(refusals.first == "map.toml: is for invoices, not for fees")
  }
}
