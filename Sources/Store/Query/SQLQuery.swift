internal import Procurement
package import SQLite

/// A question in SQL of a user's own: one statement, which reads.
package struct SQLQuery: Sendable {
  /// Bytes of the longest value that a query gives: 1 MiB.
  package static let valueLimit = 1 << 20

  /// What it is called in messages: `SQL`, or the name of its file.
  package let name: String
  /// The statement.
  package let sql: String
  /// Values for its parameters.
  package let parameters: [SQLParameter]
  /// Whether not its rows are asked for, but how SQLite would find them.
  package let isPlan: Bool

  /// A question; nothing is compiled yet.
  package init(
    name: String = "SQL", _ sql: String, parameters: [SQLParameter] = [], isPlan: Bool = false
  ) {
    self.name = name
    self.sql = sql
    self.parameters = parameters
    self.isPlan = isPlan
  }
}

/// A value for `:name` in a query.
package struct SQLParameter: Hashable, Sendable {
  /// The name, without its colon.
  package let name: String
  /// What stands for it.
  package let value: Value

  /// A value under a name.
  package init(_ name: String, _ value: Value) {
    self.name = name
    self.value = value
  }

  /// Reads `name=value`: a whole number is one, anything else is text; `'2026'` is the text 2026.
  /// - Returns: `nil` where there is no name before a `=`.
  package init?(parsing text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, SQLParameter.isName(parts[0]) else { return nil }
    name = String(parts[0])
    value = SQLParameter.value(parts[1])
  }

  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 || $0.isDigit
          || $0 == UInt8(ascii: "_")
      }
  }

  private static func value(_ text: Substring) -> Value {
    if let number = Int64(text), String(number) == text { return .integer(number) }
    guard text.count >= 2, text.hasPrefix("'"), text.hasSuffix("'") else {
      return .text(String(text))
    }
    return .text(String(text.dropFirst().dropLast()).replacing("''", with: "'"))
  }
}

extension Store {
  /// Lends the rows of a query, which can change nothing, to `body`.
  ///
  /// - Throws: `SQLQueryError` for what the SQL has wrong, and for a value that is too long.
  package func rows<Result>(
    of query: SQLQuery, _ body: (SQLRows) throws -> Result
  ) throws -> Result {
    try connection.readingOnly(valueLimit: SQLQuery.valueLimit) {
      try body(SQLRows.of(query, on: self))
    }
  }
}
