import Store

/// What each kind of record consists of, for the help.
enum KindHelp {
  /// Every kind's columns, after a blank line. The parser wants this text on every start, so it is
  /// made only where help is asked for: it would take a third of the time of `offtake --version`.
  static var ifAsked: String {
    let isAsked = CommandLine.arguments.contains { ["help", "-h", "--help"].contains($0) }
    return isAsked ? "\n\n" + all : ""
  }

  /// Lines fit a terminal of 80 columns, so that the parser's own wrapping leaves them alone.
  private static var all: String {
    RecordKind.allCases.map(text).joined(separator: "\n\n")
  }

  private static func text(_ kind: RecordKind) -> String {
    let title = "\(kind.rawValue.uppercased()): \(kind.summary)".wrapped(at: 78)
    return ([title] + kind.columns.map(entry)).joined(separator: "\n")
  }

  private static func entry(_ column: Column) -> String {
    let name = "  \(column.name)\(column.isRequired ? "*" : "")"
    let example = column.example.isEmpty ? "" : " Example: \(column.example)"
    let synonyms =
      column.synonyms.isEmpty ? "" : " Also called: \(column.synonyms.joined(separator: ", "))."
    return name + "\n"
      + "\(column.meaning) (\(column.form))\(synonyms)\(example)".wrapped(at: 78, indent: 6)
  }
}

/// A column of a record, which has its name to itself where columns of tables are spoken of.
typealias RecordColumn = Column
