internal import Files
internal import SQLite

/// A copy that is to take the place of a database.
package struct RestoreJob: Sendable {
  /// The copy.
  package let source: String
  /// The database, which need not be there.
  package let target: String
  /// Whether it may take the place of a database that has other imports than it.
  package let isForced: Bool
  /// How long it waits for another program that writes to the database.
  package let waitMilliseconds: Int
  /// When it is restored, as the name of the database that is moved away says it: `20261128T180000Z`.
  package let moment: String

  /// A job; nothing is looked at yet.
  package init(
    source: String, target: String, isForced: Bool, waitMilliseconds: Int, moment: String
  ) {
    self.source = source
    self.target = target
    self.isForced = isForced
    self.waitMilliseconds = waitMilliseconds
    self.moment = moment
  }

  /// Puts the copy in the place of the database, which is moved away first with the files beside it.
  ///
  /// `verify` looks at the copy before anything is changed.
  /// - Returns: Where the database is that was there; `nil` if none was.
  /// - Throws: `RestoreError`, `StoreError`, `FileError` and what `verify` throws; then nothing is changed.
  package func run(verifying verify: (Store) throws -> Void) throws -> String? {
    guard FileStamp(of: source)?.isSameFile(as: FileStamp(of: target)) != true else {
      throw RestoreError.isTheDatabase(source)
    }
    guard FileKind(of: source) != .missing else { throw FileError.missing(source) }
    let copy = try Store.openReadOnly(source, isAtRest: true)
    try verify(copy)
    let isThere = FileKind(of: target) != .missing
    if isThere { try compare(copy) }
    let complete = target + ".restored-" + moment
    try Store.writeCopy(to: complete, asPrivateAs: isThere ? target : source, of: copy) { _ in
      try copy.requireUnchanged()
    }
    return try put(complete)
  }

  private func put(_ complete: String) throws -> String? {
    do {
      let away = try moveAway()
      try FileWriter.move(complete, to: target)
      return away
    } catch {
      FileWriter.remove(complete)
      throw error
    }
  }

  /// The log first: a log without its file does no harm, and a file without its log is an earlier state.
  /// Without the database, what is left beside it goes all the same.
  private func moveAway() throws -> String? {
    let away = freeName
    let names = ["-journal", "-shm", "-wal", ""].filter { FileKind(of: target + $0) != .missing }
    for suffix in names { try FileWriter.move(target + suffix, to: away + suffix) }
    return names.contains("") ? away : nil
  }

  private var freeName: String {
    let start = "\(target).before-restore-\(moment)"
    let names = (1...).lazy.map { start + ($0 == 1 ? "" : "-\($0)") }
    return names.first { FileKind(of: $0) == .missing } ?? start
  }
}

// MARK: Whether it may take the place of the database

extension RestoreJob {
  /// Refuses a database that has other imports than the copy, unless that is asked for. One that cannot be
  /// read for damage is what a copy is for.
  private func compare(_ copy: Store) throws {
    do {
      let present = try Store.open(target, waitMilliseconds: waitMilliseconds)
      let difference = try present.transaction {
        try ImportChain(present).difference(from: ImportChain(copy))
      }
      guard let difference, !isForced else { return }
      throw RestoreError.differs(source: source, target: target, difference)
    } catch let error as StoreError where error.reason.isOfAFileThatIsUseless {
      return
    } catch let error as StoreError {
      guard isForced, !error.reason.isOfTheSystem else { throw error }
    }
  }
}

extension StoreError.Reason {
  /// Whether the file can be of no use to anyone as it is.
  fileprivate var isOfAFileThatIsUseless: Bool {
    switch self {
    case .damaged, .foreignLog, .contradiction: true
    default: false
    }
  }

  /// Whether it is no fault of the file that it cannot be opened.
  fileprivate var isOfTheSystem: Bool {
    switch self {
    case .busy, .readOnly, .sideFile, .denied, .notAFile, .full, .diskFailed, .cannotOpen: true
    default: false
    }
  }
}

/// The imports and undos of a store, each with its digest, which covers all before it.
private struct ImportChain {
  let digests: [String]

  init(_ store: Store) throws {
    var rows = try Statement("SELECT digest FROM import ORDER BY id", on: store.connection)
    var digests: [String] = []
    while try rows.step() { digests.append(rows.string(0)) }
    self.digests = digests
  }

  /// How this chain of the database differs from that of a copy, in words; `nil` if it does not.
  func difference(from copy: ImportChain) -> String? {
    let shared = zip(digests, copy.digests).prefix { $0 == $1 }.count
    let (own, others) = (digests.count - shared, copy.digests.count - shared)
    if own == 0, others == 0 { return nil }
    if shared == 0, own > 0, others > 0 { return "belongs to another book" }
    if own == 0 {
      return "is newer: it has \(ImportChain.words(shared, others)) that the database lacks"
    }
    if others == 0 { return "lacks \(ImportChain.words(shared, own)) of the database" }
    return "has other imports than the database from \(shared + 1) on"
  }

  private static func words(_ shared: Int, _ count: Int) -> String {
    count == 1 ? "import \(shared + 1)" : "imports \(shared + 1) to \(shared + count)"
  }
}

/// Why a copy is not put in the place of a database.
package enum RestoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The copy is the database itself.
  case isTheDatabase(String)
  /// The copy has other imports than the database.
  case differs(source: String, target: String, String)
  /// The check of the copy has findings.
  case isUnsound(String, findings: Int)

  /// What is wrong, and what can be done.
  package var description: String {
    switch self {
    case .isTheDatabase(let path): "\(path): is the database itself"
    case .differs(let source, let target, let difference):
      "\(source): \(difference); nothing was restored. To replace \(target), which is kept under another "
        + "name, add --force"
    case .isUnsound(let path, let count):
      "\(path): the check has \(count == 1 ? "a finding" : "\(count) findings"), so nothing was "
        + "restored or written; list them with: offtake check --db \(path)"
    }
  }
}
