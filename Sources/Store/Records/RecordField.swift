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
}
