import ArgumentParser
import Ledger
import SQLite
import Store

/// Which database: `--db`, else the configured one, else `offtake.sqlite` in the working directory.
struct DatabaseOption: ParsableArguments {
  @Option(
    name: .customLong("db"),
    help: ArgumentHelp(
      "The database. (default: the configured one, else offtake.sqlite)", valueName: "file"))
  var given: String?

  @Option(
    help: ArgumentHelp(
      "How long to wait for another program that has the database locked. (default: 10)",
      valueName: "seconds"))
  var wait: Int?

  var path: String { given ?? DatabaseOption.defaultPath }

  /// The database that is meant if `--db` is not given.
  static var defaultPath: String {
    Configuration.current[.database] ?? Setting.database.standard
  }

  /// Keeps every output of the command from going over the database.
  func validate() throws {
    Output.protect(database: path)
    guard 0...86_400 ~= wait ?? 0 else {
      throw ValidationError("--wait is from 0 to 86400 seconds")
    }
  }

  private var waitMilliseconds: Int { wait.map { $0 * 1000 } ?? Connection.usualWaitMilliseconds }

  /// Runs `body` on the store, opened so that nothing in it can change, at one moment, and as it was
  /// known at `knownAt`; `nil` is now.
  func read<Result>(
    knownAt: KnownAt? = nil, _ body: (Store) throws -> Result
  ) throws -> Result {
    try naming {
      let store = try Store.openReadOnly(path, waitMilliseconds: waitMilliseconds)
      Interruption.shared.add(store.connection.interrupter)
      let result = try store.snapshot(knownAt: knownAt) { try body(store) }
      try store.requireUnchanged()
      return result
    }
  }

  /// Runs `body`, which prints nothing, on the book of what `names` mean, as it was known at `knownAt`; `nil` is now.
  func readBook<Result>(
    of names: SelectionNames = SelectionNames(), knownAt: KnownAt? = nil,
    _ body: (Book) throws -> Result
  ) throws -> Result {
    try ProgressBar.countingSeconds {
      try read(knownAt: knownAt) { try body(Book($0, names)) }
    }
  }

  /// Runs `body`, which prints nothing, on the book of each selection, one after the other, all as they were known at one
  /// moment.
  func readBooks(
    of selections: [SelectionNames], knownAt: KnownAt?, _ body: (Book) throws -> Void
  ) throws {
    try ProgressBar.countingSeconds {
      try read(knownAt: knownAt) { store in
        for names in selections { try body(Book(store, names)) }
      }
    }
  }

  /// Runs `body` on the store in one transaction, and says whether it was kept, whatever the disk
  /// does.
  ///
  /// A signal stops it up to the end of `body`, and not after. Where `isTrial` says so, `body` takes
  /// its own changes back.
  func write<Result>(
    isTrial: Bool = false, _ body: (Store) throws -> Result
  ) throws -> Result {
    try naming {
      guard isTrial else {
        return try Store.change(path, waitMilliseconds: waitMilliseconds) { try finally($0, body) }
      }
      let store = try Store.open(path, waitMilliseconds: waitMilliseconds)
      Interruption.shared.add(store.connection.interrupter)
      return try body(store)
    }
  }

  private func finally<Result>(
    _ store: Store, _ body: (Store) throws -> Result
  ) throws -> Result {
    Interruption.shared.add(store.connection.interrupter)
    let result = try body(store)
    try Interruption.shared.beginFinalStep()
    return result
  }

  /// Makes the store, or brings it up to date.
  /// - Returns: How it was brought up to date; `nil` where that was not needed.
  func create() throws -> Upgrade? {
    try naming {
      try Store.create(
        at: path, waitMilliseconds: waitMilliseconds,
        beforeCommit: Interruption.shared.beginFinalStep
      ).upgrade
    }
  }

  /// Puts a copy in the place of the database, once `verify` has found nothing wrong with it.
  /// - Returns: Where the database is that was there; `nil` if none was.
  func restore(
    _ file: String, isForced: Bool, verifying verify: (Store) throws -> Void
  ) throws -> String? {
    let job = RestoreJob(
      source: file, target: path, isForced: isForced, waitMilliseconds: waitMilliseconds,
      moment: Clock.now.filter { $0 != "-" && $0 != ":" })
    return try naming { try job.run(verifying: verify) }
  }

  /// What SQLite refuses is said of the file.
  private func naming<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as SQLiteError {
      throw StoreError(error, path: path)
    }
  }
}
