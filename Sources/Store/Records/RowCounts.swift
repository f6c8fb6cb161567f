package import SQLite

/// How many rows of each kind; kinds without any are left out.
package struct RowCounts: Hashable, Sendable {
  /// Rows by kind.
  package private(set) var byKind: [RecordKind: Int] = [:]

  /// No rows.
  package init() {}

  /// Every row.
  package var total: Int { byKind.values.reduce(0, +) }

  /// `3 contracts, 1 fee`, or `nothing`.
  package var description: String {
    let parts = RecordKind.allCases.compactMap { kind in
      byKind[kind].map { kind.counted($0) }
    }
    return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
  }

  mutating func add(_ count: Int64, of kind: RecordKind) {
    if count > 0 { byKind[kind, default: 0] += Int(count) }
  }
}

extension Store {
  /// The live rows that stand in the file of an import, those included that an undo brought back.
  package func liveRows(ofImport number: Int64) throws(SQLiteError) -> RowCounts {
    var counts = RowCounts()
    for kind in RecordKind.allCases {
      var rows = try Statement(
        """
        SELECT count(*) FROM \(kind.table.name)
        WHERE ended_by IS NULL AND coalesce(restored_from, recorded_by) = ?1
        """, on: connection)
      try rows.bind(number, at: 1)
      if try rows.step() { counts.add(rows.int64(0), of: kind) }
    }
    return counts
  }

  /// All rows that an import or an undo recorded, whether or not they have ended.
  package func recordedRows(ofImport number: Int64) throws(SQLiteError) -> RowCounts {
    var counts = RowCounts()
    for kind in RecordKind.allCases {
      var rows = try Statement(
        "SELECT count(*) FROM \(kind.table.name) WHERE recorded_by = ?1", on: connection)
      try rows.bind(number, at: 1)
      if try rows.step() { counts.add(rows.int64(0), of: kind) }
    }
    return counts
  }

  /// All rows that an import or an undo ended.
  package func endedRows(ofImport number: Int64) throws(SQLiteError) -> RowCounts {
    var counts = RowCounts()
    for kind in RecordKind.allCases {
      var rows = try Statement(
        "SELECT count(*) FROM \(kind.table.name) WHERE ended_by = ?1", on: connection)
      try rows.bind(number, at: 1)
      if try rows.step() { counts.add(rows.int64(0), of: kind) }
    }
    return counts
  }
}
