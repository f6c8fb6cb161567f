import ArgumentParser

extension CommandConfiguration {
  /// What comes before the examples in the help of a command.
  static let examplesTitle = "EXAMPLES:"

  /// A command whose help begins with examples, each a command line.
  init(
    commandName: String, abstract: String, examples: [String], usage: String? = nil,
    discussion: String = ""
  ) {
    let lines = [CommandConfiguration.examplesTitle] + examples.map { "  \($0)" }
    let parts = [lines.joined(separator: "\n"), discussion].filter { !$0.isEmpty }
    self.init(
      commandName: commandName, abstract: abstract, usage: usage,
      discussion: parts.joined(separator: "\n\n"))
  }
}
