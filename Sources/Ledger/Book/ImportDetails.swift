internal import SQLite
package import Store

/// One import or undo with its rows, and what depends on it.
package struct ImportDetails: Hashable, Sendable {
  /// The import.
  package let entry: ImportEntry
  /// Rows that it recorded, whether or not they have ended.
  package let recorded: RowCounts
  /// Rows of its file that are live, those included that an undo brought back.
  package let live: RowCounts
  /// Rows that it ended: revised by an import, or undone by an undo.
  package let ended: RowCounts
  /// The lines of the mapping that its file was read by.
  package let mapping: [Substring]
  /// Later imports that an undo of this one must also undo; empty for an undo.
  package let dependents: [DependentImport]

  /// Reads an import or undo by its number.
  /// - Throws: `UnknownNameError` for a number that no import has.
  package init(number: Int64, in book: Book) throws {
    let entries = try ImportEntry.all(in: book.store)
    guard let entry = entries.first(where: { $0.number == number }) else {
      throw UnknownNameError(what: "import", name: "\(number)")
    }
    self.entry = entry
    mapping = try entry.mappingSHA256.map { try book.mappingText($0) } ?? []
    recorded = try book.store.recordedRows(ofImport: number)
    live = try book.store.liveRows(ofImport: number)
    ended = try book.store.endedRows(ofImport: number)
    dependents = entry.state == .live ? try book.store.dependents(ofImport: number) : []
  }
}

extension Book {
  /// The lines of a mapping that a file was read by; none where the store has lost it.
  fileprivate func mappingText(_ sha256: String) throws -> [Substring] {
    var rows = try Statement("SELECT text FROM mapping WHERE sha256 = ?1", on: store.connection)
    try rows.bind(sha256, at: 1)
    guard try rows.step() else { return [] }
    return rows.string(0).split(separator: "\n", omittingEmptySubsequences: false)
  }
}
