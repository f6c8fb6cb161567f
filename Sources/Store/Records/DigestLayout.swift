/// A table whose rows are part of the digest of the import that recorded them.
package struct DigestedTable: Sendable {
  /// Its name in SQL.
  package let name: String
  /// In the order of their names, so that their places in the table do not matter.
  package let columns: [String]
  /// Its rows of import `?1`: what follows the columns in a SELECT.
  private let rows: String
  /// Its columns, for SQL.
  let list: String
  /// The names of its columns as they stand in a row's bytes.
  let framedNames: [[UInt8]]

  /// The table called `name`; `rows` is the FROM and WHERE that picks those of import `?1`.
  package init(_ name: String, columns: [String], rows: String) {
    self.name = name
    self.columns = columns.sorted()
    self.rows = rows
    list = self.columns.map { "\(name).\($0)" }.joined(separator: ", ")
    framedNames = self.columns.map { name in
      var bytes = RowBytes()
      bytes.add(name)
      return bytes.bytes
    }
  }

  /// A table of facts. `ended_by` is no part of a row: a later import or undo sets it.
  package init(_ kind: RecordKind) {
    let name = kind.table.name
    self.init(
      name, columns: ["id", "restored_from"] + kind.content,
      rows: "FROM \(name) WHERE recorded_by = ?1")
  }

  /// A table whose rows are parts of those of a kind.
  private init(_ part: PartTable, of kind: RecordKind) {
    let table = kind.table.name
    self.init(
      part.name, columns: [part.owner] + part.columns,
      rows: """
        FROM \(part.name) JOIN \(table) ON \(table).id = \(part.owner) WHERE recorded_by = ?1
        """)
  }

  /// The tables of a kind; lines are hashed with their invoices.
  fileprivate static func all(of kind: RecordKind) -> [DigestedTable] {
    let parts = [kind.table.part].compactMap(\.self).map { DigestedTable($0, of: kind) }
    return kind == .invoices ? [] : [DigestedTable(kind)] + parts
  }

  /// Its rows of import `?1`, with other columns in front.
  func query(after front: String = "") -> String { "SELECT \(front)\(list) \(rows)" }

  /// Whether it has rows of import `?1`, for SQL.
  var isRecorded: String { "EXISTS (SELECT 1 \(rows))" }
}

/// What the digest of an import is made of.
///
/// Only what has a value counts: a table, or a column of facts or lines, that is added later
/// changes no digest from before.
package struct DigestLayout: Sendable {
  /// Tables whose rows are hashed one by one, the import's own among them.
  package var tables: [DigestedTable]
  /// The table of invoices, each hashed with its lines.
  package var invoice: DigestedTable
  /// The columns of the lines, in the order of their codes.
  package var lineColumns: [DigestedLineColumn]

  /// How digests are made now. It is kept with each of them, so that another way can be told apart.
  package static let version: Int64 = 2

  /// What this version of the program records.
  package static let current = DigestLayout(
    tables: RecordKind.allCases.flatMap(DigestedTable.all) + [imports],
    invoice: DigestedTable(.invoices), lineColumns: LineColumn.allCases.map(\.digested))

  /// The lines of the invoice whose row is `?1`.
  var linesQuery: String {
    """
    SELECT \(lineColumns.map(\.sql).joined(separator: ", "))
    FROM invoice_line
    LEFT JOIN sku ON sku.id = sku_id
    LEFT JOIN unit ON unit.id = unit_id
    WHERE invoice_row_id = ?1
    ORDER BY line_no
    """
  }

  /// An import's own row, but for its digest, and for what an undo writes into it later.
  private static let imports = DigestedTable(
    "import", columns: ImportRecord.columns, rows: "FROM import WHERE id = ?1")
}
