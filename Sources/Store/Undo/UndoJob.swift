internal import SQLite

/// An import to be undone: its rows end, and those that it had revised come back.
///
/// Nothing is deleted. An undo is numbered among the imports; the rows that it ends stay in the
/// history of what was known, and a revised row comes back as a copy that the undo recorded.
package struct UndoJob: Sendable {
  /// The number of the import; `nil` for the latest that was not undone.
  package let number: Int64?
  /// Whether what depends on it is also undone.
  package let isCascading: Bool
  /// Whether everything is done and then nothing kept.
  package let isTrial: Bool
  /// The version of the program, kept with each undo.
  package let programVersion: String
  /// Tells the time in UTC, `2026-11-23T18:00:00Z`.
  package let clock: @Sendable () -> String

  /// A job that undoes import `number`, or the latest without one.
  package init(
    number: Int64?, isCascading: Bool = false, isTrial: Bool = false, programVersion: String,
    clock: @escaping @Sendable () -> String
  ) {
    self.number = number
    self.isCascading = isCascading
    self.isTrial = isTrial
    self.programVersion = programVersion
    self.clock = clock
  }

  /// Undoes the import, and before it what depends on it, newest first, in one transaction.
  /// - Throws: `UndoError`, and nothing is changed; `StoredRowError` for a row that lies; `SQLiteError`
  ///   where the store fails.
  package func run(in store: borrowing Store) throws -> [UndoneImport] {
    try store.transaction(isTrial: isTrial) { try undo(in: store) }
  }

  private func undo(in store: borrowing Store) throws -> [UndoneImport] {
    guard let number = try number ?? store.latestImport() else { throw UndoError.nothing }
    try store.refuseUndoing(number)
    try store.refuseRowsOfNoImport()
    let dependents = try store.dependents(ofImport: number)
    guard isCascading || dependents.isEmpty else {
      throw UndoError.hasDependents(number, dependents)
    }
    var charges = try ChargeChange(store)
    var undone: [UndoneImport] = []
    let parts = dependents.filter { !$0.isWhole }
    for number in dependents.filter(\.isWhole).map(\.number).reversed() + [number] {
      let whole = try undo(number, &charges, store)
      for part in parts.reversed() {
        let ended = try store.endRows(ofImport: part.number, withInvoicesEndedBy: whole.undo)
        if ended.total > 0 { undone.append(UndoneImport(part, ended, with: whole)) }
      }
      undone.append(whole)
    }
    return undone
  }

  private func undo(
    _ number: Int64, _ charges: inout ChargeChange, _ store: borrowing Store
  ) throws -> UndoneImport {
    let startedAt = clock()
    let undo = try store.nextImportNumber()
    let ended = try store.endRows(ofImport: number, by: undo)
    try charges.subtractInvoices(endedBy: undo)
    let restored = try restoreRows(endedBy: number, as: undo, store)
    try charges.addInvoices(recordedBy: undo)
    try store.addUndo(
      undo, of: number, restoredCount: restored.total, startedAt: startedAt,
      finishedAt: max(startedAt, clock()), programVersion: programVersion)
    return UndoneImport(
      number: number, undo: undo, fileName: try store.fileName(ofImport: number) ?? "?",
      isWhole: true, ended: ended, restored: restored,
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

/// The outcome of an undo of an import.
package struct UndoneImport: Hashable, Sendable {
  /// The import.
  package let number: Int64
  /// The number of its undo.
  package let undo: Int64
  /// The name of its file.
  package let fileName: String
  /// Whether it was undone; if not, only rows of it ended, with the invoices that they refer to.
  package let isWhole: Bool
  /// Its rows that ended.
  package let ended: RowCounts
  /// Rows that it had revised, which are live again.
  package let restored: RowCounts
  /// Later imports of its kind that found rows stored already, and so did not record them.
  package let laterWithUnchanged: [ImportWithUnchanged]
}

extension UndoneImport {
  /// A part of an import that ended with `other`, which is undone.
  fileprivate init(_ part: DependentImport, _ ended: RowCounts, with other: UndoneImport) {
    self.init(
      number: part.number, undo: other.undo, fileName: part.fileName, isWhole: false, ended: ended,
      restored: RowCounts(), laterWithUnchanged: [])
  }
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

/// Why an import is not undone.
package enum UndoError: Error, Equatable, CustomStringConvertible {
  /// Every import was undone, or there is none.
  case nothing
  /// There is no import of this number; the last one's is there, or 0.
  case unknown(Int64, last: Int64)
  /// The number is that of an undo, of the import named.
  case isUndo(Int64, of: Int64, fileName: String)
  /// Another undo has undone it before.
  case isUndone(Int64, by: Int64, fileName: String)
  /// Later imports build on it.
  case hasDependents(Int64, [DependentImport])
  /// A fee that it revised would come back, for months that another fee has by now.
  case feesOverlap(Int64)

  /// What is wrong, and what can be done.
  package var description: String {
    switch self {
    case .nothing: "there is no import to undo; list them with: offtake imports"
    case .unknown(let number, let last):
      "no import \(number); " + (last == 0 ? "there are none" : "the last is \(last)")
        + "; list them with: offtake imports"
    case .isUndo(let number, let undone, let file):
      "\(number) is the undo of import \(undone); to restore its rows, import \(file) again"
    case .isUndone(let number, let undo, let file):
      "import \(number) was undone already, by \(undo); to restore its rows, import \(file) again"
    case .hasDependents(let number, let dependents):
      "import \(number) cannot be undone alone: \(dependents.count) later "
        + (dependents.count == 1 ? "import depends on it" : "imports depend on it")
    case .feesOverlap(let number):
      "import \(number) cannot be undone: a fee that it revised would come back, and other fees of"
        + " its contract now cover some of its months"
    }
  }
}
