import struct Rendering.MarkdownTable
import Store

/// What docs/import.md says of the kinds of record: what each is, its key and its columns.
package enum RecordGuide {
  /// A chapter for each kind, in the order in which files are imported, as Markdown.
  package static var text: String {
    ([contents] + RecordKind.allCases.map { chapter($0, $0.record) }).joined(separator: "\n")
  }

  private static var contents: String {
    RecordKind.allCases.map { "[\($0.rawValue)](#\($0.rawValue))" }.joined(separator: ", ")
      .wrapped(at: 100) + "\n"
  }

  private static func chapter<Record: StoredRecord>(
    _ kind: RecordKind, _ record: Record.Type
  ) -> String {
    let rows = "\(kind.summary) \(key(of: record))\(alternatives(of: record))".wrapped(at: 100)
    let table = MarkdownTable(
      header: ["column", "required", "type", "meaning", "example", "also called"],
      rows: kind.columns.map(cells))
    return (["### \(kind.rawValue)", rows, table.text] + kind.columns.compactMap(wordList))
      .joined(separator: "\n\n") + "\n"
  }

  private static func key<Record: StoredRecord>(of record: Record.Type) -> String {
    let fields = Record.Field.key
    let note = Record.table.keyNote.map { " \($0)" } ?? ""
    return "The key is \(names(fields, " and "))." + note
  }

  private static func alternatives<Record: StoredRecord>(of record: Record.Type) -> String {
    let choices = Record.Field.alternatives.map { names($0, " or ") }
    return choices.isEmpty ? "" : " A file needs \(choices.joined(separator: "; "))."
  }

  /// `a`, `b` and `c`, where `conjunction` is ` and `.
  private static func names(_ fields: [some RecordField], _ conjunction: String) -> String {
    let names = fields.map { "`\($0.column.name)`" }
    return [names.dropLast().joined(separator: ", "), names.suffix(1).joined()]
      .filter { !$0.isEmpty }.joined(separator: conjunction)
  }

  private static func cells(_ column: Column) -> [String] {
    [
      "`\(column.name)`", column.isRequired ? "yes" : "", type(of: column), column.meaning,
      column.example.isEmpty ? "" : "`\(column.example)`", code(column.synonyms),
    ]
  }

  private static func type(of column: Column) -> String {
    guard case .choice(let words) = column.type else { return column.form }
    return isLong(words) ? "one of the words below" : "one of " + code(words)
  }

  /// The words of a column that are too many for its row of the table.
  private static func wordList(_ column: Column) -> String? {
    guard case .choice(let words) = column.type, isLong(words) else { return nil }
    return "`\(column.name)` is one of \(code(words)).".wrapped(at: 100)
  }

  private static func isLong(_ words: [String]) -> Bool { words.count > 5 }

  private static func code(_ words: [String]) -> String {
    words.map { "`\($0)`" }.joined(separator: ", ")
  }
}
