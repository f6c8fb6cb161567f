import Foundation
import Migrations
import SQLite
import Store
import Testing
import TestTools

/// A database of an older release is refused with what helps, and brought up to date when asked: by
/// a release of the future, whose schema has a column and a table more.
struct UpgradeTests {
  private static let present = Schema.current.version
  private static let future = next("")

  /// The schema of a future release, whose script does `more` at its end.
  private static func next(_ more: String) -> Schema {
    let script = """
      ALTER TABLE contract ADD COLUMN governing_law TEXT;
      CREATE TABLE of_the_future (id INTEGER PRIMARY KEY, amount_units INTEGER NOT NULL) STRICT;
      INSERT INTO release (schema_version, program_version) VALUES (\(present + 1), '9.1.0');
      \(more)
      """
    return Schema(
      Migration.all + [Migration(version: present + 1, sql: script, schemaDigest: "")],
      release: "9.1.0")
  }

  /// Runs `body` with the path of a book that has the schema of today.
  private func withPresentBook(_ body: (_ path: String) throws -> Void) throws {
    try #require(Book.all.last).withCopy { path in
      _ = try Store.create(at: path)
      try body(path)
    }
  }

  @Test func keepsEveryRowAndEveryDigest() throws {
    try withPresentBook { path in
      let before = try Rows(of: Store.open(path))
      let store = try Store.create(at: path, schema: Self.future)
      #expect(try store.connection.integer("SELECT count(governing_law) FROM contract") == 0)
      #expect(try store.wrongDigests() == [])
      #expect(try Rows(of: store, like: before) == before)
      #expect(try store.connection.texts("PRAGMA integrity_check") == ["ok"])
    }
  }

  @Test func writesABackupFirstThatIsAsPrivate() throws {
    try withPresentBook { path in
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
      let before = try Rows(of: Store.open(path))
      let backup = "\(path).schema-\(Self.present).backup"
      let upgrade = try Store.create(at: path, schema: Self.future).upgrade
      #expect(upgrade?.backup == backup)
      #expect(upgrade?.from == Self.present)
      let attributes = try FileManager.default.attributesOfItem(atPath: backup)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      #expect(try Rows(of: Store.open(backup)) == before)
      #expect(try Store.create(at: path, schema: Self.future).upgrade == nil)
    }
  }

  @Test func overwritesNoOtherBackup() throws {
    try withPresentBook { path in
      let backup = "\(path).schema-\(Self.present).backup"
      try Data("mine".utf8).write(to: URL(filePath: backup))
      let upgrade = try Store.create(at: path, schema: Self.future).upgrade
      #expect(upgrade?.backup == backup + "-2")
      #expect(try contents(of: backup) == Data("mine".utf8))
    }
  }

  /// The first as a script that fails in the middle does, the second as a signal before the commit.
  @Test(arguments: [next("SELECT no_such_column FROM contract"), future])
  func leavesTheDatabaseAsItWasIfItFails(schema: Schema) throws {
    try withPresentBook { path in
      let before = try Rows(of: Store.open(path))
      #expect(throws: (any Error).self) {
        try Store.create(at: path, schema: schema) { throw CancellationError() }
      }
      #expect(try Rows(of: Store.open(path)) == before)
      #expect(try Store.create(at: path, schema: Self.future).upgrade != nil)
    }
  }

  /// A backup that cannot be written is a reason not to begin.
  @Test(.disabled(if: geteuid() == 0, "the system lets root write everywhere"))
  func changesNothingWithoutABackup() throws {
    try withPresentBook { path in
      _ = try Store.open(path)
      let folder = URL(filePath: path).deletingLastPathComponent().path()
      try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder)
      defer {
        try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
      }
      #expect(throws: (any Error).self) { try Store.create(at: path, schema: Self.future) }
    }
  }

  @Test func refusesAnOlderSchemaWithTheCommandThatHelps() throws {
    try withPresentBook { path in
      let mismatch = SchemaMismatch(
        version: Self.present, release: Schema.current.release, knownVersion: Self.present + 1,
        knownRelease: "9.1.0")
      let text = """
        \(path): its schema is \(Self.present) (Offtake \(Schema.current.release)), and this program \
        needs schema \(Self.present + 1) (Offtake 9.1.0). Bring it up to date, with a backup \
        beside it, with: offtake init --db \(path)
        """
      let ways: [(String, Schema) throws -> Store] = [
        { try Store.open($0, schema: $1) }, { try Store.openReadOnly($0, schema: $1) },
      ]
      for open in ways {
        let error = #expect(throws: StoreError.self) { try open(path, Self.future) }
        #expect(error?.reason == .olderSchema(mismatch))
        #expect(error?.description == text)
      }
    }
  }

  @Test func refusesANewerSchemaWithTheVersionThatReadsIt() throws {
    try withPresentBook { path in
      let open = try Store.open(path)
      _ = try Store.create(at: path, schema: Self.future)
      let mismatch = SchemaMismatch(
        version: Self.present + 1, release: "9.1.0", knownVersion: Self.present,
        knownRelease: Schema.current.release)
      let text = """
        \(path): its schema is \(Self.present + 1) (Offtake 9.1.0), and this program reads up to \
        schema \(Self.present) (Offtake \(Schema.current.release)); it was not changed. Use \
        Offtake 9.1.0 or later; offtake --version shows which one this is
        """
      for way in Way.allCases {
        let error = #expect(throws: StoreError.self) { try way.open(path) }
        #expect(error?.reason == .newerSchema(mismatch))
        #expect(error?.description == text)
      }
      // What had opened it before finds out, too, before it writes.
      let error = #expect(throws: StoreError.self) { try open.requireSameSchema(at: path) }
      #expect(error?.reason == .newerSchema(mismatch))
    }
  }
}

/// Every row of every table of a store.
private struct Rows: Equatable {
  private var columns: [String: String] = [:]
  private var rows: [String: [[String]]] = [:]

  /// Only of the tables and columns that `other` has, where it is given.
  init(of store: borrowing Store, like other: Rows? = nil) throws {
    let tables = try store.connection.rows(
      """
      SELECT tables.name, group_concat(columns.name)
      FROM pragma_table_list AS tables, pragma_table_info(tables.name) AS columns
      WHERE tables.schema = 'main' AND tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%'
        AND tables.name <> 'release'
      GROUP BY tables.name
      """)
    columns = other?.columns ?? [:]
    if other == nil { for table in tables { columns[table[0]] = table[1] } }
    for (table, list) in columns {
      rows[table] = try store.connection.rows("SELECT \(list) FROM \(table) ORDER BY \(list)")
    }
  }
}
