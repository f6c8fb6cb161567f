import ArgumentParser

/// `offtake completion SHELL`: what makes a shell complete commands, options and names of the book.
struct CompletionCommand: ParsableCommand {
  enum Shell: String, CaseIterable, ExpressibleByArgument {
    case bash, zsh, fish

    /// The shell as the argument parser calls it.
    fileprivate var kind: CompletionShell {
      switch self {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "completion", abstract: "Print a script that makes a shell complete commands.",
    examples: ["offtake completion bash > offtake.bash", "offtake completion zsh > _offtake"],
    discussion: """
      It completes commands, options and their values, and from the book organizations, contracts and \
      import numbers. scripts/install puts it where shells look for it.
      """)

  @Argument(help: "The shell: bash, zsh or fish.")
  var shell: Shell

  func run() throws { try Message.printText(Offtake.completionScript(for: shell.kind) + "\n") }
}
