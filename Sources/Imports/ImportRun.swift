internal import Store

/// A job while its transaction is open.
struct ImportRun {
  private let job: ImportJob
  /// The files that recorded rows, be it only until they were refused, by the number of import.
  private var files: [Int64: String] = [:]

  /// A run of `job` that has taken no file yet.
  init(_ job: ImportJob) {
    self.job = job
  }

  /// Takes one file in.
  /// - Throws: `ImportFailure` with every bad row; its good rows are still there, so that later
  ///   files are compared with them.
  mutating func importFile(
    at path: String, into store: borrowing Store
  ) throws -> ImportOutcome {
    switch job.kind {
    case .providers: try importFile(at: path, as: ProviderImport.self, into: store)
    case .contracts: try importFile(at: path, as: ContractImport.self, into: store)
    case .events: try importFile(at: path, as: EventImport.self, into: store)
    case .fees: try importFile(at: path, as: FeeImport.self, into: store)
    case .commitments: try importFile(at: path, as: CommitmentImport.self, into: store)
    case .capacity: try importFile(at: path, as: CapacityImport.self, into: store)
    case .deliveries: try importFile(at: path, as: DeliveryImport.self, into: store)
    case .invoices: try importFile(at: path, as: InvoiceImport.self, into: store)
    case .payments: try importFile(at: path, as: PaymentImport.self, into: store)
    case .revenue: try importFile(at: path, as: RevenueImport.self, into: store)
    case .fx: try importFile(at: path, as: ExchangeRateImport.self, into: store)
    }
  }

  private mutating func importFile<Import: FactImport & ~Copyable>(
    at path: String, as type: Import.Type, into store: borrowing Store
  ) throws -> ImportOutcome {
    let startedAt = job.clock()
    let source = try HashedFile(path)
    let number = try nextNumber(store)
    let earlier = files
    files[number] = source.name
    var file = try FileImport<Import>(
      source, ignoringUnknown: job.ignoresUnknownColumns, mapping: job.mapping, number: number,
      after: earlier, into: store)
    let tally = try file.run(into: store)
    let known = try store.importNumber(ofFile: source.sha256, kind: job.kind.rawValue)
    guard tally.new > 0 else {
      files[number] = nil
      return ImportOutcome(file: source.name, number: nil, knownAs: known, tally: tally)
    }
    try store.add(record(of: source, number: number, tally, startedAt: startedAt))
    return ImportOutcome(file: source.name, number: number, knownAs: known, tally: tally)
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
      startedAt: startedAt,
      // A clock that is set back meanwhile must not make an import end before it began.
      finishedAt: max(startedAt, job.clock()), programVersion: job.programVersion)
  }
}
