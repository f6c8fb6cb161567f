internal import SQLite

/// An import to be taken back: its rows end, and those that it had revised come back.
///
/// Nothing is deleted. An undo is numbered among the imports; the rows that it ends stay in the
/// history of what was known, and a revised row comes back as a copy that the undo recorded.
package struct UndoJob: Sendable {
  /// The number of the import.
  package let number: Int64
  /// Whether what depends on it is taken back, too.
  package let isCascading: Bool
  /// Whether everything is done and then nothing kept.
  package let isTrial: Bool
  /// The version of the program, kept with each undo.
  package let programVersion: String
  /// Tells the time in UTC, `2026-11-23T18:00:00Z`.
  package let clock: @Sendable () -> String

  /// A job that takes back import `number`.
  package init(
    number: Int64, isCascading: Bool = false, isTrial: Bool = false, programVersion: String,
    clock: @escaping @Sendable () -> String
  ) {
    self.number = number
    self.isCascading = isCascading
    self.isTrial = isTrial
    self.programVersion = programVersion
    self.clock = clock
  }

  /// Takes the import back, and before it what depends on it, newest first, in one transaction.
  /// - Throws: `UndoError`, and nothing is changed; `RollupError` where a month's lines that are
  ///   left add up to more than can be kept; `SQLiteError` where the store fails.
  package func run(in store: borrowing Store) throws -> [UndoneImport] {
    try store.transaction(isTrial: isTrial) { try undo(in: store) }
  }

  private func undo(in store: borrowing Store) throws -> [UndoneImport] {
    try store.refuseUndoing(number)
    let dependents = try store.dependents(ofImport: number)
    guard isCascading || dependents.isEmpty else {
      throw UndoError.hasDependents(number, dependents)
    }
    var rollup = try RollupChange(store)
    var undone: [UndoneImport] = []
    for number in dependents.map(\.number).reversed() + [number] {
      undone.append(try undo(number, &rollup, store))
    }
    return undone
  }

  private func undo(
    _ number: Int64, _ rollup: inout RollupChange, _ store: borrowing Store
  ) throws -> UndoneImport {
    let startedAt = clock()
    let undo = try store.nextImportNumber()
    let ended = try store.endRows(ofImport: number, by: undo)
    try rollup.subtractInvoices(endedBy: undo, in: store)
    let restored = try restoreRows(endedBy: number, as: undo, store)
    try rollup.addInvoices(recordedBy: undo, in: store)
    try store.addUndo(
      undo, of: number, restoredCount: restored.total, startedAt: startedAt,
      finishedAt: max(startedAt, clock()), programVersion: programVersion)
    return UndoneImport(
      number: number, undo: undo, fileName: try store.fileName(ofImport: number) ?? "?",
      ended: ended, restored: restored,
      laterWithUnchanged: try store.importsWithUnchangedRows(after: number))
  }
}

extension UndoJob {
  private func restoreRows(
    endedBy number: Int64, as undo: Int64, _ store: borrowing Store
  ) throws -> RowCounts {
    do {
      return try store.restoreRows(endedBy: number, as: undo)
    } catch let error where error.code == SQLiteError.constraintTrigger {
      throw UndoError.feesOverlap(number)
    }
  }
}

/// What became of an import that was taken back.
package struct UndoneImport: Hashable, Sendable {
  /// The import.
  package let number: Int64
  /// The number of its undo.
  package let undo: Int64
  /// The name of its file.
  package let fileName: String
  /// Its rows, which were live.
  package let ended: RowCounts
  /// Rows that it had revised, which are live again.
  package let restored: RowCounts
  /// Later imports of its kind that found rows stored already, and so did not record them.
  package let laterWithUnchanged: [ImportWithUnchanged]
}

/// An import that found some of its rows stored already.
package struct ImportWithUnchanged: Hashable, Sendable {
  /// Its number.
  package let number: Int64
  /// The name of its file.
  package let fileName: String
  /// How many rows it found so.
  package let rowCount: Int
}

/// Why an import is not taken back.
package enum UndoError: Error, Equatable, CustomStringConvertible {
  /// There is no import of this number; the last one's is there, or 0.
  case unknown(Int64, last: Int64)
  /// The number is that of an undo, of the import named.
  case isUndo(Int64, of: Int64, fileName: String)
  /// Another undo took it back before.
  case isUndone(Int64, by: Int64, fileName: String)
  /// Later imports build on it.
  case hasDependents(Int64, [DependentImport])
  /// A fee that it revised would come back, for months that another fee has by now.
  case feesOverlap(Int64)

  /// What is wrong, and what can be done.
  package var description: String {
    switch self {
    case .unknown(let number, let last):
      "no import \(number); " + (last == 0 ? "there are none" : "the last is \(last)")
        + "; list them with: offtake imports"
    case .isUndo(let number, let undone, let file):
      "\(number) is the undo of import \(undone); to have its rows again, import \(file) again"
    case .isUndone(let number, let undo, let file):
      "import \(number) was undone already, by \(undo); to have its rows again, import \(file) again"
    case .hasDependents(let number, let dependents):
      "import \(number) cannot be undone alone: \(dependents.count) later "
        + (dependents.count == 1 ? "import depends on it" : "imports depend on it")
    case .feesOverlap(let number):
      "import \(number) cannot be undone: a fee that it revised would come back, and other fees of"
        + " its contract cover some of its months by now"
    }
  }
}
