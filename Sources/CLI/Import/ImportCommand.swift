import ArgumentParser
import Audit
import Files
import Imports
import Ledger
import Rendering
import Store

/// `offtake import KIND FILE…`: imports files.
struct ImportCommand: ReportingCommand {
  static let reports = [ReportOutline.importing]

  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import CSV files: all of them, or none.",
    examples: [
      "offtake import providers providers.csv",
      "offtake import invoices invoices.csv --dry-run",
      "offtake import invoices --help",
    ],
    discussion: """
      Every bad row is reported, and nothing is stored unless --keep-good is given. Importing the \
      same file again changes nothing. Columns are found by name, in any order: offtake import KIND \
      --help describes those of a kind.
      """)

  @Argument(help: ArgumentHelp("What the files hold.", valueName: "kind"))
  var kind: RecordKind

  @Argument(help: ArgumentHelp("CSV files; - is standard input.", valueName: "file"))
  var files: [String]

  @Flag(help: "Skip columns that the kind does not have.")
  var ignoreUnknown = false

  @Flag(
    help: "Replace stored rows that have the same key and other content; both stay in the history.")
  var revise = false

  @Flag(help: "Add new lines to stored invoices; lines that are not in the file stay.")
  var addLines = false

  @Flag(help: "With --revise: drop lines of an invoice that are not in the file.")
  var dropLines = false

  @Option(
    help: ArgumentHelp(
      "Identical lines of an invoice: refuse or keep. (default: refuse, or as the mapping says)",
      valueName: "word"))
  var repeats: RepeatedLines?

  @Flag(help: "Run the whole import, report the outcome, and roll it back.")
  var dryRun = false

  @Flag(help: "Store the good rows although others are refused; needs --rejects.")
  var keepGood = false

  @Option(
    help: ArgumentHelp(
      "Where --keep-good writes the refused rows, to be fixed and imported.", valueName: "file"))
  var rejects: String?

  @OptionGroup var reading: ReadingOptions

  @Option(help: ArgumentHelp("How many bad rows to print.", valueName: "count"))
  var maxErrors = 20

  @Option(help: "How to print the outcome: text or json.")
  var format = ImportReport.Format.text
  @OptionGroup var mapping: MappingOptions

  @OptionGroup var database: DatabaseOption

  func validate() throws {
    guard keepGood == (rejects != nil) else {
      throw ValidationError(
        keepGood
          ? "--keep-good needs --rejects FILE, or refused rows would be lost"
          : "--rejects needs --keep-good; without it nothing is stored if a row is refused")
    }
    guard rejects != "-" else {
      throw ValidationError("--rejects needs a file, not -; standard output is for the report")
    }
    guard !keepGood || files.count == 1 else {
      throw ValidationError(
        "--keep-good accepts one file at a time, so that its rejects have one header")
    }
    guard !dropLines || revise, !dropLines || !addLines else {
      throw ValidationError(
        revise
          ? "--drop-lines and --add-lines exclude each other" : "--drop-lines needs --revise")
    }
    guard kind == .invoices || !addLines && !dropLines && repeats == nil else {
      throw ValidationError("--add-lines, --drop-lines and --repeats apply only to invoices")
    }
    guard files.count(where: { $0 == "-" }) < 2 else {
      throw ValidationError("- is standard input, which can be read only once")
    }
    guard maxErrors >= 0 else { throw ValidationError("--max-errors is 0 or more") }
  }

  func run() throws {
    let progress = ProgressBar.ifOnTerminal()
    Interruption.shared.add(progress)
    do {
      try checkRejects()
      let mapping = try mapping.mapping(for: kind)
      if let mapping, self.mapping.showMap {
        return try self.mapping.show(mapping, for: files, by: options(mapping, nil))
      }
      let job = ImportJob(
        kind: kind, paths: files, options: options(mapping, progress),
        programVersion: Offtake.version, clock: { Clock.now })
      let (outcomes, findings) = try run(job)
      progress?.clear()
      try publishRejects(of: outcomes)
      let report = ImportReport(kind, outcomes, findings: findings, isDryRun: dryRun, format)
      let stored = dryRun ? nil : outcomes.stored + "only its report could not be written"
      try StoredError.saying(stored) { try report.print() }
      if outcomes.contains(where: { $0.tally.rejected > 0 }) { throw ExitCode(ExitStatus.findings) }
    } catch let failure as ImportFailure {
      progress?.clear()
      throw try ImportReportedError(failure, format)
    } catch {
      progress?.clear()
      throw error
    }
  }

  /// Refuses to write rejected rows over what the import reads or keeps, before it begins.
  private func checkRejects() throws {
    for file in files { Output.protect(file, as: "the input") }
    if let map = mapping.path { Output.protect(map, as: "the mapping") }
    if let rejects { try Output.check(rejects) }
  }

  /// Puts the refused rows where they were to go, now that the import is stored.
  private func publishRejects(of outcomes: [ImportOutcome]) throws {
    for rejected in outcomes.compactMap(\.rejected) {
      do {
        try rejected.file?.publish()
      } catch {
        let place = rejected.file?.temporaryPath.map { "the refused rows are in \($0)" }
        throw StoredError(
          error,
          outcomes.stored
            + (place ?? "the refused rows were not written; the same command finds them again"))
      }
    }
  }

  /// What came of the import, and of a dry run of invoices what the audit would find after the import
  /// and does not find before it (METRICS, ruling 10).
  private func run(_ job: ImportJob) throws -> ([ImportOutcome], [AuditFinding]) {
    var findings: [AuditFinding] = []
    let outcomes = try database.write(isTrial: dryRun) { store in
      let isAudited = dryRun && kind == .invoices
      let before = isAudited ? try audit(store) : nil
      return try job.run(into: store) { store, outcomes in
        guard let before else { return }
        findings = try audit(store).since(before).findings
      }
    }
    return (outcomes, findings)
  }

  private func audit(_ store: borrowing Store) throws -> AuditReport {
    try AuditReport(in: Book(copy store), asOf: Clock.today)
  }

  private func options(_ mapping: FileMapping?, _ progress: ProgressBar?) -> ImportOptions {
    var options = ImportOptions()
    options.mapping = mapping
    options.ignoresUnknownColumns = ignoreUnknown
    options.delimiter = reading.delimiter?.byte
    options.encoding = reading.encoding
    options.isRevising = revise
    options.isAddingLines = addLines
    options.isDroppingLines = dropLines
    options.keepsRepeats = repeats.map { $0 == .keep }
    options.rejectsPath = rejects
    options.isDryRun = dryRun
    options.refusalLimit = maxErrors
    if let progress { options.progress = { progress.show($0) } }
    return options
  }
}

/// What becomes of identical lines of an invoice.
enum RepeatedLines: String, ExpressibleByArgument, CaseIterable {
  case refuse, keep
}

extension [ImportOutcome] {
  /// Which imports are stored, as the front of a sentence: `import 3 is stored; `.
  fileprivate var stored: String {
    let numbers = compactMap { $0.number.map(String.init) }
    guard !numbers.isEmpty else { return "there was nothing new to store; " }
    let isOne = numbers.count == 1
    let subject = "import\(isOne ? "" : "s") \(numbers.joined(separator: ", "))"
    return "\(subject) \(isOne ? "is" : "are") stored; "
  }
}

extension RecordKind: ExpressibleByArgument {}
