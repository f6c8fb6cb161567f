/// Rows of a table that are laid out as they come: a query hands each over and keeps none.
package struct TableRows<Row: Sendable>: Sendable {
  private let table: Table<Row>
  private var cells: PackedRows

  init(_ table: Table<Row>) {
    self.table = table
    cells = PackedRows(columns: table.columns.count)
  }

  /// Lays a row out.
  package mutating func append(_ row: Row) {
    cells.append(table.columns.map { $0.cell(row) })
  }

  /// How many rows there are.
  package var count: Int { cells.count }

  /// The cells of the rows so far.
  package var laidOut: SectionRows { cells.rows }

  /// The rows.
  package func section() -> Section { table.section(laidOut: laidOut) }

  /// The rows, if there are any.
  package func sectionIfAny() -> Section? { count == 0 ? nil : section() }

  /// The rows with totals below them: a column of `table` stands below the one of its name.
  package func section<Total>(totals: [Total], of table: Table<Total>) -> Section {
    let columns = Dictionary(uniqueKeysWithValues: table.columns.map { ($0.description.name, $0) })
    return self.table.section(
      laidOut: laidOut,
      totals: totals.map { total in
        self.table.columns.map { columns[$0.description.name]?.cell(total) ?? .empty }
      })
  }
}

/// Rows of a table that come in any order and are shown in that of their places.
package struct PlacedRows<Row: Sendable, Place: Comparable & Sendable>: Sendable {
  private let table: Table<Row>
  private var rows: TableRows<Row>
  /// By the order in which they came: the place of rows that stay together, and the first of them.
  private var runs: [(place: Place, first: Int)] = []

  init(_ table: Table<Row>) {
    self.table = table
    rows = table.rows()
  }

  /// Lays out rows that have one place, in their order.
  package mutating func append(_ run: [Row], at place: Place) {
    runs.append((place, rows.count))
    for row in run { rows.append(row) }
  }

  /// The rows by their places; of equal ones, those that came first.
  package func section() -> Section {
    let order = runs.indices.sorted { runs[$0].place < runs[$1].place }.flatMap { run in
      runs[run].first..<(run + 1 < runs.count ? runs[run + 1].first : rows.count)
    }
    return table.section(laidOut: rows.laidOut.ordered(by: order))
  }
}
