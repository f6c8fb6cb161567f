import ArgumentParser
import FoundationEssentials

/// A command as the argument parser describes it: its options and its subcommands.
struct CommandOutline: Decodable {
  let commandName: String
  let abstract: String?
  let discussion: String?
  private let defaultSubcommand: String?
  private let subcommands: [CommandOutline]?
  private let arguments: [ArgumentOutline]?

  /// Decodes the description of the whole program.
  static func program() throws -> CommandOutline {
    struct Program: Decodable { let command: CommandOutline }
    return try JSONDecoder().decode(Program.self, from: Data(Offtake._dumpHelp().utf8)).command
  }

  /// The commands below it, without the parser's own help.
  var commands: [CommandOutline] { (subcommands ?? []).filter { $0.commandName != "help" } }

  /// The command that runs if none of its commands is named.
  var defaultCommand: CommandOutline? { defaultSubcommand.flatMap { command(named: $0) } }

  /// Its arguments without a name, in order.
  var positionals: [ArgumentOutline] { (arguments ?? []).filter { $0.kind == .positional } }

  /// Its options and flags.
  var options: [ArgumentOutline] { (arguments ?? []).filter { $0.kind != .positional } }

  /// Whether it hands arguments on that it does not know itself.
  var takesAnything: Bool {
    (arguments ?? []).contains { $0.parsingStrategy == "allUnrecognized" }
  }

  /// The command below it that has a name.
  func command(named name: String) -> CommandOutline? {
    commands.first { $0.commandName == name }
  }

  /// The words that call each command that has none below it, after `words`.
  func leaves(calledBy words: String) -> [(name: String, words: String)] {
    commands.flatMap { command in
      let called = "\(words) \(command.commandName)"
      return command.commands.isEmpty
        ? [(command.commandName, called)] : command.leaves(calledBy: called)
    }
  }
}

/// An argument of a command as the argument parser describes it.
struct ArgumentOutline: Decodable {
  enum Kind: String, Decodable {
    case positional, option, flag
  }

  /// One way to write an option.
  struct Name: Decodable {
    let kind: String
    let name: String

    /// With its hyphens.
    var written: String { (kind == "long" ? "--" : "-") + name }
  }

  let kind: Kind
  let parsingStrategy: String
  let isRepeating: Bool
  let names: [Name]?
  let valueName: String?
  let abstract: String?
  /// What it can be; `nil` for what cannot be listed.
  let allValues: [String]?
}
