package import Store

/// Files of one kind to be taken in together: all of them, or nothing.
package struct ImportJob: Sendable {
  /// What the files hold.
  package let kind: RecordKind
  /// Paths as the user gave them; `-` is standard input.
  package let paths: [String]
  /// Whether columns that the kind does not have are passed over.
  package let ignoresUnknownColumns: Bool
  /// How a supplier lays the files out, where it is not our way.
  package let mapping: FileMapping?
  /// The version of the program, kept with each import.
  package let programVersion: String
  /// Tells the time in UTC, `2026-11-23T18:00:00Z`.
  package let clock: @Sendable () -> String

  /// A job for `paths` of one `kind`.
  package init(
    kind: RecordKind, paths: [String], ignoresUnknownColumns: Bool = false,
    mapping: FileMapping? = nil, programVersion: String, clock: @escaping @Sendable () -> String
  ) {
    self.kind = kind
    self.paths = paths
    self.ignoresUnknownColumns = ignoresUnknownColumns
    self.mapping = mapping
    self.programVersion = programVersion
    self.clock = clock
  }

  /// Takes the files in, in one transaction, and tells what became of each.
  /// - Throws: `ImportFailure` with every bad row of every file, and nothing is stored; `FileError`
  ///   where a file cannot be read; `SQLiteError` where the store fails.
  package func run(into store: borrowing Store) throws -> [ImportOutcome] {
    try store.transaction {
      var run = ImportRun(self)
      var outcomes: [ImportOutcome] = []
      var refusals: [Refusal] = []
      for path in paths {
        do {
          outcomes.append(try run.importFile(at: path, into: store))
        } catch let failure as ImportFailure {
          refusals += failure.refusals
        }
      }
      guard refusals.isEmpty else { throw ImportFailure(refusals: refusals) }
      return outcomes
    }
  }
}
