internal import Procurement

/// A report as JSON, schema `offtake.report/1`; it only grows (docs/json.md).
///
/// Amounts, decimals and ratios are strings, so that no reader makes a binary fraction of them.
package enum JSONText {
  /// The whole report, indented by two blanks, ending in a newline.
  package static func text(_ report: Report) -> String {
    var text = ""
    write(report) { text += $0 }
    return text
  }

  /// Hands the text over, value by value.
  package static func write<Failure: Error>(
    _ report: Report, to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    try value(report).write(indent: 0, to: take)
    try take("\n")
  }

  private static func value(_ report: Report) -> JSONValue {
    .object(
      heading(report.name, report.title, report.basis, report.parameters) + [
        ("sections", .array(report.sections.map(section))),
        ("notes", .list(count: report.notes.count) { .string(report.notes[$0]) }),
      ])
  }

  private static func heading(
    _ name: String, _ title: String, _ basis: String?, _ parameters: [Report.Parameter]
  ) -> [(String, JSONValue)] {
    [
      ("schema", .string("offtake.report/1")),
      ("report", .string(name)),
      ("title", .string(title)),
      ("basis", basis.map { .string($0) } ?? .null),
      ("parameters", .object(parameters.map { ($0.name, .string($0.value)) })),
    ]
  }

  /// Hands a stream over as a report of one section, row by row.
  package static func write<Failure: Error>(
    _ stream: RowStream, to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    let section = JSONValue.object([
      ("name", .string("rows")), ("title", .null),
      ("columns", .array(stream.columns.map(column))),
      ("rows", .sequence { stream.next().map { row($0, stream.columns) } }),
      ("totals", .array([])),
    ])
    let report = JSONValue.object(
      heading(stream.name, stream.title, nil, stream.parameters) + [
        ("sections", .array([section])), ("notes", .array([])),
      ])
    try report.write(indent: 0, to: take)
    try take("\n")
  }

  private static func section(_ section: Section) -> JSONValue {
    .object([
      ("name", .string(section.name)),
      ("title", section.title.map { .string($0) } ?? .null),
      ("columns", .array(section.columns.map(column))),
      (
        "rows",
        .list(count: section.rows.count) { row(section.rows[$0], section.columns) }
      ),
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
  /// An array whose values are made when they are written.
  case list(count: Int, value: (Int) -> JSONValue)
  /// An array whose values come one after the other, and none after the last.
  case sequence(next: () -> JSONValue?)

  /// Source: RFC 8259.
  func write<Failure: Error>(
    indent: Int, to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    switch self {
    case .null: try take("null")
    case .number(let number): try take(String(number))
    case .string(let string): try take(JSONValue.quoted(string))
    case .array(let values):
      try JSONValue.block(values.count, "[", "]", indent, take) { (index) throws(Failure) in
        try values[index].write(indent: indent + 2, to: take)
      }
    case .list(let count, let value):
      try JSONValue.block(count, "[", "]", indent, take) { (index) throws(Failure) in
        try value(index).write(indent: indent + 2, to: take)
      }
    case .sequence(let next): try JSONValue.write(next, indent, take)
    case .object(let members):
      try JSONValue.block(members.count, "{", "}", indent, take) { (index) throws(Failure) in
        try take(JSONValue.quoted(members[index].0) + ": ")
        try members[index].1.write(indent: indent + 2, to: take)
      }
    }
  }

  private static func write<Failure: Error>(
    _ next: () -> JSONValue?, _ indent: Int, _ take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    guard let first = next() else { return try take("[]") }
    let margin = String(repeating: " ", count: indent)
    try take("[\n" + margin + "  ")
    try first.write(indent: indent + 2, to: take)
    while let value = next() {
      try take(",\n" + margin + "  ")
      try value.write(indent: indent + 2, to: take)
    }
    try take("\n" + margin + "]")
  }

  private static func block<Failure: Error>(
    _ count: Int, _ open: String, _ close: String, _ indent: Int,
    _ take: (String) throws(Failure) -> Void, item: (Int) throws(Failure) -> Void
  ) throws(Failure) {
    guard count > 0 else { return try take(open + close) }
    let margin = String(repeating: " ", count: indent)
    for index in 0..<count {
      try take((index == 0 ? open : ",") + "\n" + margin + "  ")
      try item(index)
    }
    try take("\n" + margin + close)
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
