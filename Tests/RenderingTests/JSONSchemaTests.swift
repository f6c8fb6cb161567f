import Foundation
import Rendering
import Testing

/// What the schema of a report says; `scripts/test-formats` validates every report with another's validator.
struct JSONSchemaTests {
  private static let outline = ReportOutline(
    "sample",
    Table<Int> {
      Column("who", .text, meaning: "Its name.") { .text("\($0)") }
      Column("paid", .money, hasReasons: true) { .count($0) }
      Column("share", .ratio) { .count($0) }
    }.outline("By who."),
    Table<Int> { Column("who", .month) { .count($0) } }.outline("By month."),
    Table<Int>("more") { Column("lines", .count) { .count($0) } }
      .outline(hasFurtherColumns: true))

  private static let explanation = Table<Int>("explanation") {
    Column("figure", .text) { .count($0) }
  }.outline()

  private func object(_ path: String...) throws -> [String: Any] {
    let text = JSONSchema.text(of: Self.outline, explanation: Self.explanation)
    var object = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    for name in path { object = try #require(object[name] as? [String: Any], "\(name)") }
    return object
  }

  private func rows(_ section: String) throws -> [String: Any] {
    try object("$defs", "section_\(section)", "properties", "rows", "items")
  }

  @Test func namesTheReport() throws {
    #expect(try object()["$id"] as? String == "urn:offtake:report:1:sample")
    #expect(try object("properties", "report")["const"] as? String == "sample")
    #expect(
      try object()["required"] as? [String]
        == ["schema", "report", "title", "basis", "parameters", "sections", "notes"])
  }

  @Test func hasATableOnceWithTheColumnsOfAllItsForms() throws {
    #expect(
      try object("$defs").keys.sorted()
        == ["column", "section_explanation", "section_more", "section_rows"])
    let members = try #require(try rows("rows")["properties"] as? [String: [String: Any]])
    #expect(
      members.keys.sorted()
        == ["paid", "paid_code", "paid_currency", "paid_reason", "share", "who"])
    #expect(members["who"]?["description"] as? String == "Its name.")
    #expect((members["who"]?["anyOf"] as? [Any])?.count == 2)
    #expect(members["share"]?["pattern"] as? String == "^-?[0-9]+[.][0-9]{6,}$")
  }

  /// As JSON only grows, a reader with an older schema takes a newer report.
  @Test func allowsMembersThatItDoesNotName() throws {
    #expect(try rows("rows")["additionalProperties"] == nil)
    let further = try #require(try rows("more")["additionalProperties"] as? [String: Any])
    #expect(further["type"] as? [String] == ["string", "integer", "null"])
  }

  @Test func ofAllReportsChoosesByTheirNames() throws {
    let text = JSONSchema.text(of: [Self.outline], explanation: Self.explanation)
    let schema = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let choices = try #require(schema["allOf"] as? [[String: [String: Any]]])
    #expect(choices.map { $0["then"]?["$ref"] as? String } == ["urn:offtake:report:1:sample"])
    #expect((schema["$defs"] as? [String: Any])?.keys.sorted() == ["sample"])
  }
}
