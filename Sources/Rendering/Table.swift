/// A table of a report, declared once: which columns it has, and what stands in each for a row.
package struct Table<Row: Sendable>: Sendable {
  /// A word for programs, such as `explanation`; the main table's is `rows`.
  package let name: String
  /// A heading for people, if a report has several tables.
  package let title: String?
  let columns: [Column<Row>]

  /// A table with these columns, from the left.
  package init(
    _ name: String = "rows", title: String? = nil,
    @ColumnBuilder<Row> columns: () -> [Column<Row>]
  ) {
    self.name = name
    self.title = title
    self.columns = columns()
  }

  /// The table without rows, which is shown under a condition such as `With --explain.`; its further columns,
  /// if it has any, depend on the answer.
  package func outline(
    _ condition: String? = nil, hasFurtherColumns: Bool = false
  ) -> TableOutline {
    TableOutline(
      name: name, title: title, condition: condition, columns: descriptions,
      hasFurtherColumns: hasFurtherColumns, isFields: false)
  }

  /// The table of one thing that is shown whole, as `fields(of:)` lays it out.
  package func fieldsOutline(_ condition: String) -> TableOutline {
    TableOutline(
      name: name, title: title, condition: condition, columns: descriptions,
      hasFurtherColumns: false, isFields: true)
  }

  private var descriptions: [ReportColumn] { columns.map(\.description) }

  /// Lays rows out.
  package func section(_ rows: [Row]) -> Section {
    Section(name: name, title: title, columns: descriptions, rows: cells(rows))
  }

  /// Lays rows out, if there are any.
  package func section(ifAny rows: [Row]) -> Section? { rows.isEmpty ? nil : section(rows) }

  /// Rows that are laid out as they come, for a table that can be long.
  package func rows() -> TableRows<Row> { TableRows(self) }

  /// Rows that are laid out as they come, and are shown by their places.
  package func rows<Place>(by places: Place.Type) -> PlacedRows<Row, Place> { PlacedRows(self) }

  /// Lays rows out, with a total below them for each of `groups`.
  /// - Throws: what the columns' totals throw, such as a sum that does not fit.
  package func section(_ rows: [Row], totals groups: [[Row]]) throws -> Section {
    Section(
      name: name, title: title, columns: descriptions, rows: cells(rows),
      totals: try groups.map { group in
        try columns.map { column in try column.total?(group) ?? .empty }
      })
  }

  /// Lays one row out as a list of fields, a line for each column that has something in it.
  package func fields(of row: Row) -> Section {
    let lines = zip(descriptions.map(\.name), columns.map { $0.cell(row) })
    return FieldLine.table(name, title: title)
      .section(lines.filter { $1 != .empty }.map(FieldLine.init))
  }

  /// Rows of the table that are laid out already.
  package func section(laidOut rows: SectionRows, totals: [[Cell]] = []) -> Section {
    Section(name: name, title: title, columns: descriptions, rows: rows, totals: totals)
  }

  private func cells(_ rows: [Row]) -> SectionRows {
    SectionRows(count: rows.count) { [columns] index in columns.map { $0.cell(rows[index]) } }
  }
}

/// A column of a table: what it is, and what stands in it.
package struct Column<Row>: Sendable {
  private(set) var description: ReportColumn
  let cell: @Sendable (Row) -> Cell
  private(set) var total: (@Sendable ([Row]) throws -> Cell)?

  /// A column of values, whose type says of which kind it is, unless `kind` does.
  ///
  /// `name` is for CSV and JSON: lowercase words with `_`. `title` is the heading for people, unless
  /// that is the name with blanks; `meaning` is for the documentation: a sentence.
  package init<Value: CellValue>(
    _ name: String, as kind: ReportColumn.Kind? = nil, title: String? = nil,
    meaning: String? = nil, _ value: @escaping @Sendable (Row) -> Value
  ) {
    self.init(
      name, kind ?? Value.kind, hasReasons: Value.hasReasons, title: title, meaning: meaning,
      cell: { value($0).cell })
  }

  /// A column of a kind that the type of its values does not say.
  package init(
    _ name: String, _ kind: ReportColumn.Kind, hasReasons: Bool = false, title: String? = nil,
    meaning: String? = nil, cell: @escaping @Sendable (Row) -> Cell
  ) {
    description = ReportColumn(
      name, kind, hasReasons: hasReasons, title: title, meaning: meaning)
    self.cell = cell
  }

  /// The column with something below its rows, for each group of rows that has a total.
  package func total<Value: CellValue>(
    _ value: @escaping @Sendable ([Row]) throws -> Value
  ) -> Column {
    var column = self
    column.total = { try value($0).cell }
    return column
  }

  /// The column as one that no table leaves out.
  package var key: Column { with(description.with(.key)) }

  /// The column as one that a table leaves out first where it is too wide.
  package var detail: Column { with(description.with(.detail)) }

  /// The column as one whose cells are of several kinds, such as amounts and numbers.
  package var mixed: Column { with(description.mixed) }

  /// The column with values that are painted; none where `toning` is `nil`.
  package func toned(_ toning: Toning?) -> Column {
    var description = description
    description.toning = toning
    return with(description)
  }

  private func with(_ description: ReportColumn) -> Column {
    var column = self
    column.description = description
    return column
  }
}

/// Columns one below the other; `if` and `for` say which of them a table has.
@resultBuilder
package enum ColumnBuilder<Row> {
  /// A column.
  package static func buildExpression(_ column: Column<Row>) -> [Column<Row>] { [column] }
  /// Columns that several tables have in common.
  package static func buildExpression(_ columns: [Column<Row>]) -> [Column<Row>] { columns }
  /// All columns, in their order.
  package static func buildBlock(_ columns: [Column<Row>]...) -> [Column<Row>] {
    columns.flatMap { $0 }
  }
  /// The columns of an `if`.
  package static func buildOptional(_ columns: [Column<Row>]?) -> [Column<Row>] { columns ?? [] }
  /// The columns of an `if` that has an `else`.
  package static func buildEither(first columns: [Column<Row>]) -> [Column<Row>] { columns }
  /// The columns of an `else`.
  package static func buildEither(second columns: [Column<Row>]) -> [Column<Row>] { columns }
  /// The columns of a loop.
  package static func buildArray(_ columns: [[Column<Row>]]) -> [Column<Row>] {
    columns.flatMap { $0 }
  }
}

/// A field of one thing that is shown whole.
private struct FieldLine {
  let name: String
  let cell: Cell

  static func table(_ name: String, title: String?) -> Table<FieldLine> {
    Table(name, title: title) {
      Column("field", \.name).key
      Column("value", .text, hasReasons: true, cell: \.cell).key.mixed
    }
  }
}

extension TableOutline {
  /// The columns that are printed, besides further ones.
  var printedColumns: [ReportColumn] {
    isFields ? FieldLine.table(name, title: title).outline().columns : columns
  }
}
