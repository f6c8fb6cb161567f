import ArgumentParser
import Imports
import Procurement
import Store

/// `offtake import KIND FILE…`: takes files in.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take in CSV files: all of them, or nothing.",
    discussion: """
      Every bad row is reported, and then nothing is stored. The same file again changes nothing. \
      Columns are found by name, in any order; a required one is marked *.\(KindHelp.ifAsked)
      """)

  @Argument(help: ArgumentHelp("What the files hold.", valueName: "kind"))
  var kind: RecordKind

  @Argument(help: ArgumentHelp("CSV files, UTF-8; - is standard input.", valueName: "file"))
  var files: [String]

  @Flag(help: "Pass over columns that the kind does not have.")
  var ignoreUnknown = false

  @Option(help: ArgumentHelp("How many bad rows to print.", valueName: "count"))
  var maxErrors = 20

  @OptionGroup var mapping: MappingOptions

  @OptionGroup var database: DatabaseOption

  func run() throws {
    do {
      let mapping = try mapping.mapping(for: kind)
      if let mapping, self.mapping.showMap { return try self.mapping.show(mapping, for: files) }
      let job = ImportJob(
        kind: kind, paths: files, ignoresUnknownColumns: ignoreUnknown, mapping: mapping,
        programVersion: Offtake.version, clock: { Clock.now })
      let outcomes = try database.write { try job.run(into: $0) }
      try Message.print(outcomes.flatMap { ImportSummary(kind, $0).lines })
    } catch let failure as ImportFailure {
      throw ImportReportedError(failure, atMost: maxErrors)
    }
  }
}

extension RecordKind: ExpressibleByArgument {}

/// A refused import, ready to be printed.
struct ImportReportedError: Error {
  let lines: [String]

  init(_ failure: ImportFailure, atMost limit: Int) {
    let count = failure.refusals.count
    let shown = failure.refusals.prefix(max(0, limit)).map(\.description)
    let rest = count - shown.count
    lines =
      shown + (rest > 0 ? ["… and \(rest) more; --max-errors shows more"] : [])
      + ["offtake: \(count) \(count == 1 ? "fault" : "faults"); nothing was imported"]
  }
}

/// What became of a file, in a line, and what should be known besides.
private struct ImportSummary {
  let lines: [String]

  init(_ kind: RecordKind, _ outcome: ImportOutcome) {
    lines =
      ["\(outcome.file): \(ImportSummary.text(outcome))"]
      + outcome.tally.notes.map { "\(outcome.file): \($0)" }
  }

  private static func text(_ outcome: ImportOutcome) -> String {
    let tally = outcome.tally
    if let number = outcome.number {
      let totals = tally.totals.map { "; total \($0.currency.code) \($0)" }.joined()
      return "\(tally.new) new, \(tally.unchanged) unchanged (import \(number))\(totals)"
    }
    if let known = outcome.knownAs {
      return "no change; the same file was taken in as import \(known)"
    }
    guard tally.unchanged > 0 else { return "no rows; nothing was imported" }
    return "no change; all \(tally.unchanged) rows are stored already"
  }
}
