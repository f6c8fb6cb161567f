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

      offtake alone shows where to begin. offtake help TOPIC explains \
      \(HelpTopic.allCases.map(\.rawValue).joined(separator: ", ")). \
      offtake config shows what is configured; every command takes --no-config, which leaves \
      configuration files out.
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
      SchemaCommand.self,
      UndoCommand.self,
      CheckCommand.self,
      ConfigCommand.self,
      CompletionCommand.self,
      ManualCommand.self,
      BackupCommand.self,
      RestoreCommand.self,
    ])

  /// Runs the command, and turns what went wrong into words on standard error and an exit code.
  static func main() {
    Interruption.shared.watch()
    let line = ConfiguredLine(Array(CommandLine.arguments.dropFirst()))
    let arguments = line.arguments
    do {
      try DashedFileError.check(arguments)
      if let help = try HelpRequest(arguments) { return try Message.printText(help.text) }
      try line.loadConfiguration()
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch {
      Interruption.shared.endIfStopped()
      guard let failure = Failure(error) ?? hint(for: arguments, error) else { end(error) }
      failure.report()
      exit(withError: ExitCode(failure.code))
    }
  }

  /// Prints where to begin.
  func run() throws { try Message.print(Welcome.lines) }

  /// What may have been meant by arguments that the parser refuses.
  private static func hint(for arguments: [String], _ error: any Error) -> Failure? {
    guard exitCode(for: error) == .validationFailure, let program = try? CommandOutline.program()
    else { return nil }
    return ArgumentHint(for: arguments, refusal: message(for: error), in: program)
      .flatMap { Failure($0) }
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
