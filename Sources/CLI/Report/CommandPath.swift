import ArgumentParser

/// A command with the words that call it, such as `offtake report spend`.
struct CommandPath {
  let words: String
  let command: any ParsableCommand.Type

  /// Every command that does something, in the order of the help.
  static let all = leaves(of: Offtake.self, calledBy: "offtake")

  private static func leaves(
    of command: any ParsableCommand.Type, calledBy words: String
  ) -> [CommandPath] {
    let configuration = command.configuration
    guard !configuration.subcommands.isEmpty else {
      return [CommandPath(words: words, command: command)]
    }
    return configuration.subcommands.flatMap { subcommand in
      let isDefault = configuration.defaultSubcommand.map { $0 == subcommand } ?? false
      let name = subcommand.configuration.commandName ?? ""
      return leaves(of: subcommand, calledBy: isDefault ? words : "\(words) \(name)")
    }
  }
}
