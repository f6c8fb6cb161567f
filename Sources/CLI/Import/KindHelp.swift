import ArgumentParser
import Store

/// The help of `offtake import` for one kind of record.
enum KindHelp {
  /// What the kind is, examples, the options of an import, then its columns.
  static func text(_ kind: RecordKind) -> String {
    let name = kind.rawValue
    let help = Offtake.helpMessage(for: ImportCommand.self)
    let options = help.firstRange(of: "USAGE").map { help[$0.lowerBound...] } ?? help[...]
    let title = "OVERVIEW: \(name): \(kind.summary)".wrapped(at: 80)
    return """
      \(title)

      EXAMPLES:
        offtake import \(name) \(name).csv
        offtake template \(name) -o new-\(name).csv

      \(options.trimmed)

      COLUMNS of \(name); * is required:
      \(kind.columns.map(entry).joined(separator: "\n"))

      """
  }

  private static func entry(_ column: Column) -> String {
    let name = "  \(column.name)\(column.isRequired ? "*" : "")"
    let example = column.example.isEmpty ? "" : " Example: \(column.example)"
    let synonyms =
      column.synonyms.isEmpty ? "" : " Also called: \(column.synonyms.joined(separator: ", "))."
    return name + "\n"
      + "\(column.meaning) (\(column.form))\(synonyms)\(example)".wrapped(at: 80, indent: 6)
  }
}

extension Substring {
  /// Without the line ends at its end.
  fileprivate var trimmed: Substring {
    self[..<(lastIndex { !$0.isNewline }.map(index(after:)) ?? startIndex)]
  }
}

/// A column of a record, which has its name to itself where columns of tables are spoken of.
typealias RecordColumn = Column
