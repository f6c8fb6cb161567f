package import SQLite

/// A column of a kind of record: as files and the store know it, and what it keeps of a record.
package struct RecordColumn<Record>: Sendable {
  /// What the column is.
  package let column: Column
  /// What is stored of a record, for each of the column's stored columns.
  let values: @Sendable (Record) -> [Value]

  /// A column with its `meaning` in one sentence, which keeps several values of a record, or none.
  ///
  /// `synonyms` are other titles for it. One that is `filled` may be empty in files and never is in
  /// the store.
  package init(
    _ name: String, _ type: ColumnType,
    _ values: @escaping @Sendable (Record) -> [Value], required: Bool = false,
    filled: Bool = false, meaning: String, unit: String? = nil, example: String = "",
    synonyms: [String] = [], stored: Storage = .usual
  ) {
    column = Column(
      name: name, synonyms: synonyms, type: type, isRequired: required, meaning: meaning,
      unit: unit, example: example,
      stored: stored.columns(title: name, type, isOptional: !required && !filled))
    self.values = values
  }

  /// A column that keeps one value of a record.
  package init<Kept: StoredValue & SendableMetatype>(
    _ name: String, _ type: ColumnType, _ value: @escaping @Sendable (Record) -> Kept?,
    required: Bool = false, filled: Bool = false, meaning: String, unit: String? = nil,
    example: String = "", synonyms: [String] = [], stored: Storage = .usual
  ) {
    self.init(
      name, type, { [value($0)?.stored ?? .null] }, required: required, filled: filled,
      meaning: meaning, unit: unit, example: example, synonyms: synonyms, stored: stored)
  }
}

/// The columns of a kind of record, in the order of its fields.
package struct RecordColumns<Record: StoredRecord>: Sendable {
  /// All of them.
  package let all: [RecordColumn<Record>]
  /// The columns of the table, those gathered from rows of another table last.
  let stored: [StoredColumn]

  /// Columns one below the other.
  package init(@RecordColumnBuilder<Record> _ columns: () -> [RecordColumn<Record>]) {
    let all = columns()
    let stored = Record.fields.flatMap { all[$0.rawValue].column.stored }
    self.all = all
    self.stored = stored.filter { $0.expression == nil } + stored.filter { $0.expression != nil }
  }

  /// The column of a field.
  package subscript(field: Record.Field) -> Column { all[field.rawValue].column }
}

/// Puts columns one below the other.
@resultBuilder
package enum RecordColumnBuilder<Record> {
  /// A column.
  package static func buildExpression(
    _ column: RecordColumn<Record>
  ) -> [RecordColumn<Record>] { [column] }
  /// Columns that several kinds have in common.
  package static func buildExpression(
    _ columns: [RecordColumn<Record>]
  ) -> [RecordColumn<Record>] { columns }
  /// All columns, in their order.
  package static func buildBlock(_ columns: [RecordColumn<Record>]...) -> [RecordColumn<Record>] {
    columns.flatMap { $0 }
  }
}
