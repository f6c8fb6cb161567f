import Foundation
import Imports
import Mappings
import Store
import Testing

/// JSON that a mapping reads, and the company facts of the SEC.
struct JSONImportTests {
  private static func sample() throws -> String {
    let url = URL(filePath: #filePath).appending(
      path: "../../../samples/maps/sec-companyfacts.json")
    return try String(contentsOf: url.standardized, encoding: .utf8)
  }

  private static func facts() throws -> String {
    try #require(ShippedMap.all.first { $0.name == "sec-companyfacts" }).text
  }

  @Test func companyFactsAreStatementsOfFilings() throws {
    let fixture = try Fixture()
    #expect(
      try fixture.read(.revenue, JSONImportTests.sample(), by: JSONImportTests.facts()) == ["6 new"]
    )
    #expect(
      try fixture.rows(
        """
        SELECT period_start, period_end, amount_units / 1000000, basis, as_of, source
        FROM revenue ORDER BY period_start, period_end, as_of
        """) == [
          "2023-01-01|2023-12-31|700000000|reported|2024-02-20|10-K 9999999999-24-000001",
          "2024-01-01|2024-12-31|1000000000|reported|2025-02-21|10-K 9999999999-25-000001",
          "2024-01-01|2024-12-31|985500000|reported|2026-04-10|10-K/A 9999999999-26-000003",
          "2025-01-01|2025-09-30|1100000000|reported|2025-11-06|10-Q 9999999999-25-000007",
          "2025-01-01|2025-12-31|1600000000|reported|2026-02-20|10-K 9999999999-26-000002",
          "2025-07-01|2025-09-30|400000000|reported|2025-11-06|10-Q 9999999999-25-000007",
        ])
    #expect(
      try fixture.rows("SELECT sum(amount_units) / 1000000 FROM revenue") == ["5785500000"])
  }

  @Test func laterFactsAddToThoseThatAreStored() throws {
    let fixture = try Fixture()
    let (sample, facts) = (try JSONImportTests.sample(), try JSONImportTests.facts())
    _ = try fixture.read(.revenue, sample, by: facts)
    let later = sample.replacing(
      "\"USD\":[{\"start\":\"2024-01-01\"",
      with: "\"USD\":[{\"start\":\"2026-01-01\",\"end\":\"2026-03-31\",\"val\":5e8,\"accn\":\"x\","
        + "\"form\":\"10-Q\",\"filed\":\"2026-05-05\"},{\"start\":\"2024-01-01\"")
    #expect(try fixture.read(.revenue, later, by: facts) == ["1 new"])
    #expect(try fixture.rows("SELECT count(*) FROM revenue") == ["7"])
  }

  @Test func whatCannotBeReadIsTold() throws {
    let (sample, facts) = (try JSONImportTests.sample(), try JSONImportTests.facts())
    #expect(
      try Fixture().read(.revenue, sample.replacing("700000000", with: "\"many\""), by: facts)
        == ["in.csv:2: val \"many\" is not a number like 1234.50, -1234.50, 1.2E-05"])
    #expect(
      try Fixture().read(.revenue, sample.replacing("\"Nimbus\"", with: "\"Nimbo\""), by: facts)
        .first?.hasPrefix("in.csv:2: entityName \"Nimbo\" is not known") == true)
    #expect(
      try Fixture().read(.revenue, "{\"facts\":{}}", by: facts).first?.hasPrefix(
        "in.csv: has none of the lists") == true)
    #expect(
      try Fixture().read(.revenue, "start,end\n", by: facts)
        == ["in.csv: is not readable JSON at byte 0"])
    #expect(
      try Fixture().refusals(.revenue, sample) == [
        "in.csv:1: the file is a JSON document, not CSV text in UTF-8; read it by a mapping with"
          + " [json], such as sec-companyfacts, or export it as CSV"
      ])
  }

  @Test func noRowOfJSONCanBeRejectedAlone() throws {
    let fixture = try Fixture()
    var options = ImportOptions()
    options.rejectsPath = fixture.path("bad.csv")
    options.mapping = try fixture.mapping(JSONImportTests.facts(), for: .revenue)
    #expect(
      try fixture.refusals(.revenue, JSONImportTests.sample(), options) == [
        "in.csv: is JSON, of which no rows can be rejected; leave out --keep-good"
      ])
  }
}
