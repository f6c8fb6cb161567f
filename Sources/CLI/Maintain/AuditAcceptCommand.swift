import ArgumentParser
import Audit
import Imports
import Ledger
import Procurement
import Rendering
import Reports
import Store

/// `offtake audit accept CODE INVOICE --why …`: a finding that is to be let pass.
struct AuditAcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Let a finding pass, with the reason.",
    examples: [
      "offtake audit accept not_confirmed SYN-GOOGLE-2026-10 --why \"as agreed\""
    ],
    discussion: """
      The finding is left out from then on, as long as what it was found from stays the same. The \
      acceptance is recorded as an import: offtake imports lists it, offtake undo takes it back.
      """)

  @Argument(help: ArgumentHelp("What was found, such as fee_differs.", valueName: "code"))
  var code: AuditCode

  @Argument(
    help: ArgumentHelp(
      "The subject of the finding: the invoice's number, or the contract and month.",
      valueName: "invoice"))
  var subject: String

  @Option(help: ArgumentHelp("Why it is let pass.", valueName: "text"))
  var why: String

  @Option(
    help: ArgumentHelp(
      "Whose invoice it is; needed only where several have the number.", valueName: "name"))
  var provider: String?

  @Option(
    help: ArgumentHelp("The day that the finding speaks of. (default: today)", valueName: "day"),
    transform: { try Day(parsing: $0) })
  var asOf: Day?

  @OptionGroup var database: DatabaseOption

  func validate() throws {
    guard !why.allSatisfy(\.isWhitespace) else {
      throw ValidationError("--why is empty; say why it is let pass")
    }
  }

  func run() throws {
    // The audit takes long, and nobody can write while the acceptance is: it is of the facts that it names.
    let finding = try database.readBook(of: SelectionNames(provider: provider)) { book in
      try AuditReport(in: book, asOf: asOf ?? Clock.today).finding(code, of: subject)
    }
    let text = CSVText.text(Report(accepting: finding, why: why), isRaw: true)
    var options = ImportOptions()
    // Facts that have changed since they were accepted are accepted anew.
    options.isRevising = true
    let job = ImportJob(
      kind: .acceptances, sources: [.text(text, name: "audit accept")], options: options,
      programVersion: Offtake.version, clock: { Clock.now })
    let number = try database.write { try job.run(into: $0).first?.number }
    let stored = "the acceptance is stored; only the report of it could not be written"
    try StoredError.saying(stored) {
      try Message.print([
        "accepted \(code.rawValue) of \(subject)" + (number.map { " (import \($0))" } ?? "")
          + "; offtake undo takes it back"
      ])
    }
  }
}
