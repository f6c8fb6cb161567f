import Foundation
import Migrations
import SQLite
import Store
import Testing
import TestTools

struct StoreOpeningTests {
  @Test func createsADatabaseOfItsOwn() throws {
    try withTemporaryDatabase { path in
      let store = try Store.create(at: path)
      #expect(
        try store.connection.integer(pragma: "application_id")
          == Int64(Store.applicationID))
      #expect(try store.connection.integer(pragma: "user_version") == Store.schemaVersion)
      #expect(try store.connection.texts("PRAGMA journal_mode") == ["wal"])
      #expect(try store.connection.integer(pragma: "synchronous") == 2)
      #expect(try store.connection.integer(pragma: "page_size") == 16_384)
      #expect(try store.connection.integer(pragma: "foreign_keys") == 1)
      #expect(try store.connection.texts("PRAGMA integrity_check") == ["ok"])
    }
  }

  @Test func opensWhatItCreated() throws {
    try withTemporaryDatabase { path in
      _ = try Store.create(at: path)
      let store = try Store.open(path)
      #expect(try store.connection.texts("PRAGMA journal_mode") == ["wal"])
      #expect(try store.connection.integer(pragma: "synchronous") == 2)
      #expect(try store.nextImportNumber() == 1)
      let reader = try Store.openReadOnly(path)
      #expect(reader.connection.isReadOnly == true)
      #expect(try reader.nextImportNumber() == 1)
      #expect(throws: SQLiteError.self) { try reader.connection.execute("DELETE FROM currency") }
    }
  }

  @Test func createsAgainWithoutAChange() throws {
    try withTemporaryDatabase { path in
      try Store.create(at: path).connection.checkpoint()
      let before = try contents(of: path)
      _ = try Store.create(at: path)
      #expect(try contents(of: path) == before)
    }
  }

  @Test func takesAnEmptyFile() throws {
    try withTemporaryDatabase { path in
      try Data().write(to: URL(filePath: path))
      let store = try Store.create(at: path)
      #expect(try store.connection.integer(pragma: "page_size") == 16_384)
    }
  }

  @Test func writesAheadEvenIntoACopyThatDoesNot() throws {
    try withTemporaryDatabase { path in
      try Store.create(at: path).connection.execute("PRAGMA journal_mode = delete")
      #expect(try Store.open(path).connection.texts("PRAGMA journal_mode") == ["wal"])
    }
  }

  @Test func keepsAllOrNothingOfATransaction() throws {
    let store = try Store.create(at: ":memory:")
    #expect(throws: CancellationError.self) {
      try store.transaction {
        try store.connection.execute("DELETE FROM currency")
        throw CancellationError()
      }
    }
    #expect(try store.snapshot { try store.connection.count("currency") } > 100)
  }
}

// MARK: Refusals

private let isRoot = geteuid() == 0

struct StoreRefusalTests {
  /// A newer program may have no table that says of which release it is.
  @Test(arguments: Way.allCases, ["DROP TABLE release", "ALTER TABLE release RENAME TO program"])
  func refusesANewerSchema(way: Way, sql: String) throws {
    let known = Store.schemaVersion
    let mismatch = SchemaMismatch(
      version: known + 1, release: nil, knownVersion: known, knownRelease: Schema.current.release)
    try expect(
      .newerSchema(mismatch), way,
      "its schema is \(known + 1), and this program reads up to schema \(known) (Offtake "
        + "\(Schema.current.release)); it was not changed. Use a later Offtake; offtake --version "
        + "shows which one this is"
    ) { path in
      let store = try Store.create(at: path)
      try store.connection.execute(sql)
      try store.connection.setUserVersion(Int32(known + 1))
      try store.connection.checkpoint()
    }
  }

  @Test(
    arguments: Way.allCases,
    [
      "CREATE TABLE a (n)", "CREATE TABLE a (n); PRAGMA application_id = 252006674",
      "PRAGMA application_id = 252006674", "CREATE TABLE a (n); PRAGMA user_version = 3",
      "PRAGMA user_version = 3", "CREATE VIEW organization AS SELECT 1",
    ])
  func refusesAnotherProgramsDatabase(way: Way, sql: String) throws {
    try expect(.notOurs, way, "a SQLite database, but not an Offtake database; it was not changed")
    {
      try Connection(path: $0, access: .create).execute(sql)
    }
  }

  @Test(
    arguments: Way.allCases,
    ["a", "month,amount\n2026-01,1200.50\n", String(repeating: "SQLite format 3\n", count: 999)])
  func refusesAFileThatIsNoDatabase(way: Way, text: String) throws {
    try expect(.notADatabase, way, "not a SQLite database; it was not changed") {
      try Data(text.utf8).write(to: URL(filePath: $0))
    }
  }

  @Test(arguments: Way.allCases)
  func refusesAFolder(way: Way) throws {
    try withTemporaryFolder { path in
      let error = #expect(throws: StoreError.self) { try way.open(path) }
      #expect(error?.reason == .notAFile)
      #expect(
        error?.description == "\(path): is a folder or a device, not a file that can be a database")
    }
  }

  @Test(arguments: [Way.open, .openReadOnly])
  func refusesAFileThatIsMissing(way: Way) throws {
    try withTemporaryDatabase { path in
      let error = #expect(throws: StoreError.self) { try way.open(path) }
      #expect(error?.reason == .missing)
      #expect(
        error?.description
          == "\(path): no such database; create it with: offtake init --db \(path)")
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  @Test(arguments: Way.allCases)
  func refusesAFolderThatIsMissing(way: Way) throws {
    try withTemporaryFolder { folder in
      let error = #expect(throws: StoreError.self) { try way.open("\(folder)/none/test.db") }
      #expect(error?.reason == (way == .create ? .cannotOpen : .missing))
    }
  }

  @Test(.disabled(if: isRoot, "the system lets root write everywhere"))
  func refusesAFolderThatMayNotBeWritten() throws {
    try withTemporaryFolder { folder in
      try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder)
      let error = #expect(throws: StoreError.self) { _ = try Store.create(at: "\(folder)/test.db") }
      #expect(error?.reason == .cannotOpen)
    }
  }

  @Test(.disabled(if: isRoot, "the system lets root write everywhere"))
  func refusesToOpenForWritingAFileThatMayNotBe() throws {
    try withTemporaryDatabase { path in
      try Store.create(at: path).connection.checkpoint()
      try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
      let error = #expect(throws: StoreError.self) { _ = try Store.open(path) }
      #expect(error?.reason == .readOnly)
      #expect(error?.description == "\(path): cannot be written; it or its folder is read-only")
    }
  }

  @Test func refusesADamagedFile() throws {
    try withTemporaryDatabase { path in
      try Store.create(at: path).connection.checkpoint()
      try contents(of: path).prefix(16_384).write(to: URL(filePath: path))
      let error = #expect(throws: StoreError.self) { _ = try Store.openReadOnly(path) }
      #expect(error?.reason == .damaged)
      #expect(error?.description == "\(path): damaged; restore it from a backup")
    }
  }

  /// Expects `way` to refuse the file that `make` makes, and to leave its bytes as they are.
  private func expect(
    _ reason: StoreError.Reason, _ way: Way, _ text: String, make: (String) throws -> Void
  ) throws {
    try withTemporaryDatabase { path in
      try make(path)
      let before = try contents(of: path)
      let error = #expect(throws: StoreError.self) { try way.open(path) }
      #expect(error?.reason == reason)
      #expect(error?.description == "\(path): \(text)")
      #expect(try contents(of: path) == before)
    }
  }
}

/// The ways to open a store.
enum Way: CaseIterable {
  case create, open, openReadOnly

  func open(_ path: String) throws {
    switch self {
    case .create: _ = try Store.create(at: path)
    case .open: _ = try Store.open(path)
    case .openReadOnly: _ = try Store.openReadOnly(path)
    }
  }
}
