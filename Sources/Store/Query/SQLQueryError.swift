internal import Procurement
internal import SQLite

/// Why a query was refused, or ended before its last row.
package struct SQLQueryError: Error, Hashable, Sendable {
  static let onlyReads =
    "a query only reads; write one SELECT, WITH or VALUES statement, or EXPLAIN before it"

  /// Whether it was refused before its first row.
  package let isRefused: Bool
  /// The message, and below it the line of the SQL with a mark where it goes wrong, if that is known.
  package let lines: [String]

  /// A query that is refused.
  init(_ query: SQLQuery, _ message: String) {
    isRefused = true
    lines = ["\(query.name): \(message)"]
  }

  /// A query that SQLite refuses, at a byte of a text that begins with `prefix` bytes of other words, with
  /// names that may have been meant.
  init(
    _ query: SQLQuery, _ error: SQLiteError, at offset: Int?, after prefix: Int, nearest: [String]
  ) {
    let meant = nearest.map { "\"\(EscapedText.text($0))\"" }.joined(separator: " or ")
    let message =
      SQLQueryError.words(error, ofSQL: true)
      + (nearest.isEmpty ? "" : "; did you mean \(meant)?")
    isRefused = true
    guard let offset = offset.map({ $0 - prefix }), 0...query.sql.utf8.count ~= offset else {
      lines = ["\(query.name): \(message)"]
      return
    }
    let position = SQLPosition(offset, in: query.sql)
    lines = ["\(query.name):\(position.line):\(position.column): \(message)"] + position.excerpt
  }

  /// A query that SQLite ends on one of its rows.
  init(failed query: SQLQuery, _ error: SQLiteError) {
    isRefused = false
    lines = ["\(query.name): \(SQLQueryError.words(error, ofSQL: false))"]
  }

  private static func words(_ error: SQLiteError, ofSQL: Bool) -> String {
    if error.isNotAuthorized {
      // SQLite names the function, and nothing else.
      return error.message == "not authorized"
        ? onlyReads : "\(EscapedText.text(error.message)); \(onlyReads)"
    }
    guard error.isTooBig else { return EscapedText.text(error.message, limit: 300) }
    return ofSQL
      ? "the SQL is too long"
      : "a value is longer than 1 MiB, the most that a query gives; take a part of it by substr()"
  }
}

extension SQLQueryError: CustomStringConvertible {
  /// Its lines.
  package var description: String { lines.joined(separator: "\n") }
}

/// A place in a text.
private struct SQLPosition {
  /// Both from 1; a column is a character.
  let line, column: Int
  /// The line with a mark below the place.
  let excerpt: [String]

  init(_ offset: Int, in sql: String) {
    let before = String(decoding: sql.utf8.prefix(offset), as: UTF8.self)
    let start = before.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    let rest = String(decoding: sql.utf8.dropFirst(offset), as: UTF8.self).prefix { $0 != "\n" }
    line = before.count { $0 == "\n" } + 1
    column = start.count + 1
    // Enough of a long line to be recognized.
    let shown = EscapedText.text(String(start.suffix(60)))
    excerpt = [
      "  " + shown + EscapedText.text(String(rest.prefix(40))),
      "  " + String(repeating: " ", count: shown.count) + "^",
    ]
  }
}

extension Store {
  /// Names of tables, views or columns near one that SQLite does not find, as it says in `message`.
  func namesNear(_ message: String) throws -> [String] {
    guard let (start, sql) = Store.namesOf.first(where: { message.hasPrefix($0.0) }) else {
      return []
    }
    let name = message.dropFirst(start.count).split(separator: ".").last ?? ""
    return NearestNames.find(String(name), among: try names(sql))
  }

  private func names(_ sql: String) throws -> [String] {
    var rows = try Statement(sql, on: connection)
    var names: [String] = []
    while try rows.step() { names.append(rows.string(0)) }
    return names
  }

  private static let namesOf = [
    ("no such table: ", "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"),
    (
      "no such column: ",
      """
      SELECT DISTINCT column.name
      FROM sqlite_schema AS schema JOIN pragma_table_info(schema.name) AS column
      WHERE schema.type IN ('table', 'view')
      """
    ),
  ]
}
