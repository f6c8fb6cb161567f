import ArgumentParser
import Store

/// `offtake undo N`: undoes an import.
struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Undo an import.",
    examples: [
      "offtake undo last --dry-run",
      "offtake undo 8",
    ],
    discussion: """
      Its rows end, and rows that it had revised are restored. Nothing is deleted: what was known \
      before stays in the history, and the file can be imported again. Where later imports depend \
      on it, nothing is undone and they are listed, unless --cascade is given. Of payments and disputes, \
      only those end that refer to an invoice which goes.
      """)

  @Argument(
    help: ArgumentHelp(
      "The number of the import: see offtake imports; or last, for the latest.",
      valueName: "number"), completion: BookNames.imports)
  var number: ImportNumber

  @Flag(help: "Also undo the later imports that depend on it.")
  var cascade = false

  @Flag(help: "Only report what would be undone.")
  var dryRun = false

  @OptionGroup var database: DatabaseOption

  func run() throws {
    let job = UndoJob(
      number: number.value, isCascading: cascade, isTrial: dryRun, programVersion: Offtake.version,
      clock: { Clock.now })
    let undone = try database.write(isTrial: dryRun) { try job.run(in: $0) }
    let lines =
      undone.map(text) + undone.flatMap(notes) + (dryRun ? ["dry run: nothing was undone"] : [])
    let numbers = undone.filter(\.isWhole).map { "\($0.number)" }.joined(separator: ", ")
    try StoredError.saying(
      dryRun ? nil : "import \(numbers) was undone; only its report could not be written"
    ) { try Message.print(lines) }
  }

  private func notes(_ undone: UndoneImport) -> [String] {
    undone.laterWithUnchanged.map { later in
      "note: import \(later.number) (\(later.fileName)) had \(later.rowCount) rows that were"
        + " already stored; if they were rows of import \(undone.number), import that file again"
    }
  }

  private func text(_ undone: UndoneImport) -> String {
    let restored = undone.restored.total == 0 ? "" : "; restored: \(undone.restored.description)"
    return "import \(undone.number) (\(undone.fileName)): undone: "
      + "\(undone.ended.description)\(restored)\(undone.isWhole ? "" : "; its other rows stay")"
      + (dryRun ? "" : " (undo \(undone.undo))")
  }
}

/// Which import is meant: `7`, or `last`.
struct ImportNumber: ExpressibleByArgument {
  /// `nil` for the latest.
  let value: Int64?

  init?(argument: String) {
    value = Int64(argument)
    guard value != nil || argument == "last" else { return nil }
  }
}
