/// JSON Schema of the JSON that reports are printed as, made from what each report consists of.
///
/// As the JSON only grows, objects may have members that the schema does not name.
///
/// Source: json-schema.org, draft 2020-12.
package enum JSONSchema {
  /// The schema of a report; a table of explanations can be part of any.
  package static func text(
    of report: ReportOutline, explanation: TableOutline
  ) -> String {
    schema(of: report, explanation).text
  }

  /// One schema of all reports: which of its parts holds depends on the report's name.
  package static func text(
    of reports: [ReportOutline], explanation: TableOutline
  ) -> String {
    let choices = reports.map { report in
      JSONValue.object([
        ("if", .object([("properties", .object([("report", const(report.name))]))])),
        ("then", .object([("$ref", .string(identifier(report.name)))])),
      ])
    }
    let names = JSONValue.object([("enum", .array(reports.map { .string($0.name) }))])
    return JSONValue.object([
      ("$schema", .string(draft)),
      ("$id", .string(identifier())),
      ("title", .string(JSONText.schema)),
      ("type", .string("object")),
      ("required", .array([.string("schema"), .string("report")])),
      ("properties", .object([("schema", const(JSONText.schema)), ("report", names)])),
      ("allOf", .array(choices)),
      ("$defs", .object(reports.map { ($0.name, schema(of: $0, explanation)) })),
    ]).text
  }

  private static let draft = "https://json-schema.org/draft/2020-12/schema"

  private static func identifier(_ report: String? = nil) -> String {
    "urn:offtake:report:1" + (report.map { ":" + $0 } ?? "")
  }

  private static func const(_ text: String) -> JSONValue { .object([("const", .string(text))]) }

  private static func schema(of report: ReportOutline, _ explanation: TableOutline) -> JSONValue {
    let others = report.tables.contains { $0.name == explanation.name } ? [] : [explanation]
    let tables = SchemaTable.merged(report.tables + others)
    let refs = tables.map { table in
      JSONValue.object([("$ref", .string("#/$defs/section_\(table.name)"))])
    }
    let members: [(String, JSONValue)] = [
      ("schema", const(JSONText.schema)), ("report", const(report.name)),
      ("title", .typed("string")), ("basis", .typed("string", "null")),
      (
        "parameters",
        .object([("type", .string("object")), ("additionalProperties", .typed("string"))])
      ),
      ("sections", .items(.object([("anyOf", .array(refs))]))),
      ("notes", .items(.typed("string"))),
    ]
    return JSONValue.object(
      [
        ("$schema", .string(draft)), ("$id", .string(identifier(report.name))),
        ("title", .string("\(JSONText.schema), \(report.name)")),
      ] + JSONValue.objectSchema(members, isComplete: true) + [
        (
          "$defs",
          .object(
            [("column", column)] + tables.map { ("section_\($0.name)", $0.schema) })
        )
      ])
  }

  private static var column: JSONValue {
    let kinds = ReportColumn.Kind.allCases.map { JSONValue.string($0.rawValue) }
    return .object(
      JSONValue.objectSchema(
        [
          ("name", .typed("string")), ("type", .object([("enum", .array(kinds))])),
          ("unit", .typed("string", "null")),
        ], isComplete: true))
  }
}
