internal import Procurement

/// A report as JSON, schema `offtake.report/1`; it only grows (docs/json.md).
///
/// Amounts, decimals and ratios are strings, so that no reader makes a binary fraction of them.
package enum JSONText {
  /// The name and number of the schema.
  static let schema = "offtake.report/1"

  /// The whole report, indented by two blanks, ending in a newline.
  package static func text(_ report: Report) -> String {
    var text = ""
    write(PrintableReport(report)) { text += $0 }
    return text
  }

  /// Hands the text over, value by value.
  package static func write<Failure: Error>(
    _ report: PrintableReport, to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    try value(report).write(indent: 0, to: take)
    try take("\n")
  }

  private static func value(_ report: PrintableReport) -> JSONValue {
    .object([
      ("schema", .string(schema)),
      ("report", .string(report.name)),
      ("title", .string(report.title)),
      ("basis", report.basis.map { .string($0) } ?? .null),
      ("parameters", .object(report.parameters.map { ($0.name, .string($0.value)) })),
      ("sections", .array(report.tables.map(section))),
      ("notes", .list(count: report.notes.count) { .string(report.notes[$0]) }),
    ])
  }

  private static func section(_ table: PrintableTable) -> JSONValue {
    let row = { (cells: [Cell]) in JSONValue.object(members(of: cells, table.columns)) }
    return .object([
      ("name", .string(table.name)),
      ("title", table.title.map { .string($0) } ?? .null),
      ("columns", .array(table.columns.map(column))),
      ("rows", table.rows(row)),
      ("totals", .array(table.totals.map(row))),
    ])
  }

  private static func column(_ column: ReportColumn) -> JSONValue {
    .object([
      ("name", .string(column.name)), ("type", .string(column.kind.rawValue)),
      ("unit", column.unit.map { .string($0) } ?? .null),
    ])
  }

  /// The members of a row, in the order of its columns.
  static func members(of cells: [Cell], _ columns: [ReportColumn]) -> [(String, JSONValue)] {
    zip(columns, cells).flatMap { members($0, $1) }
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
