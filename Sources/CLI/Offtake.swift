import ArgumentParser

/// The system of record for buying AI compute.
@main
struct Offtake: ParsableCommand {
  /// As printed by `--version` and kept with every import.
  static let version = "0.3.0"

  static let configuration = CommandConfiguration(
    commandName: "offtake",
    abstract: "The system of record for buying AI compute.",
    discussion: """
      Who sells it, on what terms, what was billed, what was delivered, and what all of that is \
      against revenue: one SQLite file, exact money, every figure traceable.

      Start with: offtake init, then offtake import --help.
      """,
    version: version,
    subcommands: [
      InitCommand.self,
      ImportCommand.self,
      MapCommand.self,
      TemplateCommand.self,
      ReportCommand.self,
      AuditCommand.self,
      AgendaCommand.self,
      BriefCommand.self,
      CompareCommand.self,
      HistoryCommand.self,
      ShowCommand.self,
      ListCommand.self,
      QueryCommand.self,
      ExportCommand.self,
      ImportsCommand.self,
      UndoCommand.self,
      CheckCommand.self,
      BackupCommand.self,
      RestoreCommand.self,
    ])

  /// Runs the command, and turns what went wrong into words on standard error and an exit code.
  static func main() {
    Interruption.shared.watch()
    do {
      try DashedFileError.check(CommandLine.arguments.dropFirst())
      var command = try parseAsRoot()
      try command.run()
    } catch {
      Interruption.shared.endIfStopped()
      guard let failure = Failure(error) else { end(error) }
      failure.report()
      exit(withError: ExitCode(failure.code))
    }
  }

  /// Ends with what the argument parser says of an error, in which what the user wrote is safe to show.
  private static func end(_ error: any Error) -> Never {
    let code = exitCode(for: error)
    guard code != .success else { exit(withError: error) }
    let message = fullMessage(for: error)
    let lines =
      message.isEmpty ? [] : message.split(separator: "\n", omittingEmptySubsequences: false)
    Message.printErrors(lines.map(String.init))
    exit(withError: code)
  }
}
