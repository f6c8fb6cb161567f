import Store
import Testing

/// Totals that a file states, and files that have another layout than the mapping.
struct MappedTotalImportTests {
  private static let mapping = """
    kind = "invoices"
    [constants]
    provider = "nimbus"
    contract = "NMB-1"
    currency = "USD"
    billing_month = "2026-05"
    issued_on = "2026-05-31"
    [columns]
    number = "No"
    amount = "Net"
    [tax]
    column = "VAT"
    [[total]]
    column = "No"
    begins = "Total of"
    of = "file"
    amount = "Net"
    """

  private static func file(_ total: String) -> String {
    "No,Net,VAT\nN-1,100.00,19.00\nN-2,1.00,\nTotal of all,\(total),\n"
  }

  @Test func aFileThatAddsUpIsTaken() throws {
    let fixture = try Fixture()
    let file = MappedTotalImportTests.file("120.00")
    #expect(try fixture.read(.invoices, file, by: MappedTotalImportTests.mapping) == ["3 new"])
  }

  @Test func aFileThatDoesNotAddUpIsRefusedOnce() throws {
    let fixture = try Fixture()
    let file = MappedTotalImportTests.file("121.00")
    #expect(
      try fixture.read(.invoices, file, by: MappedTotalImportTests.mapping) == [
        "in.csv:4: Net \"121.00\" (Total of all) is not the sum of the 3 lines, which is USD 120.00; a line is"
          + " missing, or one is counted that should not be"
      ])
    #expect(try fixture.rows("SELECT count(*) FROM invoice") == ["0"])
  }

  @Test func otherRecordsHaveTotals() throws {
    let mapping = """
      [constants]
      organization = "nimbus"
      currency = "USD"
      basis = "reported"
      [columns]
      period_start = "Year"
      amount = "Revenue"
      [[total]]
      column = "Year"
      equals = "Sum"
      of = "file"
      """
    let refusals = try Fixture().read(
      .revenue, "Year,Revenue\n2024,10\n2025,20\nSum,31\n", by: mapping)
    #expect(refusals.count == 1)
    #expect(refusals[0].hasPrefix("in.csv:4: Revenue \"31\" (Sum) is not the sum of the 2 lines"))
  }

  @Test func linesAboveTheHeaderAreToldWithTheLineOfTheHeader() throws {
    let file = "Nimbus\n\n" + MappedTotalImportTests.file("120.00")
    let refusals = try Fixture().read(.invoices, file, by: MappedTotalImportTests.mapping)
    #expect(refusals.count == 1)
    #expect(
      refusals[0].hasSuffix(
        "on line 1; line 3 looks like it: a mapping with header_row = 3 reads it"), "\(refusals)")
  }

  @Test func aHeaderThatIsNotWhereItShouldBeIsLookedForAboveIt() throws {
    let mapping = "header_begins = \"Number\"\n" + MappedTotalImportTests.mapping
    let refusals = try Fixture().read(
      .invoices, MappedTotalImportTests.file("120.00"), by: mapping)
    #expect(refusals.count == 1)
    #expect(refusals[0].contains("line 1 looks like it"), "\(refusals)")
  }
}
