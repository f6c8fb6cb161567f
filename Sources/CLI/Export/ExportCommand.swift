import ArgumentParser
import Exports
import Store

/// `offtake export …`: what is recorded, for other programs or another database.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write what is recorded as files for import, or as a ledger's journal.",
    discussion: """
      offtake export invoices -o invoices.csv
      offtake export csv book
      offtake export ledger --to hledger --month 2026-10 -o 2026-10.journal

      The word records may be left out: offtake export invoices.
      """,
    subcommands: [
      ExportRecordsCommand.self, ExportCSVCommand.self, ExportLedgerCommand.self,
    ],
    defaultSubcommand: ExportRecordsCommand.self)
}

/// `offtake export KIND`: the rows of a kind, as an import takes them.
struct ExportRecordsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "records",
    abstract: "Write what is recorded of a kind as CSV that offtake import takes.",
    discussion: """
      The columns are those of offtake template. Amounts have all their digits, and texts stand as they are, also \
      those that a spreadsheet would run as a formula.
      """)

  @Argument(help: ArgumentHelp("What to write.", valueName: "kind"))
  var kind: RecordKind

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Write to a file instead.", valueName: "file"))
  var output: String?

  @OptionGroup var knowledge: KnowledgeOption
  @OptionGroup var database: DatabaseOption

  func run() throws {
    try Message.printStream(to: output) { take in
      try database.read(knownAt: knowledge.knownAt) { store in
        _ = try RecordExport.write(kind, of: store, to: take)
      }
    }
  }
}
