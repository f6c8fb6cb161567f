/// The columns of one kind of record, in the order of its template.
package protocol RecordField: CaseIterable, Hashable, RawRepresentable<Int>, Sendable {
  /// Its name, what stands in it, and how it is stored.
  var column: Column { get }

  /// Columns of which a file needs one, group by group.
  static var alternatives: [[Self]] { get }

  /// The columns by which a fact is told from another.
  static var key: [Self] { get }

  /// The column of what must be taken whole or not at all, where a record is a part of it.
  static var group: Self? { get }

  /// How a file looks that has several records in a row; `nil` where no kind of file has.
  static var wide: WideLayout<Self>? { get }

  /// Where a fact comes from.
  static var source: Self { get }
  /// How sure it is.
  static var confidence: Self { get }
  /// What else a reader should know.
  static var notes: Self { get }
}

extension RecordField {
  /// No file needs one of several.
  package static var alternatives: [[Self]] { [] }
  /// Every record stands for itself.
  package static var group: Self? { nil }
  /// No file has several records in a row.
  package static var wide: WideLayout<Self>? { nil }
}

/// A layout with a record in each cell: one field in the first column, one in the header, one in the
/// cell, and others that are the same in all of the file.
package struct WideLayout<Field: RecordField>: Sendable {
  /// The field of the first column.
  package let row: Field
  /// What the header calls that column.
  package let rowTitle: String
  /// The field that the header says of each other column.
  package let across: Field
  /// The field of a cell.
  package let cell: Field
  /// Cells that have no record, besides empty ones.
  package let empty: String
  /// What is the same in all records.
  package let constants: [Field: String]
}
