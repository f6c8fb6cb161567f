import ArgumentParser
import Audit
import Ledger
import Procurement
import Rendering
import Reports
import Store

/// `offtake audit`: contract, delivery, invoice and payment against each other.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Check invoices against contracts, deliveries and payments; exit 1 on findings.",
    discussion: "offtake audit alone is offtake audit report, and takes its options.",
    subcommands: [AuditReportCommand.self, AuditAcceptCommand.self],
    defaultSubcommand: AuditReportCommand.self)
}

/// `offtake audit report`, or `offtake audit`.
struct AuditReportCommand: DatedReportCommand {
  static let reports = [ReportOutline.audit]

  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "List what does not agree, and what to do.",
    examples: [
      "offtake audit",
      "offtake audit --provider spacex --fail-on high",
    ],
    discussion: """
      Every line of every invoice that was issued by the as-of day, against the fee schedule, fixed \
      prices, what was delivered, the term, other invoices and payments, within the contract's \
      tolerance. The variance is split into price, quantity, both at once, and arithmetic. Nothing is \
      changed. Exit code 1 if something was found.
      """)

  @Option(
    help: ArgumentHelp(
      "Exit 1 only for findings of this severity or above: low, medium or high.",
      valueName: "severity"))
  var failOn = AuditSeverity.low

  @Option(
    help: ArgumentHelp("Only findings of this kind, such as fee_differs.", valueName: "code"))
  var code: [AuditCode] = []

  @Flag(help: "Also show accepted findings.")
  var accepted = false

  @Option(
    help: ArgumentHelp(
      "Only findings that are new since then: the end of a day, or of an import.",
      valueName: "import|day"),
    transform: { try KnowledgeOption.moment($0) })
  var since: KnownAt?

  @Flag(help: "Print nothing if nothing is found.")
  var quiet = false

  @Option(
    help: ArgumentHelp(
      "The days after the end of its billing month from which an invoice is received late.",
      valueName: "days"))
  var lateDays = AuditReport.usualLateDays

  @OptionGroup var currencies: BalanceCurrencyOption
  @OptionGroup var period: PeriodOptions
  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard 0...100_000 ~= lateDays else {
      throw ValidationError("--late-days \(lateDays) is not from 0 to 100000")
    }
  }

  func run() throws {
    let (audit, choice) = try audit()
    try show(audit, choice)
    if audit.findings.contains(where: { $0.severity >= failOn }) {
      throw ExitCode(ExitStatus.findings)
    }
  }

  func report() throws -> Report {
    let (audit, choice) = try audit()
    return report(of: audit, choice)
  }

  private func report(of audit: AuditReport, _ choice: CurrencyChoice?) -> Report {
    let since = since.map { [Report.Parameter("since", "\($0)")] } ?? []
    return Report(
      audit, showsAccepted: accepted, isExplained: options.explain, in: choice,
      on: options.asOf, parameters: options.parameters(period) + currencies.parameters + since)
  }

  private func audit() throws -> (AuditReport, CurrencyChoice?) {
    let window = try period.window(asOf: options.asOf)
    let earlier = try earlier(window)
    return try options.read { book in
      let choice = try currencies.choice(in: book)
      let now = try audit(book, window, asOf: options.asOf)
      let audit = earlier.map { now.since($0) } ?? now
      return (try audit.shown(in: choice, asOf: options.asOf, book), choice)
    }
  }

  private func audit(_ book: Book, _ window: MonthRange?, asOf: Day) throws -> AuditReport {
    try AuditReport(in: book, codes: code, window: window, asOf: asOf, lateDays: lateDays)
  }

  /// The audit as it was then; `nil` if only what is now was asked for, or nothing was known then.
  private func earlier(_ window: MonthRange?) throws -> AuditReport? {
    guard let since else { return nil }
    do {
      let names = options.selection.names
      return try options.database.readBook(of: names, knownAt: since) { book in
        try audit(book, window, asOf: min(options.asOf, book.day(of: since) ?? options.asOf))
      }
    } catch is UnknownNameError {
      return nil
    } catch let error as KnownAtError {
      if case .importNumber = since { throw error }
      return nil
    }
  }

  private func show(_ audit: AuditReport, _ choice: CurrencyChoice?) throws {
    let isEmpty = audit.findings.isEmpty && (!accepted || audit.accepted.isEmpty)
    if isEmpty, quiet { return }
    guard audit.findings.isEmpty, !accepted, options.output.isPlainTable else {
      return try options.print(report(of: audit, choice))
    }
    let new = since == nil ? "" : "new "
    try options.output.print(
      ["\(options.database.path): no \(new)\(audit.summary(of: code))"]
        + audit.notes(showsAccepted: true).map { "Note: \($0)" })
  }
}

extension AuditSeverity: ExpressibleByArgument {}
extension AuditCode: ExpressibleByArgument {}
