import ArgumentParser
import Audit
import Procurement
import Rendering
import Reports

/// `offtake audit`: contract, delivery, invoice and payment against each other.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Hold invoices against contracts, deliveries and payments; exit 1 on findings.",
    discussion: "offtake audit alone is offtake audit report, and takes its options.",
    subcommands: [AuditReportCommand.self, AuditAcceptCommand.self],
    defaultSubcommand: AuditReportCommand.self)
}

/// `offtake audit report`, or `offtake audit`.
struct AuditReportCommand: ReportingCommand {
  static let reports = [ReportOutline.audit]

  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "List what does not agree, and what to do about it.",
    discussion: """
      Every line of every invoice that was issued by the as-of day, against the fee schedule, fixed \
      prices, what was delivered, the term, other invoices and payments, within the contract's \
      tolerance. The variance is split into price, quantity, both at once, and arithmetic. Nothing is \
      changed. Exit code 1 where something was found.
      """)

  @Option(
    help: ArgumentHelp(
      "Exit 1 only for findings of this severity or above: low, medium or high.",
      valueName: "severity"))
  var failOn = AuditSeverity.low

  @Option(
    help: ArgumentHelp("Only findings of this kind, such as fee_differs.", valueName: "code"))
  var code: [AuditCode] = []

  @Flag(help: "Show what was accepted, too.")
  var accepted = false

  @OptionGroup var period: PeriodOptions
  @OptionGroup var options: ReportOptions

  func run() throws {
    let window = try period.window(today: options.days.presentDay)
    let audit = try options.read { book in
      try AuditReport(
        in: book, codes: code, window: window, asOf: options.asOf)
    }
    if audit.findings.isEmpty, !accepted, options.output.isPlainTable {
      try Message.print(["\(options.database.path): \(audit.summary)"])
    } else {
      try options.print(
        try Report(
          audit, showsAccepted: accepted, isExplained: options.explain,
          parameters: options.parameters(period)))
    }
    if audit.findings.contains(where: { $0.severity >= failOn }) {
      throw ExitCode(ExitStatus.findings)
    }
  }
}

extension AuditSeverity: ExpressibleByArgument {}
extension AuditCode: ExpressibleByArgument {}
