import ArgumentParser
import Audit
import Imports
import Ledger
import Procurement
import Rendering
import Reports
import Store

/// `offtake audit accept CODE INVOICE --why …`: accepts a finding.
struct AuditAcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Accept a finding, with the reason.",
    examples: [
      "offtake audit accept not_confirmed SYN-GOOGLE-2026-10 --why \"as agreed\""
    ],
    discussion: """
      The finding is then left out for as long as its facts stay the same. The \
      acceptance is recorded as an import: offtake imports lists it, offtake undo reverts it.
      """)

  @Argument(help: ArgumentHelp("The code of the finding, such as fee_differs.", valueName: "code"))
  var code: AuditCode

  @Argument(
    help: ArgumentHelp(
      "The subject of the finding: the invoice's number, or the contract and month.",
      valueName: "invoice"))
  var subject: String

  @Option(help: ArgumentHelp("The reason.", valueName: "text"))
  var why: String

  @Option(
    help: ArgumentHelp(
      "Whose invoice it is; needed only if several have the number.", valueName: "name"))
  var provider: String?

  @Option(
    help: ArgumentHelp("Audit as of this date. (default: today)", valueName: "day"),
    transform: { try Day(parsing: $0) })
  var asOf: Day?

  @OptionGroup var database: DatabaseOption

  func validate() throws {
    guard !why.allSatisfy(\.isWhitespace) else {
      throw ValidationError("--why is empty; give the reason")
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
    let stored = "the acceptance is stored; only its report could not be written"
    try StoredError.saying(stored) {
      try Message.print([
        "accepted \(code.rawValue) of \(subject)" + (number.map { " (import \($0))" } ?? "")
          + "; offtake undo reverts it"
      ])
    }
  }
}
