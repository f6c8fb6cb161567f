internal import Procurement

/// A report as JSON, schema `offtake.report/1`; it only grows (docs/json.md).
///
/// Amounts, decimals and ratios are strings, so that no reader makes a binary fraction of them.
package enum JSONText {
  /// The whole report, indented by two blanks, ending in a newline.
  package static func text(_ report: Report) -> String {
    JSONValue.object([
      ("schema", .string("offtake.report/1")),
      ("report", .string(report.name)),
      ("title", .string(report.title)),
      ("basis", report.basis.map { .string($0) } ?? .null),
      ("parameters", .object(report.parameters.map { ($0.name, .string($0.value)) })),
      ("sections", .array(report.sections.map(section))),
      ("notes", .array(report.notes.map { .string($0) })),
    ]).text(indent: 0) + "\n"
  }

  private static func section(_ section: Section) -> JSONValue {
    .object([
      ("name", .string(section.name)),
      ("title", section.title.map { .string($0) } ?? .null),
      ("columns", .array(section.columns.map(column))),
      ("rows", .array(section.rows.map { row($0, section.columns) })),
      ("totals", .array(section.totals.map { row($0, section.columns) })),
    ])
  }

  private static func column(_ column: ReportColumn) -> JSONValue {
    .object([
      ("name", .string(column.name)), ("type", .string(column.kind.rawValue)),
      ("unit", column.unit.map { .string($0) } ?? .null),
    ])
  }

  private static func row(_ cells: [Cell], _ columns: [ReportColumn]) -> JSONValue {
    .object(zip(columns, cells).flatMap { members($0, $1) })
  }

  /// A value, and beside it the currency of an amount and the reason of what is not there.
  private static func members(_ column: ReportColumn, _ cell: Cell) -> [(String, JSONValue)] {
    var members = [(column.name, value(cell))]
    if case .money(let money) = cell {
      members.append((column.name + "_currency", .string(money.currency.code)))
    }
    if column.hasReasons || cell.reason != nil {
      members.append((column.name + "_reason", cell.reason.map { .string($0) } ?? .null))
      members.append((column.name + "_code", cell.code.map { .string($0.rawValue) } ?? .null))
    }
    return members
  }

  private static func value(_ cell: Cell) -> JSONValue {
    if case .count(let count) = cell { return .number(count) }
    return cell.plain.map { .string($0) } ?? .null
  }
}

/// JSON as it is written: members keep their order.
indirect enum JSONValue {
  case null
  case number(Int)
  case string(String)
  case array([JSONValue])
  case object([(String, JSONValue)])

  /// Source: RFC 8259.
  func text(indent: Int) -> String {
    switch self {
    case .null: "null"
    case .number(let number): String(number)
    case .string(let string): JSONValue.quoted(string)
    case .array(let values):
      JSONValue.block(
        values.map { $0.text(indent: indent + 2) }, open: "[", close: "]", indent: indent)
    case .object(let members):
      JSONValue.block(
        members.map { JSONValue.quoted($0) + ": " + $1.text(indent: indent + 2) },
        open: "{", close: "}", indent: indent)
    }
  }

  private static func block(
    _ items: [String], open: String, close: String, indent: Int
  ) -> String {
    guard !items.isEmpty else { return open + close }
    let margin = String(repeating: " ", count: indent)
    return open + "\n" + items.map { margin + "  " + $0 }.joined(separator: ",\n") + "\n" + margin
      + close
  }

  private static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case ..<" ", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
