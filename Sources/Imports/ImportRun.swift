internal import Files
internal import Procurement
internal import SQLite
internal import Store

/// A job while its transaction is open.
struct ImportRun {
  private let job: ImportJob
  /// The files that recorded rows, be it only until they were refused, by the number of import.
  private var files: [Int64: String] = [:]
  /// What the files have in common, if there are several of invoices.
  private let delivery: InvoiceDelivery?

  /// A run of `job` that has taken no file yet.
  init(_ job: ImportJob) {
    self.job = job
    delivery = job.kind == .invoices && job.sources.count > 1 ? InvoiceDelivery() : nil
  }

  /// Why invoices are incomplete although all files were read.
  var refusals: [Refusal] { delivery?.refusals ?? [] }

  /// Takes one file in.
  /// - Throws: `ImportFailure` with every bad row; its good rows are still there, so that later
  ///   files are compared with them.
  mutating func importFile(
    _ source: ImportSource, into store: borrowing Store
  ) throws -> ImportOutcome {
    switch job.kind {
    case .invoices: try importInvoices(source, into: store)
    case .providers: try importFile(source, OrganizationHooks.self, into: store)
    case .contracts: try importFile(source, ContractHooks.self, into: store)
    case .fees: try importFile(source, FeeHooks.self, into: store)
    case .payments: try importFile(source, InvoiceFactHooks<Payment>.self, into: store)
    case .disputes: try importFile(source, InvoiceFactHooks<InvoiceDispute>.self, into: store)
    default: try importFile(source, of: job.kind.record, into: store)
    }
  }

  private mutating func importFile<Record: StoredRecord>(
    _ source: ImportSource, of type: Record.Type, into store: borrowing Store
  ) throws -> ImportOutcome {
    try importFile(source, NoHooks<Record>.self, into: store)
  }

  private mutating func importFile<Hooks: ImportHooks & ~Copyable>(
    _ source: ImportSource, _ hooks: Hooks.Type, into store: borrowing Store
  ) throws -> ImportOutcome {
    let options = job.options
    return try take(source, store) { text, place in
      let rows: RecordReader<Hooks.Record.Field> = try text.rows(options, References(store))
      var file = try FileImport<Hooks>(rows, into: store, at: place, options)
      return (try file.run(into: store), RowSum())
    }
  }

  private mutating func importInvoices(
    _ source: ImportSource, into store: borrowing Store
  ) throws -> ImportOutcome {
    let (options, delivery) = (job.options, delivery)
    return try take(source, store) { text, place in
      let references = try References(store)
      var invoices = try InvoiceImport(
        of: text.source.name, into: store, naming: references, at: place, in: delivery, options)
      defer { delivery?.imports.insert(place.number) }
      return try invoices.run(text.rows(options, references), from: text.source, into: store)
    }
  }

  /// Opens the file, has `body` take its rows in, and closes the import.
  private mutating func take(
    _ file: ImportSource, _ store: borrowing Store,
    _ body: (ImportText, StoredPlace) throws -> (tally: ImportTally, invoices: RowSum?)
  ) throws -> ImportOutcome {
    let startedAt = job.clock()
    if let known = try knownImport(file, store) { return known }
    let source = try file.open()
    let number = try nextNumber(store)
    let place = StoredPlace(number: number, earlier: files)
    files[number] = source.name
    let taken: (tally: ImportTally, invoices: RowSum?, rejected: RejectedRows?)
    do {
      taken = try self.taken(try ImportText(source, job.options), store) { try body($0, place) }
    } catch var failure as ImportFailure {
      failure.hints = try hints(failure, source, store)
      throw failure
    }
    try source.checkUnchanged()
    var outcome = ImportOutcome(
      file: source.name, number: nil,
      knownAs: try importNumber(of: source, store),
      tally: taken.tally, rejected: taken.rejected)
    guard taken.tally.isRecorded else {
      files[number] = nil
      return outcome
    }
    try store.add(
      record(of: source, number: number, taken.tally, startedAt: startedAt),
      invoices: taken.invoices)
    outcome.number = number
    return outcome
  }

  /// What to do about rows that conflict with what is stored.
  private func hints(
    _ failure: ImportFailure, _ source: HashedFile, _ store: borrowing Store
  ) throws -> [String] {
    guard failure.counts[.conflict] != nil, !job.options.isRevising else { return [] }
    try source.readToEnd()
    let (file, kind) = (source.sha256, job.kind.rawValue)
    let other = try store.importByAnotherMapping(
      ofFile: file, kind: kind, than: job.options.mapping?.record)
    let mapping = other.map { other in
      "import \(other.number) read this file "
        + (other.mapping.map { "by another mapping, \(EscapedText.text($0, limit: 1000))" }
          ?? "without a mapping")
    }
    let adding =
      job.kind == .invoices ? "; --add-lines adds lines to stored invoices" : ""
    return [mapping, "--revise replaces the stored rows that conflict\(adding)"]
      .compactMap(\.self)
  }

  /// Takes the rows of a file in; where good ones are kept, as often as it needs until none is left
  /// that is refused.
  private func taken(
    _ text: ImportText, _ store: borrowing Store,
    _ body: (ImportText) throws -> (tally: ImportTally, invoices: RowSum?)
  ) throws -> (tally: ImportTally, invoices: RowSum?, rejected: RejectedRows?) {
    guard let path = job.options.rejectsPath else {
      let taken = try body(text)
      return (taken.tally, taken.invoices, nil)
    }
    var text = try text.spooled()
    var rejected: RejectedRows?
    while true {
      do {
        let taken = try store.connection.savepoint { try body(text) }
        rejected?.file = try pendingFile(text, taken.tally.rejectedRecords, for: path)
        return (taken.tally, taken.invoices, rejected)
      } catch let failure as ImportFailure {
        guard let more = failure.rejects, !more.isOfWholeFile, more.count > 0 else { throw failure }
        var all = text.rejects ?? Rejects()
        all.add(more)
        text.rejects = all
        text.rewind()
        rejected = RejectedRows(failure, addedTo: rejected, path: path)
      }
    }
  }

  /// The refused rows, on disk and not yet in place: until the commit, what is there must stay.
  private func pendingFile(
    _ text: ImportText, _ rejected: [Int: String], for path: String
  ) throws -> PendingFile? {
    guard !rejected.isEmpty, !job.options.isDryRun else { return nil }
    return try PendingFile(text.rejectsFile(rejected), for: path)
  }

  /// What is known of a file whose exact bytes were imported before: reading it shows that.
  private func knownImport(
    _ file: ImportSource, _ store: borrowing Store
  ) throws -> ImportOutcome? {
    guard let path = file.filePath, !job.options.isRevising, !job.options.isAddingLines,
      let size = FileReader.regularSize(path),
      try store.hasImport(ofKind: job.kind.rawValue, byteCount: size)
    else { return nil }
    let source = try HashedFile(path)
    try source.readToEnd()
    try source.checkUnchanged()
    return try importNumber(of: source, store).map {
      ImportOutcome(file: source.name, number: nil, knownAs: $0, tally: ImportTally())
    }
  }

  /// The live import of the very bytes that were read, by the same mapping.
  private func importNumber(
    of source: HashedFile, _ store: borrowing Store
  ) throws -> Int64? {
    try store.importNumber(
      ofFile: source.sha256, kind: job.kind.rawValue, mapping: job.options.mapping?.record)
  }

  /// No number that a file of this run has, be it one that was refused.
  private func nextNumber(_ store: borrowing Store) throws -> Int64 {
    max(try store.nextImportNumber(), (files.keys.max() ?? 0) + 1)
  }

  private func record(
    of source: HashedFile, number: Int64, _ tally: ImportTally, startedAt: String
  ) -> ImportRecord {
    ImportRecord(
      number: number, kind: job.kind.rawValue, fileName: source.name, sha256: source.sha256,
      byteCount: source.byteCount, newRows: tally.new, unchangedRows: tally.unchanged,
      revisedRows: tally.revised, rejectedRows: tally.rejected, startedAt: startedAt,
      // A clock that is set back meanwhile must not make an import end before it began.
      finishedAt: max(startedAt, job.clock()), programVersion: job.programVersion,
      mapping: job.options.mapping?.record)
  }
}
