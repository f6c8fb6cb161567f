import ArgumentParser

/// A page of the manual in mdoc, made of what a command declares.
///
/// Source: mdoc(7).
struct ManualPage {
  /// `offtake-report-spend`.
  let name: String
  /// The page.
  let text: String

  /// A page for the program and for each command, in the order of the help.
  static func all() throws -> [ManualPage] {
    pages(of: try CommandOutline.program(), calledBy: "")
  }

  private static func pages(of command: CommandOutline, calledBy words: String) -> [ManualPage] {
    let called = words.isEmpty ? command.commandName : "\(words) \(command.commandName)"
    return [ManualPage(command, calledBy: called)]
      + command.commands.flatMap { pages(of: $0, calledBy: called) }
  }

  private init(_ command: CommandOutline, calledBy words: String) {
    name = words.replacing(" ", with: "-")
    let lines =
      [
        ".Dd $Mdocdate$", ".Dt \(name.uppercased()) 1", ".Os Offtake \(Offtake.version)",
        // whatis(1) takes one word.
        ".Sh NAME", ".Nm \(ManualPage.safe(name))",
        ".Nd \(ManualPage.safe(command.abstract ?? ""))", ".Sh SYNOPSIS",
        ".Nm \(ManualPage.safe(words))",
      ] + ManualPage.synopsis(command) + ManualPage.description(command)
      + ManualPage.arguments(command) + ManualPage.commands(command, name)
      + ManualPage.examples(command) + ManualPage.references(words)
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func synopsis(_ command: CommandOutline) -> [String] {
    (command.commands.isEmpty ? [] : [".Ar command"]) + [".Op Ar options"]
      + command.positionals.map { ".Ar \($0.valueName ?? "")" + ($0.isRepeating ? " ..." : "") }
  }

  /// What its help says besides the examples, else what it does. A paragraph of several lines is shown as it is.
  private static func description(_ command: CommandOutline) -> [String] {
    let texts = paragraphs(command).filter { !isExamples($0) }
    return [".Sh DESCRIPTION"]
      + (texts.isEmpty ? [command.abstract ?? ""] : texts).enumerated().flatMap { index, text in
        let lines = text.split(separator: "\n").map { safe(String($0)) }
        return lines.count > 1 ? literal(lines) : (index == 0 ? [] : [".Pp"]) + lines
      }
  }

  private static func literal(_ lines: [String]) -> [String] {
    [".Bd -literal -offset indent"] + lines + [".Ed"]
  }

  /// The command lines at the top of its help, as they are.
  private static func examples(_ command: CommandOutline) -> [String] {
    let lines = paragraphs(command).filter(isExamples)
      .flatMap { $0.split(separator: "\n").dropFirst() }
    guard !lines.isEmpty else { return [] }
    return [".Sh EXAMPLES"] + literal(lines.map { safe(String($0.drop { $0 == " " })) })
  }

  private static func paragraphs(_ command: CommandOutline) -> [String] {
    (command.discussion ?? "").split(separator: "\n\n").map(String.init)
  }

  private static func isExamples(_ paragraph: String) -> Bool {
    paragraph.hasPrefix(CommandConfiguration.examplesTitle)
  }

  /// The page of the command above it.
  private static func references(_ words: String) -> [String] {
    let above = words.split(separator: " ").dropLast().joined(separator: "-")
    return above.isEmpty ? [] : [".Sh SEE ALSO", ".Xr \(above) 1"]
  }

  private static func arguments(_ command: CommandOutline) -> [String] {
    let arguments = command.positionals + command.options
    guard !arguments.isEmpty else { return [] }
    return [".Sh OPTIONS", ".Bl -tag -width Ds"] + arguments.flatMap(item) + [".El"]
  }

  private static func item(_ argument: ArgumentOutline) -> [String] {
    let names = (argument.names ?? []).map { safe($0.written) }.joined(separator: ", ")
    let value = argument.kind == .flag ? "" : "<\(argument.valueName ?? "")>"
    let values = argument.allValues.map { "One of \($0.joined(separator: ", "))." }
    return [".It \([names, value].filter { !$0.isEmpty }.joined(separator: " "))"]
      + [argument.abstract, values].compactMap { $0 }.map(safe)
  }

  private static func commands(_ command: CommandOutline, _ name: String) -> [String] {
    guard !command.commands.isEmpty else { return [] }
    return [".Sh COMMANDS", ".Bl -tag -width Ds"]
      + command.commands.flatMap { below in
        [".It Xr \(name)-\(below.commandName) 1", safe(below.abstract ?? "")]
      } + [".El"]
  }

  /// A text in which nothing is a request of mdoc.
  private static func safe(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
  }
}
