internal import CSV
internal import FoundationEssentials

/// The rest of a file, its records sorted.
struct SortedRecords: ~Copyable, Sendable {
  private var sorter: RecordSorter
  /// Why the file could not be read to its end; thrown once the records before are given.
  var error: CSVError?

  /// Holds no record yet.
  /// - Throws: `FileError` where there can be no temporary file.
  init() throws {
    sorter = try RecordSorter(in: FileManager.default.temporaryDirectory.path)
  }

  mutating func add(_ record: some SortableRecord, key: UInt64) throws {
    try sorter.add(record, key: key)
  }

  /// Ends the adding.
  mutating func finish() throws { try sorter.finish() }

  /// Moves the next record to `record`; `false` at the end.
  mutating func next(_ record: inout some SortableRecord) throws -> Bool {
    if try sorter.next(&record) { return true }
    if let error { throw error }
    return false
  }
}
