package import CSV

/// How files are imported.
package struct ImportOptions: Sendable {
  /// Whether columns that the kind does not have are passed over.
  package var ignoresUnknownColumns = false
  /// How a supplier lays the files out, where it is not our way.
  package var mapping: FileMapping?
  /// What divides fields; `nil` to see it in the header.
  package var delimiter: UInt8?
  /// What the bytes mean; `nil` for UTF-8, or UTF-16 where its mark is there.
  package var encoding: TextEncoding?
  /// Whether a row of a known key and other content takes the place of the stored one.
  package var isRevising = false
  /// Whether each of several identical lines is a charge; `nil` to do as the mapping says, and
  /// to refuse them without one.
  package var keepsRepeats: Bool?
  /// Whether lines that a stored invoice does not have are added to it.
  package var isAddingLines = false
  /// Whether lines that a revised invoice does not have any more are dropped.
  package var isDroppingLines = false
  /// Where rows go that are refused, so that the others can be stored; `nil` to refuse all then.
  package var rejectsPath: String?
  /// Whether everything is rolled back at the end.
  package var isDryRun = false
  /// How many refusals of a file are kept to be told.
  package var refusalLimit = Int.max
  /// How many lines of invoices are handed over at once.
  package var linesAtOnce = 1024
  /// Whether invoices are read on a thread of their own.
  package var readsAhead = true
  /// Told how far a file is read, now and then.
  package var progress: (@Sendable (ImportProgress) -> Void)?

  /// All or nothing, from files as this program documents them.
  package init() {}

  /// Whether good rows are stored although others are refused.
  var keepsGood: Bool { rejectsPath != nil }

  /// Whether each of several identical lines of an invoice is a charge.
  var areRepeatsKept: Bool { keepsRepeats ?? mapping?.keepsRepeats ?? false }
}

/// How far a file is read.
package struct ImportProgress: Sendable {
  /// As the user called it.
  package let file: String
  /// Bytes read so far.
  package let bytes: Int
  /// Bytes in all; `nil` where that is not known, as for a pipe.
  package let size: Int?
  /// Rows imported so far.
  package let rows: Int
}
