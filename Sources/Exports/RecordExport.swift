package import Store
internal import Rendering

/// What is recorded of a kind, as a CSV file that `offtake import` takes: the columns of its template.
///
/// Values stand as they are stored: amounts with all their digits, texts also if a spreadsheet would run them as
/// a formula. Rows that were undone or revised are not in it.
package enum RecordExport {
  /// Hands over a header and the live rows of a kind, as they were recorded.
  /// - Returns: how many rows there are.
  /// - Throws: `SQLiteError`; what `take` throws.
  @discardableResult
  package static func write(
    _ kind: RecordKind, of store: Store, to take: (String) throws -> Void
  ) throws -> Int {
    let list = RecordList(fileOf: kind)
    try take(CSVText.record(list.columns.map(\.column.name)))
    var count = 0
    try list.forEachRow(in: store) { row in
      try take(CSVText.record(list.columns.map { $0.fileText(in: row) }))
      count += 1
    }
    return count
  }
}

extension RecordKind {
  /// The name of its file in an export of the whole book: `02-contracts.csv`. In the order of their names, the
  /// files can be imported: none refers to a later one.
  package var exportedFile: String {
    let place = (RecordKind.allCases.firstIndex(of: self) ?? 0) + 1
    return "\(place < 10 ? "0" : "")\(place)-\(rawValue).csv"
  }
}
