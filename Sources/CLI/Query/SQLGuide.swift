import Rendering
import Store

/// What docs/sql.md says of the views that users may rely on.
package enum SQLGuide {
  /// A chapter for each view, as Markdown.
  package static var text: String {
    get throws {
      let store = try Store.create(at: ":memory:")
      let chapters = try StoredView.all.map { try chapter($0, $0.columns(in: store)) }
      return ([contents] + chapters + [older]).joined(separator: "\n")
    }
  }

  private static var contents: String {
    StoredView.all.map { "[\($0.name)](#\($0.name))" }.joined(separator: ", ").wrapped(at: 100)
      + "\n"
  }

  private static func chapter(_ view: StoredView, _ columns: [ViewColumn]) -> String {
    let table = MarkdownTable(
      header: ["column", "type", "meaning"],
      rows: columns.map { column in
        [
          "`\(column.name)`",
          [column.storage, column.form].compactMap(\.self).joined(separator: ", "),
          column.meaning ?? "",
        ]
      })
    return "### \(view.name)\n\n\(view.summary)\n\n\(table.text)\n"
  }

  private static var older: String {
    let views = StoredView.older.sorted { $0.key < $1.key }.map { "`\($0)` (see `\($1)`)" }
    return "Views of 0.2.0 that stay as they are: \(views.joined(separator: ", "))."
      .wrapped(at: 100) + "\n"
  }
}
