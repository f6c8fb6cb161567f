package import Procurement
internal import SQLite

/// A stored row behind a figure, with the way back to its file and its source.
package struct Evidence: Hashable, Sendable {
  /// What it is: `invoice SYN-7`, `fee from 2026-07`, `revenue 2025, reported`.
  package let record: String
  /// What the row says of the figure; `nil` where it has no amount.
  package let amount: Money?
  /// The import that recorded it, and the file and line where it stood.
  package let importNumber: Int64
  /// The file's name, as it was given to the import.
  package let file: String
  /// The line of that file, from 1.
  package let line: Int
  /// Addresses or words, as they were given.
  package let source: String?
  /// What else its reader should know.
  package let notes: String?

  init(
    record: String, amount: Money?, importNumber: Int64, file: String, line: Int,
    source: String?, notes: String?
  ) {
    self.record = record
    self.amount = amount
    self.importNumber = importNumber
    self.file = file
    self.line = line
    self.source = source
    self.notes = notes
  }

  /// `invoices.csv:7 (import 8)`.
  package var place: String { "\(file):\(line) (import \(importNumber))" }

  /// Reads the import in whose file the row stands, the file's name, `recorded_line`, `source` and
  /// `notes` from five columns.
  init(_ record: String, _ amount: Money?, _ row: borrowing Statement, from column: Int) {
    self.init(
      record: record, amount: amount, importNumber: row.int64(column),
      file: row.string(column + 1), line: Int(row.int64(column + 2)),
      source: row.optionalString(column + 3), notes: row.optionalString(column + 4))
  }
}

/// A figure opened up: its formula with the numbers in it, and the rows behind them.
package struct Explanation: Hashable, Sendable {
  /// Which figure: `anthropic 2026Q3`.
  package let figure: String
  /// `3,750,000,000.00 / 10,900,000,000.00 = 34.4 %`.
  package let formula: String
  /// The rows, in the order in which the formula uses them.
  package let evidence: [Evidence]

  init(figure: String, formula: String, evidence: [Evidence]) {
    self.figure = figure
    self.formula = formula
    self.evidence = evidence
  }
}
