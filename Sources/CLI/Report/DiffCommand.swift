import ArgumentParser
import Ledger
import Procurement
import Rendering
import Reports
import Store

/// `offtake report diff NAME …`: a report against itself, as known at two times.
struct DiffCommand: ReportingCommand {
  static let reports = [ReportOutline.diff]

  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "What changed in a report between two times of knowledge, and what caused it.",
    examples: [
      "offtake report diff spend --in 2026 --known-at 7 --and 8"
    ],
    usage: """
      offtake report diff <name> [<options of the report> ...] --known-at <time> [--and <time>]
      """,
    discussion: """
      Any report that takes --known-at: spend, ratio, obligations, audit and the others, by its name, with \
      its own options after it. Each figure that is not what it was, row by row, with the exact \
      difference; the stored rows that began or ended to count; and the imports and undos in between.
      """)

  @Argument(help: "The report: spend, ratio, audit, agenda and so on.")
  var name: String

  @Option(
    help: ArgumentHelp(
      "What was known first: a day, a second as 2026-11-23T18:00:00Z, or the number of an import.",
      valueName: "time"),
    transform: { try KnowledgeOption.moment($0) })
  var knownAt: KnownAt

  @Option(
    help: ArgumentHelp("What was known last, likewise. (default: now)", valueName: "time"),
    transform: { try KnowledgeOption.moment($0) })
  var and: KnownAt?

  @Argument(parsing: .allUnrecognized, help: "The options of the report, and its arguments.")
  var options: [String] = []

  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOption

  func validate() throws { _ = try reading(at: knownAt) }

  func run() throws {
    let all = try database.read { try ImportEntry.all(in: $0) }
    let (first, last) = try moments()
    guard first <= last else {
      throw ValidationError(
        "--known-at \(knownAt) is after --and \(and.map { "\($0)" } ?? ""): give the earlier first")
    }
    let (before, after) = (try report(at: first), try report(at: last))
    if case (.failure(let error), .failure) = (before, after) { throw error }
    try output.print(
      Report(
        from: try? before.get(), to: try? after.get(),
        imports: all.filter { first < $0.number && $0.number <= last },
        parameters: parameters(last, try? after.get(), try? before.get()),
        notes: [("first", before), ("last", after)].compactMap(note)))
  }

  /// The last import that each of the two times knows.
  private func moments() throws -> (first: Int64, last: Int64) {
    try database.read { store in
      let first = try store.lastImport(by: knownAt)
      return (first.number, try and.map { try store.lastImport(by: $0).number } ?? first.newest)
    }
  }

  /// The report as of an import, or that a name in what was asked for was not known then.
  private func report(at number: Int64) throws -> Result<Report, UnknownNameError> {
    do {
      return .success(try reading(at: .importNumber(number)).report())
    } catch let error as UnknownNameError {
      return .failure(error)
    }
  }

  /// The report's command with its options, and with the time.
  private func reading(at time: KnownAt) throws -> any DatedReportCommand {
    let command = try DiffCommand.command(named: name)
    var arguments = options + ["--known-at", "\(time)", "--db", database.path]
    if let wait = database.wait { arguments += ["--wait", "\(wait)"] }
    if !SharedOption.explain.words(in: command).isEmpty, !options.contains("--explain") {
      arguments.append("--explain")
    }
    do {
      return try command.parse(arguments)
    } catch {
      throw command.exitCode(for: error) == .success
        ? error : ValidationError("\(name): \(command.message(for: error))")
    }
  }

  private func parameters(_ last: Int64, _ after: Report?, _ before: Report?) -> [Report.Parameter]
  {
    ((after ?? before)?.parameters ?? []).filter { $0.name != "known_at" } + [
      Report.Parameter("known_at", "\(knownAt)"),
      Report.Parameter("and", and.map { "\($0)" } ?? "\(last)"),
    ]
  }

  private func note(
    of time: String, _ result: Result<Report, UnknownNameError>
  ) -> String? {
    guard case .failure(let error) = result else { return nil }
    return "As known \(time), there was no such report: \(error)"
  }
}

extension DiffCommand {
  /// The commands by the last of the words that call them.
  private static var commands: [String: any DatedReportCommand.Type] {
    Dictionary(
      uniqueKeysWithValues: CommandPath.all.compactMap { path in
        guard let command = path.command as? any DatedReportCommand.Type else { return nil }
        return (path.words.split(separator: " ").last.map(String.init) ?? "", command)
      })
  }

  /// - Throws: `ValidationError` for a name that no report has.
  private static func command(named name: String) throws -> any DatedReportCommand.Type {
    let all = commands
    if let command = all[name] { return command }
    let near = NearestNames.find(name, among: all.keys.sorted())
    let meant = near.isEmpty ? all.keys.sorted() : near
    throw ValidationError(
      "no report \"\(EscapedText.text(name))\"; did you mean \(meant.joined(separator: " or "))?")
  }
}
