internal import Files
internal import SQLite

// A log that another file left beside the database: SQLite would mix the two, and say nothing.

extension Store {
  /// Refuses a database beside which there is the log of another file, as after a copy was put over it.
  ///
  /// To be called before it is opened to be written: SQLite plays a journal back then, and writes a log
  /// into the file at the latest when it closes it.
  /// - Throws: `StoreError` with `foreignLog`.
  static func refuseForeignLog(beside path: String) throws {
    // The log first: until the file is looked at, a checkpoint can only add to it.
    let log = WriteAheadLog(of: path)
    let hasJournal = (FileReader.regularSize(path + "-journal") ?? 0) > 0
    guard log != nil || hasJournal,
      let file = try? Connection(path: path, access: .immutable)
    else { return }
    if hasJournal, keepsNoJournal(file) { throw foreignLog(path, "-journal") }
    guard let log else { return }
    let changes = file.headerNumber(at: WriteAheadLog.counterOffset) ?? .max
    guard changes >= Int64(log.firstCounter ?? 0) - 1, try keepsLastImport(of: file, path) else {
      throw foreignLog(path, "-wal")
    }
  }

  /// Whether a database has with its log the last import that its file has without it; true also where
  /// that cannot be told: of a file that is not whole, as when power fails while the log is written into it.
  private static func keepsLastImport(
    of file: borrowing Connection, _ path: String
  ) throws -> Bool {
    do {
      let last = try imports(file, "ORDER BY id DESC LIMIT 1").first
      guard let last else { return true }
      let database = try Connection(path: path, access: .readOnly)
      let found = try imports(database, "WHERE id = \(last.number)").first
      return try found?.digest == last.digest || !isWhole(file)
    } catch is SQLiteError {
      return true
    }
  }

  private static func isWhole(_ file: borrowing Connection) throws(SQLiteError) -> Bool {
    var found = try Statement("PRAGMA quick_check(1)", on: file)
    return try found.step() && found.string(0) == "ok"
  }

  private static func imports(
    _ connection: borrowing Connection, _ condition: String
  ) throws -> [(number: Int64, digest: String)] {
    // A view of a stranger's would be run.
    var tables = try Statement(
      """
      SELECT 1
      FROM sqlite_schema
      WHERE name = 'import' AND type = 'table' AND sql GLOB 'CREATE TABLE import (*'
      """, on: connection)
    guard try tables.step() else { return [] }
    var rows = try Statement("SELECT id, digest FROM import \(condition)", on: connection)
    guard try rows.step() else { return [] }
    return [(rows.int64(0), rows.string(1))]
  }

  private static func foreignLog(_ path: String, _ suffix: String) -> StoreError {
    StoreError(.foreignLog(suffix: suffix), path: path)
  }

  /// Whether a file is one of this program's that keeps a write-ahead log, so that it never has a journal.
  private static func keepsNoJournal(_ file: borrowing Connection) -> Bool {
    file.headerNumber(at: 16).map { $0 & 0xFFFF } == 0x0202
      && file.headerNumber(at: 68) == Int64(applicationID)
  }
}
