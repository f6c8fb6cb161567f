import Procurement

/// What is wrong with arguments that the parser refused, and what may have been meant.
struct ArgumentHint: Error {
  /// The message, and the command that says more.
  let lines: [String]

  /// A hint with the call of the command whose help says more.
  init(_ message: String, command: String) {
    lines = [message, "  See '\(command) --help' for more information."]
  }

  /// Finds the first of some arguments that is no command, option or value of the program; `nil` if there is
  /// none, or nothing is like it. `refusal` is the parser's own message, which must name the same value.
  init?(for arguments: [String], refusal: String, in program: CommandOutline) {
    var reading = ArgumentReading(program, refusal: refusal)
    guard let hint = reading.hint(for: arguments) else { return nil }
    self = hint
  }
}

/// Reads arguments as the parser does, up to the first that nothing is known of.
private struct ArgumentReading {
  private let program: CommandOutline
  private let refusal: String
  private var command: CommandOutline
  /// How the command is called.
  private var words: String
  /// The arguments without a name that are still to come.
  private var positionals: [ArgumentOutline] = []
  /// A word that was no command, and was taken for an argument of the default one.
  private var defaulted: (word: String, command: CommandOutline, words: String)?

  init(_ program: CommandOutline, refusal: String) {
    (self.program, self.refusal, command) = (program, refusal, program)
    words = program.commandName
  }

  mutating func hint(for arguments: [String]) -> ArgumentHint? {
    var rest = arguments[...]
    while let argument = rest.popFirst(), argument != "--", !command.takesAnything {
      let isOption = argument.hasPrefix("-") && argument != "-"
      if let hint = isOption ? option(argument, &rest) : word(argument) { return hint }
    }
    return nil
  }

  // MARK: Commands

  private mutating func word(_ word: String) -> ArgumentHint? {
    if let next = command.command(named: word) {
      enter(next, calledBy: "\(words) \(word)")
      return nil
    }
    if !command.commands.isEmpty {
      guard let usual = command.defaultCommand, !usual.positionals.isEmpty else {
        return unknownCommand(word, of: command, words)
      }
      defaulted = (word, command, words)
      enter(usual, calledBy: words)
    }
    guard let positional = positionals.first else {
      return defaulted.flatMap { unknownCommand($0.word, of: $0.command, $0.words) }
    }
    if !positional.isRepeating { positionals.removeFirst() }
    return unknownValue(word, of: positional, "<\(positional.valueName ?? "")>")
  }

  private mutating func enter(_ next: CommandOutline, calledBy words: String) {
    (command, positionals, self.words) = (next, next.positionals, words)
  }

  private func unknownCommand(
    _ word: String, of command: CommandOutline, _ words: String
  ) -> ArgumentHint {
    let meant = ArgumentReading.commands(like: word, of: command, words, in: program)
    return ArgumentHint(
      "there is no command '\(words) \(shown(word))'"
        + (meant.isEmpty ? "" : "; did you mean \(meant.joined(separator: " or "))?"),
      command: words)
  }

  /// How those commands are called that may have been meant: the one of that name, else a list of that kind,
  /// else those with a name like it, here or anywhere.
  private static func commands(
    like word: String, of command: CommandOutline, _ words: String, in program: CommandOutline
  ) -> [String] {
    let leaves = program.leaves(calledBy: program.commandName)
    let named = leaves.filter { $0.name == word }.map(\.words)
    if !named.isEmpty { return Array(named.prefix(3)) }
    if ListedKind.allValueStrings.contains(word) { return ["\(program.commandName) list \(word)"] }
    let here = NearestNames.find(word, among: command.commands.map(\.commandName))
    if !here.isEmpty { return here.map { "\(words) \($0)" } }
    let near = NearestNames.find(word, among: leaves.map(\.name))
    return Array(leaves.filter { near.contains($0.name) }.map(\.words).prefix(3))
  }

  // MARK: Options and values

  private mutating func option(
    _ argument: String, _ rest: inout ArraySlice<String>
  ) -> ArgumentHint? {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    if known(parts[0]) == nil, let usual = command.defaultCommand {
      enter(usual, calledBy: words)
    }
    guard let option = known(parts[0]) else { return unknownOption(parts[0]) }
    guard option.kind == .option, let value = parts.count == 2 ? parts[1] : rest.popFirst()
    else { return nil }
    return unknownValue(value, of: option, parts[0])
  }

  private func known(_ name: String) -> ArgumentOutline? {
    command.options.first { $0.names?.contains { $0.written == name } ?? false }
  }

  private func unknownOption(_ name: String) -> ArgumentHint? {
    let names = command.options.compactMap { $0.names?.last?.name }
    let meant = OptionSynonyms.meant(by: String(name.drop { $0 == "-" }), among: names)
    guard name.hasPrefix("--"), name.count > 3, !meant.isEmpty else { return nil }
    return ArgumentHint(
      "\(words) has no option '\(shown(name))'; did you mean \(meant.joined(separator: " or "))?",
      command: words)
  }

  private func unknownValue(
    _ value: String, of argument: ArgumentOutline, _ name: String
  ) -> ArgumentHint? {
    guard let values = argument.allValues, !values.contains(value),
      refusal.contains("'\(value)'")
    else { return nil }
    let near = NearestNames.find(value, among: values)
    return ArgumentHint(
      "'\(shown(value))' is not a valid \(name); "
        + (near.isEmpty
          ? "use one of: \(values.joined(separator: ", "))"
          : "did you mean \(near.joined(separator: " or "))?"),
      command: words)
  }

  private func shown(_ text: String) -> String { EscapedText.text(text, limit: 60) }
}
