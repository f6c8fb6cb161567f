internal import Procurement

/// The tables of one name that a report may have in several forms.
struct SchemaTable {
  let name: String
  /// Each once, with the kinds that it has in the forms.
  private var columns: [(column: ReportColumn, kinds: [ReportColumn.Kind])] = []
  private var isOpen = false

  static func merged(_ tables: [TableOutline]) -> [SchemaTable] {
    var merged: [SchemaTable] = []
    for table in tables {
      let place = merged.firstIndex { $0.name == table.name } ?? merged.count
      if place == merged.count { merged.append(SchemaTable(name: table.name)) }
      merged[place].add(table)
    }
    return merged
  }

  private init(name: String) { self.name = name }

  private mutating func add(_ table: TableOutline) {
    isOpen = isOpen || table.hasFurtherColumns
    for column in table.printedColumns {
      if let place = columns.firstIndex(where: { $0.column.name == column.name }) {
        if !columns[place].kinds.contains(column.kind) { columns[place].kinds.append(column.kind) }
        if column.hasReasons || column.isMixed { columns[place].column = column }
      } else {
        columns.append((column, [column.kind]))
      }
    }
  }

  var schema: JSONValue {
    let total = JSONValue.object([
      ("type", .string("object")),
      ("additionalProperties", .typed("string", "integer", "null")),
    ])
    return .object(
      JSONValue.objectSchema(
        [
          ("name", .object([("const", .string(name))])), ("title", .typed("string", "null")),
          ("columns", .items(.object([("$ref", .string("#/$defs/column"))]))),
          ("rows", .items(row)), ("totals", .items(total)),
        ], isComplete: true))
  }

  private var row: JSONValue {
    let members = columns.flatMap { SchemaTable.members($0.column, $0.kinds) }
    return .object(
      JSONValue.objectSchema(members, isComplete: false)
        + (isOpen ? [("additionalProperties", .typed("string", "integer", "null"))] : []))
  }

  /// A value, and beside it the currency of an amount and the reason of what is not there.
  private static func members(
    _ column: ReportColumn, _ kinds: [ReportColumn.Kind]
  ) -> [(String, JSONValue)] {
    var members = [(column.name, value(column, kinds))]
    if kinds.contains(.money) || column.isMixed {
      members.append((column.name + "_currency", currency))
    }
    if column.hasReasons {
      members.append((column.name + "_reason", JSONValue.typed("string", "null")))
      members.append((column.name + "_code", code))
    }
    return members
  }

  private static func value(_ column: ReportColumn, _ kinds: [ReportColumn.Kind]) -> JSONValue {
    var value = kinds[0].schema
    if column.isMixed, column.kind == .text {
      return JSONValue.typed("string", "integer", "null")
    }
    if kinds.count > 1 {
      let forms: [JSONValue] = kinds.map { kind in JSONValue.object(kind.schema) }
      value = [("anyOf", JSONValue.array(forms))]
    }
    if let meaning = column.meaning { value.append(("description", JSONValue.string(meaning))) }
    return JSONValue.object(value)
  }

  private static var currency: JSONValue {
    JSONValue.object([
      ("type", JSONValue.string("string")), ("pattern", JSONValue.string("^[A-Z]{3}$")),
    ])
  }

  private static var code: JSONValue {
    let codes = Unavailable.Code.allCases.map { JSONValue.string($0.rawValue) }
    return JSONValue.object([("enum", JSONValue.array(codes + [JSONValue.null]))])
  }
}

extension ReportColumn.Kind {
  /// What the schema of its values says.
  fileprivate var schema: [(String, JSONValue)] {
    let type = self == .count || self == .days ? "integer" : "string"
    let types = JSONValue.array([JSONValue.string(type), JSONValue.string("null")])
    return [("type", types)] + (pattern.map { [("pattern", JSONValue.string($0))] } ?? [])
  }

  private var pattern: String? {
    switch self {
    case .text, .count, .days: nil
    case .date: "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
    case .month: "^[0-9]{4}-[0-9]{2}$"
    case .money, .decimal: "^-?[0-9]+([.][0-9]+)?$"
    case .ratio: "^-?[0-9]+[.][0-9]{6,}$"
    }
  }
}
