package import SQLite

/// A kind of record: the struct of the trade, with all that is the same of every kind told once.
///
/// From the columns of its `Field` come the header of its files and their documentation, and the
/// statements that store it, read it back, revise it and bring it back when a revision is undone.
package protocol StoredRecord: Hashable, Sendable {
  /// Its columns.
  associatedtype Field: RecordField

  /// Its table, and the words for it.
  static var table: RecordTable { get }

  /// Its columns, in the order of the fields.
  static var columns: RecordColumns<Self> { get }

  /// The fields that its table keeps.
  static var fields: [Field] { get }

  /// The columns that people look for, in the order in which a list has them.
  static var listed: [Field] { get }

  /// SQL expressions over the stored columns, of which no two live rows have all the same; written as
  /// the index of the table has them. `name` writes a column.
  static func key(_ name: (String) -> String) -> [String]

  /// Reads a row.
  /// - Throws: an error that names the field that cannot be read, or breaks a rule of the kind.
  init<Row: FieldSource & ~Copyable>(_ row: borrowing Row) throws where Row.Field == Field

  /// Rows of its table's part, without the owner.
  var parts: [[Value]] { get }
}

/// The table of a kind of record.
package struct RecordTable: Hashable, Sendable {
  /// Its name in SQL.
  package let name: String
  /// The user's word for one row.
  package let one: String
  /// The user's word for its rows, as in `12 fees`.
  package let several: String
  /// What a file of the kind holds, in one sentence.
  package let summary: String
  /// What the columns of the key do not say about it, in one sentence.
  package let keyNote: String?
  /// The column by which others refer to a row, through all of its revisions; `nil` where none do.
  package let identity: String?
  /// A table with more of each row; `nil` where there is none.
  package let part: PartTable?

  init(
    _ name: String, one: String, several: String, identity: String? = nil, part: PartTable? = nil,
    _ summary: String, keyNote: String? = nil
  ) {
    self.name = name
    self.one = one
    self.several = several
    self.summary = summary
    self.keyNote = keyNote
    self.identity = identity
    self.part = part
  }
}

/// A table whose rows are parts of the rows of another.
package struct PartTable: Hashable, Sendable {
  /// Its name in SQL.
  package let name: String
  /// The column with the id of the row that it is a part of.
  package let owner: String
  /// Its other columns.
  package let columns: [String]
}

extension StoredRecord {
  /// The columns of the key; one that can be NULL counts as empty then.
  package static func key(_ name: (String) -> String) -> [String] {
    Field.key.flatMap(\.column.stored).map { column in
      column.isOptional ? "coalesce(\(name(column.name)), '')" : name(column.name)
    }
  }

  /// All but where they come from.
  package static var listed: [Field] {
    Field.allCases.filter { ![Field.source, .confidence, .notes].contains($0) }
  }

  /// All of them.
  package static var fields: [Field] { Array(Field.allCases) }

  /// No parts.
  package var parts: [[Value]] { [] }

  /// The columns of files, in the order of the template.
  package static var fileColumns: [Column] { columns.all.map(\.column) }

  /// What is stored of a field, for each of its stored columns.
  package func values(of field: Field) -> [Value] {
    Self.columns.all[field.rawValue].values(self)
  }

  /// The columns of the table that hold what files say, in the order of their fields; what rows of
  /// another table hold comes last.
  package static var stored: [StoredColumn] { columns.stored }

  /// The columns of the table alone.
  static var ownColumns: [StoredColumn] { stored.filter { $0.expression == nil } }

  /// What the columns of `stored` keep of it.
  var storedValues: [Value] {
    var (own, gathered): ([Value], [Value]) = ([], [])
    for field in Self.fields {
      for (column, value) in zip(field.column.stored, values(of: field)) {
        if column.expression == nil { own.append(value) } else { gathered.append(value) }
      }
    }
    return own + gathered
  }
}
