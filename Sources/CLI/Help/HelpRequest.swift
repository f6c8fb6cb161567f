import ArgumentParser
import Procurement
import Store

/// A request for help that the argument parser does not know: a topic, or one kind of record to import.
enum HelpRequest {
  case topic(HelpTopic)
  case kind(RecordKind)

  /// Reads `help TOPIC`, `import KIND --help` and `help import KIND`.
  /// - Returns: `nil` for anything else.
  /// - Throws: `ArgumentHint` for `help` of what is neither a topic nor a command.
  init?(_ arguments: [String]) throws {
    switch arguments.first {
    case "help" where arguments.count > 1:
      if let topic = HelpTopic(rawValue: arguments[1]) {
        self = .topic(topic)
      } else if arguments[1] == "import",
        let kind = arguments.dropFirst(2).first.flatMap(RecordKind.init)
      {
        self = .kind(kind)
      } else {
        try HelpRequest.checkCommand(arguments[1])
        return nil
      }
    case "import":
      let options = arguments.prefix { $0 != "--" }
      guard options.contains("--help") || options.contains("-h"),
        let kind = options.lazy.compactMap(RecordKind.init).first
      else { return nil }
      self = .kind(kind)
    default: return nil
    }
  }

  /// The help, as it is printed.
  var text: String {
    switch self {
    case .topic(let topic): topic.text
    case .kind(let kind): KindHelp.text(kind)
    }
  }

  private static func checkCommand(_ name: String) throws {
    let commands = Offtake.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard !commands.contains(name), !name.hasPrefix("-"), name != "help" else { return }
    let hint = NearestNames.hint(
      for: name, among: HelpTopic.allCases.map(\.rawValue) + commands)
    throw ArgumentHint(
      "there is no command or topic '\(EscapedText.text(name, limit: 60))'\(hint)",
      command: "offtake")
  }
}
