internal import Files
package import SQLite

/// Why a database cannot be used, and what can be done.
package struct StoreError: Error, CustomStringConvertible {
  /// What went wrong, by which a program picks its exit code.
  package enum Reason: Equatable, Sendable {
    /// No file is there.
    case missing
    /// A folder on the way to the file may not be searched.
    case denied
    /// A folder, a device or a FIFO is there.
    case notAFile
    /// The file is something else than a SQLite database.
    case notADatabase
    /// Another program made the database.
    case notOurs
    /// A newer program made the database, or brought it up to date.
    case newerSchema(SchemaMismatch)
    /// The database must be brought up to date before it can be used.
    case olderSchema(SchemaMismatch)
    /// The log or journal beside it, which has this suffix, is another file's.
    case foreignLog(suffix: String)
    /// Its log has changes, and cannot be read where nothing can be written.
    case unreadableLog
    /// It was written to while it was read without a lock.
    case changedMeanwhile
    /// The system does not let it be opened.
    case cannotOpen
    /// The system does not let it be written.
    case readOnly
    /// The system does not let a file beside it be written, which has this suffix and this owner.
    case sideFile(suffix: String, owner: String)
    /// Another connection kept its lock for longer than the busy timeout.
    case busy
    /// The disk is full.
    case full
    /// The disk fails to read or write.
    case diskFailed
    /// The disk failed while a change was made final, and does not tell whether it was kept.
    case unconfirmed
    /// The file was a database and is no longer sound.
    case damaged
    /// What is stored breaks a rule of the schema, which no import would let it.
    case contradiction
    /// A sum of what is stored does not fit.
    case sumTooLarge
    /// The schema is not what the migrations make; `difference` tells where.
    case foreignSchema(difference: String)
    /// Anything else; `cause` tells.
    case other
  }

  /// What went wrong.
  package let reason: Reason
  /// The database, as it was named.
  package let path: String
  /// What SQLite said, where it spoke.
  package let cause: SQLiteError?

  /// An error of this room, or, with `cause`, one that SQLite reported.
  package init(_ reason: Reason, path: String, cause: SQLiteError? = nil) {
    self.reason = reason
    self.path = path
    self.cause = cause
  }

  /// `path: what is wrong; what can be done`.
  package var description: String {
    switch reason {
    case .missing: "\(path): no such database; create it with: offtake init --db \(path)"
    case .denied: "\(path): permission denied; a folder on its path cannot be searched"
    case .notAFile: "\(path): is a folder or a device, not a file that can be a database"
    case .notADatabase: "\(path): not a SQLite database; it was not changed"
    case .notOurs: "\(path): a SQLite database, but not an Offtake database; it was not changed"
    case .newerSchema(let versions):
      "\(path): its \(versions.found), and this program reads up to \(versions.known); it was "
        + "not changed. Use \(versions.reader); offtake --version shows which one this is"
    case .olderSchema(let versions):
      "\(path): its \(versions.found), and this program needs \(versions.known). Bring it up to "
        + "date, with a backup beside it, with: offtake init --db \(path)"
    case .foreignLog(let suffix):
      "\(path): \(path)\(suffix) is the log of another file, as after a copy was put over this one; "
        + "nothing was read or changed. Move \(path)\(suffix) and \(path)-shm away, and put copies in "
        + "place with: offtake restore"
    case .unreadableLog:
      "\(path): \(path)-wal has changes that cannot be read from a read-only folder; copy both "
        + "files to another folder"
    case .changedMeanwhile:
      "\(path): was changed while it was read, and its folder does not allow a lock; "
        + "try again"
    case .cannotOpen:
      "\(path): cannot be opened; check that it is a file, that its folder exists and that you may read and write both"
    case .readOnly: "\(path): cannot be written; it or its folder is read-only"
    case .sideFile(let suffix, let owner):
      "\(path): cannot be written; \(path)\(suffix) belongs to \(owner). If nobody reads the database, "
        + "that file can be removed, else its owner must let you write to it"
    case .busy: "\(path): in use by another program for too long; nothing was changed, try again"
    case .full: "\(path): the disk is full; nothing was changed"
    case .diskFailed: "\(path): the disk failed to read or write it; \(saying ?? "no reason given")"
    case .unconfirmed:
      "\(path): the disk failed during the commit; the change may or may not be stored. Check "
        + "with: offtake imports. Importing the same file again does no harm"
    case .damaged: "\(path): damaged; restore it from a backup"
    case .contradiction:
      "\(path): its contents contradict each other; \(saying ?? "no reason given"). Nothing was changed; "
        + "restore it from a backup"
    case .sumTooLarge:
      "\(path): a sum of its amounts is too large to be kept exactly; they may be damaged"
    case .foreignSchema(let difference):
      "\(path): \(difference); nothing was read or changed. Remove what was added (tables and views "
        + "of your own are named my_…), or restore it from a backup"
    case .other: "\(path): \(cause?.description ?? "failed")"
    }
  }
}

/// The schema of a database that a program cannot use, and the one that it can.
package struct SchemaMismatch: Equatable, Sendable {
  /// The schema of the database.
  package let version: Int64
  /// The version of Offtake that brought it; `nil` where the database does not say so.
  package let release: String?
  /// The schema that this program reads and writes.
  package let knownVersion: Int64
  /// The version of Offtake that brought that one.
  package let knownRelease: String

  /// A database with `version` of `release`, for a program that knows `knownVersion`.
  package init(version: Int64, release: String?, knownVersion: Int64, knownRelease: String) {
    self.version = version
    self.release = release
    self.knownVersion = knownVersion
    self.knownRelease = knownRelease
  }

  fileprivate var found: String {
    "schema is \(version)" + (release.map { " (Offtake \($0))" } ?? "")
  }
  fileprivate var known: String { "schema \(knownVersion) (Offtake \(knownRelease))" }
  fileprivate var reader: String { release.map { "Offtake \($0) or later" } ?? "a later Offtake" }
}

extension StoreError {
  private var saying: String? { cause.map { "SQLite \($0.code): \($0.message)" } }

  /// What a `SQLiteError` means for the person whose file is at `path`.
  package init(_ error: SQLiteError, path: String) {
    let reason = Reason(error)
    self.init(
      (reason == .readOnly ? Reason(sideFileOf: path) : nil) ?? reason, path: path, cause: error)
  }

  /// Runs `body`, and says of which file SQLite spoke where it refuses.
  static func naming<Result: ~Copyable>(
    _ path: String, _ body: () throws -> Result
  ) throws -> Result {
    do {
      return try body()
    } catch let error as SQLiteError {
      throw StoreError(error, path: path)
    }
  }
}

extension StoreError.Reason {
  /// A file beside the database that keeps it from being written; `nil` if none does.
  fileprivate init?(sideFileOf path: String) {
    for suffix in ["-shm", "-wal"] where !FileAccess.mayWrite(path + suffix) {
      guard let owner = FileAccess.ownerName(of: path + suffix) else { continue }
      self = .sideFile(suffix: suffix, owner: owner)
      return
    }
    return nil
  }

  fileprivate init(_ error: SQLiteError) {
    let meanings: [(Bool, StoreError.Reason)] = [
      (error.isNotADatabase, .notADatabase), (error.isBusy, .busy), (error.isFull, .full),
      (error.isReadOnly || error.isPermission, .readOnly), (error.isCannotOpen, .cannotOpen),
      (error.isCorrupt, .damaged), (error.isIOError, .diskFailed),
      (error.isConstraint, .contradiction), (error.isIntegerOverflow, .sumTooLarge),
    ]
    self = meanings.first { $0.0 }?.1 ?? .other
  }
}
