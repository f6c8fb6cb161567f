import ArgumentParser
import CSV

/// How the text of a file is read: `--delimiter`, `--encoding`.
struct ReadingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The field separator: comma, semicolon, tab, bar, or the character. (default: detected)",
      valueName: "delimiter"))
  var delimiter: FieldDelimiter?

  @Option(
    help: ArgumentHelp(
      "utf-8, utf-16, latin1 or windows-1252. (default: utf-8, or utf-16 with its mark)",
      valueName: "encoding"))
  var encoding: TextEncoding?
}

extension TextEncoding: ExpressibleByArgument {
  init?(argument: String) { self.init(named: argument) }
}

/// What divides fields, by name or as it is.
struct FieldDelimiter: ExpressibleByArgument {
  let byte: UInt8

  init?(argument: String) {
    switch argument.lowercased() {
    case "comma": byte = .comma
    case "semicolon": byte = UInt8(ascii: ";")
    case "tab", "\\t": byte = UInt8(ascii: "\t")
    case "bar", "pipe": byte = UInt8(ascii: "|")
    default:
      guard let only = argument.utf8.first, argument.utf8.count == 1, only < 128,
        !"\"\r\n\0".utf8.contains(only)
      else { return nil }
      byte = only
    }
  }
}
