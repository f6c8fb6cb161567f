import Procurement

/// Where the columns of a list are: the table of a kind, joined to the contract or invoice that its rows
/// belong to; for a file, also to the table of the lines.
struct ListSource: Sendable {
  let table: String
  let from: String
  /// Whether rows are those of a file.
  let isFile: Bool
  /// The order of a file's rows; `nil` for a list, which is in the order of its key.
  let order: [String]?
  /// The currency of a row's amounts; NULL where it has none.
  let currency: String
  /// The name of the joined table; `nil` where rows belong to nothing.
  private let parent: String?
  private let stored: [StoredColumn]
  private let identity: String?

  /// The source of a list: a row for each record.
  init(_ record: any StoredRecord.Type) { self.init(record, isFile: false) }

  /// The source of a file.
  init(fileOf record: any StoredRecord.Type) { self.init(record, isFile: true) }

  private init<Record: StoredRecord>(_ record: Record.Type, isFile: Bool) {
    self.isFile = isFile
    order = isFile ? ListSource.fileOrder(of: record) : nil
    table = Record.table.name
    stored = Record.stored
    identity = Record.table.identity
    let contents = Set(Record.stored.map(\.content))
    let hasOwn = Record.stored.contains { $0.name == "currency" }
    parent =
      contents.contains(.invoice)
      ? "invoice" : contents.contains(.contract) && !hasOwn ? "contract" : nil
    from =
      table + (isFile && record == Invoice.self ? InvoiceFile.joinedLines : "")
      + (parent.map { parent in
        """
         LEFT JOIN \(parent) AS parent
            ON parent.\(parent)_id = \(Record.table.name).\(parent)_id AND parent.ended_by IS NULL
        """
      } ?? "")
    currency = hasOwn ? "\(table).currency" : parent == nil ? "NULL" : "parent.currency"
  }

  /// What stands in a column; `nil` for one that nothing is kept of.
  func expressions(_ column: Column) -> [String]? {
    if isFile, table == Invoice.table.name, let own = InvoiceFile.expressions(column) { return own }
    if !column.stored.isEmpty { return column.stored.map(expression) }
    guard parent != nil else { return nil }
    switch column.name {
    case "currency": return ["parent.currency"]
    case "provider", "buyer": return [ListSource.slug("parent.\(column.name)_id")]
    case "issued_year" where isFile: return ["substr(parent.issued_on, 1, 4)"]
    default: return nil
    }
  }

  private func expression(_ column: StoredColumn) -> String {
    if column.selected != column.name { return column.selected }
    let own = "\(table).\(column.name)"
    return switch column.content {
    case .organization: ListSource.slug(own)
    case .contract: ListSource.name("reference", of: "contract", own)
    case .invoice: ListSource.name("number", of: "invoice", own)
    case .plain, .money, .kilowatts, .day, .flag: own
    }
  }

  private static func slug(_ id: String) -> String { name("slug", of: "organization", id) }

  static func name(_ column: String, of table: String, _ id: String) -> String {
    """
    (SELECT named.\(column) FROM \(table) AS named
     WHERE named.\(table)_id = \(id) AND named.ended_by IS NULL)
    """
  }

  /// The id of who sells or buys; a figure of an organization is its own, whichever is asked for.
  func organization(_ role: String) -> String? {
    if stored.contains(where: { $0.name == "\(role)_id" }) { return "\(table).\(role)_id" }
    if parent != nil { return "parent.\(role)_id" }
    return identity == nil && stored.contains { $0.name == "organization_id" }
      ? "\(table).organization_id" : nil
  }

  /// The condition that a row is of one of the contracts of a JSON array; lines of an invoice may be
  /// under others than it.
  var contract: String? {
    let isAmong = "IN (SELECT value FROM json_each(?))"
    let owner = parent ?? table
    let name = parent == nil ? table : "parent"
    guard owner == "invoice" else {
      let hasContract = identity == "contract_id" || stored.contains { $0.name == "contract_id" }
      return hasContract ? "\(table).contract_id \(isAmong)" : nil
    }
    return """
      EXISTS (SELECT 1 FROM json_each(?) AS asked
              WHERE asked.value = \(name).contract_id OR asked.value IN (
                  SELECT line.own_contract_id FROM invoice_line AS line
                  WHERE line.invoice_row_id = \(name).id))
      """
  }
}

// MARK: The order of a file

extension ListSource {
  /// As the rows were recorded, so that what is said last stays last; an organization after the one that
  /// it is part of, which an import must know by then.
  private static func fileOrder<Record: StoredRecord>(of record: Record.Type) -> [String] {
    if record == Invoice.self { return InvoiceFile.order }
    return (record == Organization.self ? [depth] : []) + ["\(Record.table.name).id"]
  }

  /// How many organizations one is part of, one within the other.
  private static let depth = """
    (WITH RECURSIVE above(id, depth) AS (
         SELECT organization.parent_id, 0
         UNION ALL
         SELECT part.parent_id, depth + 1
         FROM above JOIN organization AS part
             ON part.organization_id = above.id AND part.ended_by IS NULL
         WHERE depth < 1000)
     SELECT max(depth) FROM above)
    """
}
