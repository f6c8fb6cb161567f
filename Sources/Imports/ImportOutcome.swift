package import Files
package import Procurement

/// What became of one file.
package struct ImportOutcome: Sendable {
  /// As the user called it.
  package let file: String
  /// The number of the import; `nil` where nothing in it was new, so that nothing was recorded.
  package internal(set) var number: Int64?
  /// The earlier import of the very same bytes.
  package let knownAs: Int64?
  /// What became of its rows.
  package let tally: ImportTally
  /// The rows that were left out; `nil` where there are none.
  package var rejected: RejectedRows?
}

/// Rows that were refused while the others were stored.
package struct RejectedRows: Sendable {
  /// Why.
  package let failure: ImportFailure
  /// The file that is to hold them.
  package let path: String
  /// The file itself, to be published once the import is committed; `nil` in a dry run.
  package internal(set) var file: PendingFile?

  /// What was refused now, besides what was `addedTo` before.
  init(_ failure: ImportFailure, addedTo earlier: RejectedRows?, path: String) {
    var all = earlier?.failure
    all?.add(failure)
    self.failure = all ?? failure
    self.path = path
  }
}

/// Rows counted by what became of them.
package struct ImportTally: Sendable {
  /// Rows that were stored.
  package var new = 0
  /// Rows that the store had already, just the same.
  package var unchanged = 0
  /// Rows that were stored in the place of others of their keys.
  package internal(set) var revised = 0
  /// Rows that were refused while the others were stored.
  package internal(set) var rejected = 0
  /// Their numbers in the file, and what they are a part of.
  private(set) var rejectedRecords: [Int: String] = [:]
  /// Invoices that the rows were of; `nil` for other kinds.
  package internal(set) var invoices: Int?
  /// What was revised; the first ones, where there are many.
  package internal(set) var revisions: [Revision] = []
  /// What the file billed, by currency; for invoices only.
  package var totals: [Money] = []
  /// What the user should know besides.
  package var notes: [String] = []
}

extension ImportTally {
  private static let revisionsKept = 1000

  /// Counts a row that was stored in the place of another, and keeps what changed.
  mutating func add(_ revision: Revision) {
    revised += 1
    note(revision)
  }

  /// Counts records that were left out.
  mutating func leaveOut(_ records: [Int: String]) {
    rejectedRecords = records
    rejected = records.count
  }

  /// Keeps what changed.
  mutating func note(_ revision: Revision) {
    if revisions.count < ImportTally.revisionsKept { revisions.append(revision) }
  }

  /// Whether the file recorded anything.
  var isRecorded: Bool { new + revised > 0 }
}

/// A row that took the place of another of its key.
package struct Revision: Sendable {
  /// As the user called it.
  package let file: String
  /// The line of the file.
  package let line: Int
  /// What it is of, by its key: `contract NMB-1, from_month 2026-01`.
  package let what: String
  /// Where the row stood that it replaces: `import 3 (fees.csv:2)`.
  package let replaces: String
  /// Field by field: `monthly_fee 100.00 -> 120.00`.
  package let changes: [String]

  /// `fees.csv:2: revised contract NMB-1 …, import 3 (fees.csv:2): monthly_fee 100.00 -> 120.00`
  package var text: String {
    "\(EscapedText.text(file, limit: 1000)):\(line): \(what) revises \(replaces): "
      + changes.joined(separator: "; ")
  }
}
