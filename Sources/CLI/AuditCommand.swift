import ArgumentParser
import Procurement
import Queries
import Rendering
import Reports

/// `offtake audit`: contract, delivery, invoice and payment against each other.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Hold invoices against contracts, deliveries and payments; exit 1 on findings.",
    subcommands: [AuditReportCommand.self, AuditAcceptCommand.self],
    defaultSubcommand: AuditReportCommand.self)
}

/// `offtake audit report`, or `offtake audit`.
struct AuditReportCommand: ParsableCommand {
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

  @Flag(help: "Show the formula with its numbers, the rows and the sources of each finding.")
  var explain = false

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var period: PeriodOptions
  @OptionGroup var days: DayOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOption

  func run() throws {
    let window = try period.window(today: days.presentDay)
    let audit = try database.read(knownAt: days.knowledge.knownAt) { store in
      try AuditReport(
        selection.selection(in: store), codes: code, in: window, asOf: days.day, from: store)
    }
    if audit.findings.isEmpty, !accepted, output.isPlainTable {
      try Message.print(["\(database.path): \(audit.summary)"])
    } else {
      try output.print(
        try Report(
          audit, showsAccepted: accepted, isExplained: explain,
          parameters: days.parameters + period.parameters + selection.parameters))
    }
    if audit.findings.contains(where: { $0.severity >= failOn }) {
      throw ExitCode(ExitStatus.findings)
    }
  }
}

extension AuditSeverity: ExpressibleByArgument {}
extension AuditCode: ExpressibleByArgument {}
