package import Store

/// Files of one kind to be imported together: all of them, or none.
package struct ImportJob: Sendable {
  /// What the files hold.
  package let kind: RecordKind
  /// The files, in order.
  package let sources: [ImportSource]
  /// How they are imported.
  package let options: ImportOptions
  /// The version of the program, kept with each import.
  package let programVersion: String
  /// Tells the time in UTC, `2026-11-23T18:00:00Z`.
  package let clock: @Sendable () -> String

  /// A job for `paths` of one `kind`, as the user gave them; `-` is standard input.
  package init(
    kind: RecordKind, paths: [String], options: ImportOptions = ImportOptions(),
    programVersion: String, clock: @escaping @Sendable () -> String
  ) {
    self.init(
      kind: kind, sources: paths.map { .path($0) }, options: options,
      programVersion: programVersion, clock: clock)
  }

  /// A job for `sources` of one `kind`.
  package init(
    kind: RecordKind, sources: [ImportSource], options: ImportOptions = ImportOptions(),
    programVersion: String, clock: @escaping @Sendable () -> String
  ) {
    self.kind = kind
    self.sources = sources
    self.options = options
    self.programVersion = programVersion
    self.clock = clock
  }

  /// Takes the files in, in one transaction, and tells what became of each.
  /// - Throws: `ImportFailure` with the bad rows of every file, and nothing is stored; `FileError`
  ///   where a file cannot be read; `SQLiteError` where the store fails.
  ///
  /// `inspect` looks at the store with the files in it, before they are kept, or rolled back if it is a
  /// dry run.
  package func run(
    into store: borrowing Store,
    inspecting inspect: (borrowing Store, [ImportOutcome]) throws -> Void = { _, _ in }
  ) throws -> [ImportOutcome] {
    try store.transaction(isTrial: options.isDryRun) {
      let outcomes = try outcomes(store)
      try inspect(store, outcomes)
      return outcomes
    }
  }

  private func outcomes(_ store: borrowing Store) throws -> [ImportOutcome] {
    var run = ImportRun(self)
    var outcomes: [ImportOutcome] = []
    var failure = ImportFailure(refusals: [])
    for source in sources {
      do {
        outcomes.append(try run.importFile(source, into: store))
      } catch let error as ImportFailure {
        failure.add(error)
      }
    }
    if failure.count == 0 { failure.add(ImportFailure(refusals: run.refusals)) }
    guard failure.count == 0 else { throw failure }
    return outcomes
  }
}
