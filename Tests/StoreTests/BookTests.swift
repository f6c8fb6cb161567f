import Foundation
import SQLite
import Store
import Testing
import TestTools

/// The books of releases, which every later version must read as the release did. What the reports
/// say of them is in the guides beside them, which `TranscriptTests` runs.
struct BookTests {
  /// A release without a book would be found out only when its users cannot go on.
  @Test func everyReleaseWhoseScriptsAreFrozenHasOne() throws {
    let releases = try Store.create(at: ":memory:").connection.texts(
      """
      SELECT program_version
      FROM release
      WHERE schema_version <= \(MigrationTests.released.count)
      ORDER BY program_version
      """)
    #expect(Book.all.map(\.release) == releases)
  }

  @Test(arguments: Book.all)
  func isSmallAndHasEveryKindOfRecord(book: Book) throws {
    #expect(try contents(of: book.file.path()).count < 300_000)
    try book.withCopy { path in
      // Before it is brought up to date: what that release knew.
      let kinds = try Connection(path: path, access: .readOnly).texts(
        "SELECT kind FROM import_kind")
      let store = try Store.create(at: path)
      for kind in RecordKind.allCases where kinds.contains(kind.rawValue) {
        let table = kind.table.name
        #expect(try store.connection.count("\(table) WHERE ended_by IS NULL") > 0, "\(table)")
      }
      #expect(kinds.count > 16)
      for table in ["organization", "contract", "fee_schedule", "invoice"] {
        #expect(try store.connection.count("\(table) WHERE ended_by IS NOT NULL") > 0, "\(table)")
        #expect(try store.connection.count("import WHERE undone_by IS NOT NULL") > 0)
      }
    }
  }

  @Test(arguments: Book.all)
  func keepsTheDigestOfEveryImport(book: Book) throws {
    try book.withCopy { path in
      let store = try Store.create(at: path)
      #expect(try store.wrongDigests() == [])
    }
  }
}

extension Store {
  /// The numbers of the imports whose rows do not give the digest that was kept of them.
  func wrongDigests() throws -> [Int64] {
    try (1..<nextImportNumber()).filter { number in
      try digest(ofImport: number) != storedDigest(ofImport: number)
    }
  }
}
