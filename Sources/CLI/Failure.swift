import Files
import Ledger
import Procurement
import Rendering
import SQLite
import Store
import Workbooks

/// What went wrong, for a person and for a script.
struct Failure {
  /// Source: DESIGN, "Exit codes"; sysexits.h.
  let code: Int32
  private let lines: [String]

  /// - Returns: `nil` for what the argument parser reports itself.
  init?(_ error: any Error) {
    switch error {
    case let error as StoreError: self.init(Failure.code(of: error), "\(error)")
    case let error as FileError: self.init(Failure.code(of: error), "\(error)")
    case let error as OverwriteError: self.init(ExitStatus.cannotCreate, "\(error)")
    case let error as ExistingFilesError: self.init(ExitStatus.cannotCreate, "\(error)")
    case let error as WorkbookError: self.init(ExitStatus.cannotCreate, "\(error)")
    case let error as UnknownSectionError: self.init(ExitStatus.usage, "\(error)")
    case let error as ArgumentHint:
      self.init(
        ExitStatus.usage, error.lines.enumerated().map { $0 == 0 ? "offtake: \($1)" : $1 })
    case let error as ConfigurationError:
      self.init(ExitStatus.configuration, error.lines.map { "offtake: \($0)" })
    case let error as DashedFileError: self.init(ExitStatus.usage, "\(error)")
    case let error as StoredError:
      guard let cause = Failure(error.cause) else { return nil }
      self.init(cause.code, cause.lines + ["offtake: \(error.stored)"])
    case let error as ImportReportedError: self.init(ExitStatus.badData, error.lines)
    case let error as RestoreError:
      self.init(ExitStatus.badData, "\(error)")
    case let error as UndoError: self.init(Failure.code(of: error), Failure.lines(error))
    case let error as KnownAtError: self.init(ExitStatus.usage, "\(error)")
    case let error as AmbiguousNameError:
      self.init(
        ExitStatus.usage, error.lines.enumerated().map { $0 == 0 ? "offtake: \($1)" : $1 })
    case let error as ListFilterError: self.init(ExitStatus.usage, "\(error)")
    case let error as MissingRatesError:
      self.init(ExitStatus.badData, error.rates.map(\.description) + ["offtake: \(error)"])
    case let error as UnknownNameError: self.init(ExitStatus.usage, "\(error)")
    case let error as UnknownColumnError: self.init(ExitStatus.usage, "\(error)")
    case let error as SQLQueryError:
      self.init(
        error.isRefused ? ExitStatus.usage : ExitStatus.badData,
        error.lines.enumerated().map { $0 == 0 ? "offtake: \($1)" : $1 })
    case let error as MoneyError:
      self.init(ExitStatus.badData, "an amount or sum \(error)")
    case let error as SQLiteError: self.init(ExitStatus.software, "\(error)")
    case let error as DateError:
      self.init(ExitStatus.badData, "a stored date \(error); the database may be damaged")
    case let error as DecimalError:
      self.init(ExitStatus.badData, "a stored number \(error); the database may be damaged")
    case is StoredRowError, is UnknownWordError:
      self.init(ExitStatus.badData, "\(error); the database may be damaged")
    default: return nil
    }
  }

  private init(_ code: Int32, _ text: String) { self.init(code, ["offtake: " + text]) }

  private init(_ code: Int32, _ lines: [String]) {
    self.code = code
    self.lines = lines
  }

  /// Writes it to standard error.
  func report() {
    Message.printErrors(lines)
  }

  private static func code(of error: StoreError) -> Int32 {
    switch error.reason {
    case .missing: ExitStatus.inputMissing
    case .notADatabase, .notOurs, .newerSchema, .olderSchema, .foreignSchema:
      ExitStatus.configuration
    case .cannotOpen, .notAFile: ExitStatus.cannotCreate
    case .readOnly, .denied, .sideFile: ExitStatus.permission
    case .busy, .changedMeanwhile: ExitStatus.busy
    case .full, .diskFailed, .unconfirmed, .damaged, .contradiction, .foreignLog, .unreadableLog:
      ExitStatus.inputOutput
    case .sumTooLarge: ExitStatus.badData
    case .other: ExitStatus.software
    }
  }

  private static func code(of error: UndoError) -> Int32 {
    switch error {
    case .nothing, .unknown, .isUndo, .isUndone: ExitStatus.usage
    case .hasDependents, .feesOverlap: ExitStatus.badData
    }
  }

  private static func lines(_ error: UndoError) -> [String] {
    guard case .hasDependents(_, let dependents) = error else { return ["offtake: \(error)"] }
    return dependents.map {
      "import \($0.number) (\($0.fileName)): \($0.rows.description)"
        + ($0.isWhole ? "" : "; its other rows stay")
    } + [
      "offtake: \(error); nothing was undone; --cascade undoes these too"
    ]
  }

  private static func code(of error: FileError) -> Int32 {
    if error.isPermission { return ExitStatus.permission }
    return switch error.action {
    case .open: ExitStatus.inputMissing
    case .read: ExitStatus.inputOutput
    case .write: ExitStatus.cannotCreate
    }
  }
}
