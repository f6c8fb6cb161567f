package import Procurement

/// What became of one file.
package struct ImportOutcome: Sendable {
  /// As the user called it.
  package let file: String
  /// The number of the import; `nil` where nothing in it was new, so that nothing was recorded.
  package let number: Int64?
  /// The earlier import of the very same bytes.
  package let knownAs: Int64?
  /// What became of its rows.
  package let tally: ImportTally
}

/// Rows counted by what became of them.
package struct ImportTally: Sendable {
  /// Rows that were stored.
  package var new = 0
  /// Rows that the store had already, just the same.
  package var unchanged = 0
  /// What the file billed, by currency; for invoices only.
  package var totals: [Money] = []
  /// What the user should know besides.
  package var notes: [String] = []
}
