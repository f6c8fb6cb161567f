package import Procurement

/// A stored row behind a figure, with the way back to its file and its source.
package struct Evidence: Hashable, Sendable {
  /// What it is: `invoice SYN-7`, `fee from 2026-07`, `revenue 2025, reported`.
  package let record: String
  /// What the row says of the figure; `nil` if it has no amount.
  package let amount: Money?
  /// The import whose file has it.
  package let importNumber: Int64
  /// The file's name, as it was given to the import.
  package let file: String
  /// The line of that file, from 1.
  package let line: Int
  /// Addresses or words, as they were given.
  package let source: String?
  /// What else its reader should know.
  package let notes: String?

  /// `invoices.csv:7 (import 8)`.
  package var place: String { "\(file):\(line)" + Evidence.placeSuffix(ofImport: importNumber) }

  /// How the places of the rows of an import end: ` (import 8)`.
  package static func placeSuffix(ofImport number: Int64) -> String { " (import \(number))" }

  /// This row under another name, with the amount that it states there.
  package func named(_ record: String, _ amount: Money?) -> Evidence {
    named(record, amount, source: source)
  }

  /// This row under another name, with what it is known from there.
  func named(_ record: String, _ amount: Money?, source: String?) -> Evidence {
    Evidence(
      record: record, amount: amount, importNumber: importNumber, file: file, line: line,
      source: source, notes: notes)
  }
}
